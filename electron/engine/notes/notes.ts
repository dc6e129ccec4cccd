import { existsSync } from 'node:fs';
import path from 'node:path';

import type { JsonValue } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import { asExpected } from '../db/failures.ts';
import { currentVersion, openReader, openWriter, peekVersion } from '../db/open.ts';
import type { Db } from '../db/open.ts';
import { schemaDifferences } from '../db/schemaText.ts';
import { canonicalJson, chainHash, chainStart } from '../evidence/chain.ts';

type Entry = {
  readonly seq: number;
  readonly at: string;
  readonly author: string;
  readonly kind: string;
  readonly name: string;
  readonly value: string;
  readonly previous: string;
  readonly hash: string;
};

/** The auditor's own words about a case, each with author and time; nothing is overwritten. Now: settings of the case. */
export class Notes {
  readonly #db: Db | null;
  /** Null, or why nothing can be written. */
  readonly readOnly: string | null;

  constructor(db: Db | null, readOnly: string | null) {
    this.#db = db;
    this.readOnly = readOnly;
  }

  settings(): Readonly<Record<string, JsonValue>> {
    const rows =
      this.#db
        ?.prepare<[], { name: string; value: string }>(
          `SELECT name, value FROM entry WHERE kind = 'setting'
             AND seq = (SELECT max(seq) FROM entry AS later WHERE later.kind = 'setting' AND later.name = entry.name)`,
        )
        .all() ?? [];
    return Object.fromEntries(
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `set`
      rows.map(({ name, value }) => [name, JSON.parse(value) as JsonValue]),
    );
  }

  set(name: string, value: JsonValue, author: string): void {
    const db = this.#db;
    if (!db || this.readOnly !== null)
      throw new ExpectedError(
        'read-only',
        `The notes of the case are open for reading only: ${this.readOnly ?? ''}`,
      );
    try {
      db.transaction(() => {
        const last = db
          .prepare<[], { seq: number; hash: string }>(
            'SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1',
          )
          .get();
        const entry = {
          seq: (last?.seq ?? 0) + 1,
          at: new Date().toISOString(),
          // SQLite keeps a lone surrogate as another character: the hash would not be that of what is kept.
          author: author.toWellFormed(),
          kind: 'setting',
          name: name.toWellFormed(),
          value: canonicalJson(value),
          previous: last?.hash ?? chainStart,
        };
        db.prepare(
          'INSERT INTO entry (seq, at, author, kind, name, value, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        ).run(
          BigInt(entry.seq),
          entry.at,
          entry.author,
          entry.kind,
          entry.name,
          entry.value,
          entry.previous,
          notesHash(entry),
        );
      }).immediate();
    } catch (cause) {
      throw asExpected(cause, db.name);
    }
  }

  /** The newest entry; null when there is none. It goes into the custody log, so that a chain made anew is found. */
  head(): NotesHead | null {
    return (
      this.#db?.prepare<[], NotesHead>(`${headColumns} ORDER BY seq DESC LIMIT 1`).get() ?? null
    );
  }

  /** Whether the entry that the custody log speaks of is still there, as it was. */
  holds({ seq, hash }: NotesHead): boolean {
    const found = this.#db?.prepare<[number], NotesHead>(`${headColumns} WHERE seq = ?`).get(seq);
    return found?.hash === hash;
  }

  /** Numbers of entries whose hash is not what their content and the one before make it. */
  broken(): readonly number[] {
    const entries = this.#db?.prepare<[], Entry>('SELECT * FROM entry ORDER BY seq').all() ?? [];
    const found: number[] = [];
    let previous = chainStart;
    for (const [at, entry] of entries.entries()) {
      if (entry.seq !== at + 1 || entry.previous !== previous || entry.hash !== notesHash(entry))
        found.push(entry.seq);
      previous = entry.hash;
    }
    return found;
  }

  /** What of the database itself is not as Casebook makes it. */
  schemaDifferences(): readonly string[] {
    return this.#db ? schemaDifferences(this.#db, 'notes') : [];
  }

  close(): void {
    this.#db?.close();
  }
}

export type NotesHead = { readonly seq: number; readonly hash: string };
const headColumns = 'SELECT seq, hash FROM entry';

function notesHash(entry: Omit<Entry, 'hash'>): string {
  const { seq, at, author, kind, name, value, previous } = entry;
  return chainHash(previous, { seq, at, author, kind, name, value });
}

/**
 * Opens notes.db, made when it is not there and the case can be written. Where it cannot be written itself, it is read,
 * and `readOnly` says why.
 */
export function openNotes(folder: string, options: { readonly readOnly: boolean }): Notes {
  const file = path.join(folder, 'notes.db');
  if (options.readOnly) return readNotes(file, 'the case is');
  try {
    return new Notes(openWriter(file, 'notes'), null);
  } catch (thrown) {
    if (!(thrown instanceof ExpectedError) || thrown.code !== 'read-only') throw thrown;
    return readNotes(file, thrown.message);
  }
}

function readNotes(file: string, why: string): Notes {
  if (!existsSync(file)) return new Notes(null, why);
  const withoutTrace = peekVersion(file).version > currentVersion('notes');
  return new Notes(openReader(file, 'notes', { withoutTrace }), why);
}
