import { closeSync, existsSync, openSync } from 'node:fs';
import path from 'node:path';

import Database from 'better-sqlite3';

import { ExpectedError } from '../../../shared/failure.ts';
import { asExpected } from '../db/failures.ts';
import { applicationId } from '../db/open.ts';
import { connectReadOnly } from '../db/readOnly.ts';
import { indexSchema, indexVersion } from './indexSchema.ts';

export type IndexDb = Database.Database;

export const indexFile = (folder: string): string => path.join(folder, 'index.db');

/**
 * `index.db` of a case, made when it is not there. NORMAL is enough for what can be built again. Throws `corrupt` when it
 * was written by another version or is damaged, `read-only` when another process writes to it.
 */
export function openIndexWriter(folder: string): IndexDb {
  return opened(folder, () => {
    // Made here, so that nobody else may read it; SQLite gives the log the file's own mode.
    if (!existsSync(indexFile(folder))) closeSync(openSync(indexFile(folder), 'a', 0o600));
    // Another process' second pass writes a segment at a time, for seconds each: an import waits its turn.
    const db = connect(new Database(indexFile(folder), { timeout: 30_000 }), {
      journal_mode: 'wal',
      synchronous: 1,
      secure_delete: 'fast',
      journal_size_limit: 67_108_864,
    });
    const version = Number(db.pragma('user_version', { simple: true }));
    if (version === 0) {
      db.transaction(() => {
        db.exec(indexSchema);
        db.pragma(`application_id = ${applicationId}`);
        db.pragma(`user_version = ${indexVersion}`);
      }).immediate();
    } else checkVersion(version, folder);
    return db;
  });
}

/** The same for reading; null when there is none yet. */
export function openIndexReader(folder: string): IndexDb | null {
  if (!existsSync(indexFile(folder))) return null;
  return opened(folder, () => {
    const db = connect(connectReadOnly(indexFile(folder)), { query_only: 1 });
    const version = Number(db.pragma('user_version', { simple: true }));
    if (version === 0) {
      // A writer was killed while it made the file.
      db.close();
      return null;
    }
    checkVersion(version, folder);
    return db;
  });
}

function connect(db: IndexDb, own: Readonly<Record<string, string | number>>): IndexDb {
  const pragmas = {
    foreign_keys: 1,
    recursive_triggers: 1,
    trusted_schema: 0,
    cell_size_check: 1,
    mmap_size: 0,
    ...own,
  };
  for (const [name, value] of Object.entries<string | number>(pragmas)) {
    db.pragma(`${name} = ${value}`);
    const is: unknown = db.pragma(name, { simple: true });
    // Nothing is read back of a pragma that is compiled out, mmap_size for one; "fast" reads back as 2.
    if (is !== undefined && is !== (value === 'fast' ? 2 : value)) {
      throw new Error(`pragma ${name} is not ${value}`);
    }
  }
  return db;
}

function opened<T>(folder: string, open: () => T): T {
  try {
    return open();
  } catch (cause) {
    throw asExpected(cause, indexFile(folder));
  }
}

function checkVersion(version: number, folder: string): void {
  if (version === indexVersion) return;
  throw new ExpectedError(
    'corrupt',
    `${indexFile(folder)}: the index has version ${version}, this program writes version ${indexVersion}; rebuild it with "reindex"`,
  );
}
