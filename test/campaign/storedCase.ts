import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import Database from 'better-sqlite3';
import { z } from 'zod';

/**
 * A case that nobody has open, as it lies on disk: its folder's listing, the SHA-256 of each evidence file, and every row of
 * every table, hashed table by table. Two that are equal hold the same.
 */
export type StoredCase = {
  readonly files: readonly string[];
  readonly evidence: Readonly<Record<string, string>>;
  readonly tables: Readonly<Record<string, string>>;
};

/** Beside a database only while somebody has it open, or has ended without closing it. */
const passing = /-(?:wal|shm|journal)$|^(?:writer|background)\.(?:lock|json)$/u;

const databases = ['evidence.db', 'notes.db', 'index.db'];

export function storedCase(folder: string): StoredCase {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !passing.test(name))
    .toSorted();
  const sha256 = (name: string): string =>
    createHash('sha256')
      .update(readFileSync(path.join(folder, name)))
      .digest('hex');
  const kept = files.filter((name) => name.startsWith(`evidence${path.sep}`));
  return {
    files,
    evidence: Object.fromEntries(kept.map((name) => [name, sha256(name)])),
    tables: Object.fromEntries(
      databases
        .filter((name) => files.includes(name))
        .flatMap((name) =>
          tablesOf(path.join(folder, name)).map(([table, hash]) => [`${name} ${table}`, hash]),
        ),
    ),
  };
}

const tableSchema = z.array(z.object({ name: z.string() }));

/** Each table of a database with a hash over its rows. */
export function tablesOf(file: string): readonly (readonly [table: string, hash: string])[] {
  const db = new Database(file, { readonly: true });
  try {
    // A virtual table's rows lie in tables of its own.
    const listed = db
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`,
      )
      .all();
    return tableSchema.parse(listed).map(({ name }) => {
      const hash = createHash('sha256');
      const quoted = `"${name.replaceAll('"', '""')}"`;
      for (const row of db.prepare(`SELECT * FROM ${quoted}`).raw().iterate())
        hash.update(
          JSON.stringify(row, (_key, value: unknown) =>
            typeof value === 'bigint' ? String(value) : value,
          ),
        );
      return [name, hash.digest('hex')] as const;
    });
  } finally {
    db.close();
  }
}
