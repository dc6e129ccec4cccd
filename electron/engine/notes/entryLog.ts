import type { JsonValue } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import { asExpected } from '../db/failures.ts';
import type { Db } from '../db/open.ts';
import { schemaDifferences } from '../db/schemaText.ts';
import { canonicalJson, chainHash, chainStart } from '../evidence/chain.ts';

export type Entry = {
  readonly seq: number;
  readonly at: string;
  readonly author: string;
  readonly kind: string;
  readonly name: string;
  /** Canonical JSON. */
  readonly value: string;
  readonly previous: string;
  readonly hash: string;
};
export type NewEntry = { readonly kind: string; readonly name: string; readonly value: JsonValue };
export type NotesHead = { readonly seq: number; readonly hash: string };

/** The log of notes.db: entries that are only ever appended, each with the hash of the one before it. */
export class EntryLog {
  readonly #db: Db | null;
  /** Null, or why nothing can be written. */
  readonly readOnly: string | null;

  constructor(db: Db | null, readOnly: string | null) {
    this.#db = db;
    this.readOnly = readOnly;
  }

  /** Appends all or none, by one author at one time; throws `read-only` where nothing can be written. */
  append(entries: readonly NewEntry[], author: string): readonly Entry[] {
    const db = this.#db;
    if (!db || this.readOnly !== null)
      throw new ExpectedError(
        'read-only',
        `The notes of the case are open for reading only: ${this.readOnly ?? ''}`,
      );
    try {
      return db.transaction(() => insertAll(db, entries, author)).immediate();
    } catch (cause) {
      throw asExpected(cause, db.name);
    }
  }

  /** The newest entry of each name of a kind. */
  newest(kind: string): readonly Entry[] {
    return (
      this.#db
        ?.prepare<[string], Entry>(
          `SELECT * FROM entry WHERE kind = ?
             AND seq = (SELECT max(seq) FROM entry AS later WHERE later.kind = entry.kind AND later.name = entry.name)
             ORDER BY name`,
        )
        .all(kind) ?? []
    );
  }

  /** Entries of a kind above a number, in order; all of them under one name where it is given. */
  after(kind: string, seq: number, limit: number): readonly Entry[] {
    return (
      this.#db
        ?.prepare<[string, number, number], Entry>(
          'SELECT * FROM entry WHERE kind = ? AND seq > ? ORDER BY seq LIMIT ?',
        )
        .all(kind, seq, limit) ?? []
    );
  }

  /** All entries of one name, in order. */
  named(kind: string, name: string): readonly Entry[] {
    return (
      this.#db
        ?.prepare<[string, string], Entry>(
          'SELECT * FROM entry WHERE kind = ? AND name = ? ORDER BY seq',
        )
        .all(kind, name) ?? []
    );
  }

  entry(seq: number): Entry | null {
    return this.#db?.prepare<[number], Entry>('SELECT * FROM entry WHERE seq = ?').get(seq) ?? null;
  }

  /** Differs once another connection has committed (sqlite.org/pragma.html#pragma_data_version). */
  dataVersion(): unknown {
    return this.#db?.pragma('data_version', { simple: true }) ?? null;
  }

  /** The newest entry; null when there is none. It goes into the custody log, so that a chain made anew is found. */
  head(): NotesHead | null {
    return (
      this.#db
        ?.prepare<[], NotesHead>('SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1')
        .get() ?? null
    );
  }

  /** Whether the entry that the custody log speaks of is still there, as it was. */
  holds({ seq, hash }: NotesHead): boolean {
    const found = this.#db
      ?.prepare<[number], NotesHead>('SELECT seq, hash FROM entry WHERE seq = ?')
      .get(seq);
    return found?.hash === hash;
  }

  /** Numbers of entries whose hash is not what their content and the one before make it. */
  broken(): readonly number[] {
    const entries =
      this.#db?.prepare<[], Entry>('SELECT * FROM entry ORDER BY seq').iterate() ?? [];
    const found: number[] = [];
    let previous = chainStart;
    let seq = 0;
    for (const entry of entries) {
      if (entry.seq !== ++seq || entry.previous !== previous || entry.hash !== entryHash(entry))
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

/** The hash that an entry must have. */
export function entryHash(entry: Omit<Entry, 'hash'>): string {
  const { seq, at, author, kind, name, value, previous } = entry;
  return chainHash(previous, { seq, at, author, kind, name, value });
}

/** Inside the caller's transaction. */
function insertAll(db: Db, entries: readonly NewEntry[], author: string): readonly Entry[] {
  const insert = db.prepare(
    'INSERT INTO entry (seq, at, author, kind, name, value, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  let last = db
    .prepare<[], NotesHead>('SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1')
    .get();
  const at = new Date().toISOString();
  return entries.map(({ kind, name, value }) => {
    const unsigned = {
      seq: (last?.seq ?? 0) + 1,
      at,
      // SQLite keeps a lone surrogate as another character: the hash would not be that of what is kept.
      author: author.toWellFormed(),
      kind,
      name: name.toWellFormed(),
      value: canonicalJson(value),
      previous: last?.hash ?? chainStart,
    };
    const entry: Entry = { ...unsigned, hash: entryHash(unsigned) };
    insert.run(
      BigInt(entry.seq),
      entry.at,
      entry.author,
      entry.kind,
      entry.name,
      entry.value,
      entry.previous,
      entry.hash,
    );
    last = entry;
    return entry;
  });
}
