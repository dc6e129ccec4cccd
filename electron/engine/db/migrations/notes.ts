import { appendOnly } from './appendOnly.ts';

/** notes.db, step by step: a step once released never changes. Every change is an entry; the newest of a name holds. */
export const notesMigrations: readonly string[] = [
  `
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX entry_by_name ON entry (kind, name, seq);
${appendOnly('entry')}`,
];
