import Database from 'better-sqlite3';

import { evidenceMigrations } from './migrations/evidence.ts';
import { notesMigrations } from './migrations/notes.ts';

export type DbKind = 'evidence' | 'notes';

export const migrationsOf: Readonly<Record<DbKind, readonly string[]>> = {
  evidence: evidenceMigrations,
  notes: notesMigrations,
};

const made = new Map<DbKind, ReadonlyMap<string, string>>();

/**
 * What differs from the schema that our migrations make, one text each; empty where nothing does. A trigger or view of
 * somebody else's could make a write do something else than it says.
 */
export function schemaDifferences(db: Database.Database, kind: DbKind): readonly string[] {
  const ours = made.get(kind) ?? ownSchema(kind);
  made.set(kind, ours);
  const found = schemaOf(db);
  return [
    ...[...ours].flatMap(([name, sql]) =>
      found.get(name) === sql ? [] : [`missing or changed: ${name}`],
    ),
    ...[...found.keys()].flatMap((name) => (ours.has(name) ? [] : [`not ours: ${name}`])),
  ];
}

function ownSchema(kind: DbKind): ReadonlyMap<string, string> {
  const db = new Database(':memory:');
  for (const step of migrationsOf[kind]) db.exec(step);
  const schema = schemaOf(db);
  db.close();
  return schema;
}

/** By type and name. SQLite keeps names that begin with "sqlite_" to itself; they have no text. */
function schemaOf(db: Database.Database): ReadonlyMap<string, string> {
  return new Map(
    db
      .prepare<[], { type: string; name: string; sql: string | null }>(
        `SELECT type, name, sql FROM sqlite_schema WHERE lower(substr(name, 1, 7)) <> 'sqlite_' ORDER BY type, name`,
      )
      .all()
      .map(({ type, name, sql }) => [`${type} ${name}`, sql ?? '']),
  );
}
