import { existsSync } from 'node:fs';
import path from 'node:path';

import type { JsonValue } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import { asExpected, openReader, openWriter } from '../db/open.ts';
import type { Db } from '../db/open.ts';
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
  readonly #writable: boolean;

  constructor(db: Db | null, writable: boolean) {
    this.#db = db;
    this.#writable = writable;
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
    if (!db || !this.#writable)
      throw new ExpectedError('read-only', 'The case is open for reading only.');
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
          author,
          kind: 'setting',
          name,
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

  close(): void {
    if (this.#writable) this.#db?.pragma('wal_checkpoint(TRUNCATE)');
    this.#db?.close();
  }
}

function notesHash(entry: Omit<Entry, 'hash'>): string {
  const { seq, at, author, kind, name, value, previous } = entry;
  return chainHash(previous, { seq, at, author, kind, name, value });
}

/** Opens notes.db, made when it is not there and the case can be written. */
export function openNotes(folder: string, options: { readonly readOnly: boolean }): Notes {
  const file = path.join(folder, 'notes.db');
  if (!options.readOnly) return new Notes(openWriter(file, 'notes'), true);
  return new Notes(existsSync(file) ? openReader(file, 'notes') : null, false);
}
