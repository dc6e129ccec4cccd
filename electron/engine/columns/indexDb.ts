import { existsSync } from 'node:fs';
import path from 'node:path';

import Database from 'better-sqlite3';

import { ExpectedError } from '../../../shared/failure.ts';
import { indexSchema, indexVersion } from './indexSchema.ts';

export type IndexDb = Database.Database;

export const indexFile = (folder: string): string => path.join(folder, 'index.db');

/** `index.db` of a case, made when it is not there. Throws `read-only` when it was written by another version. */
export function openIndexWriter(folder: string): IndexDb {
  const db = new Database(indexFile(folder), { timeout: 5000 });
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = NORMAL',
    'foreign_keys = ON',
    'recursive_triggers = ON',
    'trusted_schema = OFF',
    'cell_size_check = ON',
    'mmap_size = 0',
    'journal_size_limit = 67108864',
  ]) {
    db.pragma(pragma);
  }
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version === 0) {
    db.transaction(() => {
      db.exec(indexSchema);
      db.pragma(`user_version = ${indexVersion}`);
    }).immediate();
  } else checkVersion(version, folder);
  return db;
}

/** The same for reading; null when there is none yet. */
export function openIndexReader(folder: string): IndexDb | null {
  if (!existsSync(indexFile(folder))) return null;
  const db = new Database(indexFile(folder), { readonly: true, timeout: 5000 });
  db.pragma('query_only = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version !== 0) checkVersion(version, folder);
  return db;
}

function checkVersion(version: number, folder: string): void {
  if (version === indexVersion) return;
  throw new ExpectedError(
    'corrupt',
    `${indexFile(folder)}: the index has version ${version}, this program writes version ${indexVersion}; rebuild it with "reindex"`,
  );
}
