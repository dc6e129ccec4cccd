import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';

import Database from 'better-sqlite3';

import { ExpectedError } from '../../../shared/failure.ts';
import { evidenceMigrations } from './migrations/evidence.ts';
import { notesMigrations } from './migrations/notes.ts';

export type Db = Database.Database;
export type DbKind = 'evidence' | 'notes';

/** "Csbk": tells our databases from any other SQLite file. */
export const applicationId = 0x4373_626b;

const migrationsOf: Readonly<Record<DbKind, readonly string[]>> = {
  evidence: evidenceMigrations,
  notes: notesMigrations,
};

export function currentVersion(kind: DbKind): number {
  return migrationsOf[kind].length;
}

/** Version and application from the file's own header (https://sqlite.org/fileformat.html, 60 and 68), nothing opened. */
export function peekVersion(file: string): { readonly version: number; readonly ours: boolean } {
  const header = Buffer.alloc(100);
  const handle = openSync(file, 'r');
  try {
    const read = readSync(handle, header, 0, 100, 0);
    const isSqlite = read === 100 && header.toString('latin1', 0, 15) === 'SQLite format 3';
    return {
      version: header.readUInt32BE(60),
      ours: isSqlite && header.readUInt32BE(68) === applicationId,
    };
  } finally {
    closeSync(handle);
  }
}

/**
 * Opens a database of the case for writing, makes it when it is not there, and migrates an older one in one transaction.
 * Every pragma is set on every connection and read back: better-sqlite3's default for WAL is not durable. Throws `corrupt`
 * for a file that is not ours, `read-only` for one of a newer version.
 */
export function openWriter(file: string, kind: DbKind): Db {
  if (!existsSync(file)) closeSync(openSync(file, 'wx', 0o600));
  else checkOurs(file, kind);
  const db = open(file, { readonly: false });
  setPragmas(db, {
    journal_mode: 'wal',
    synchronous: 2,
    fullfsync: 1,
    checkpoint_fullfsync: 1,
    secure_delete: 1,
    journal_size_limit: 67_108_864,
  });
  migrate(db, kind);
  return db;
}

/** Opens a database of the case for reading. */
export function openReader(file: string, kind: DbKind): Db {
  if (!existsSync(file))
    throw new ExpectedError(
      'not-found',
      `${path.basename(path.dirname(file))}: there is no ${path.basename(file)} in it`,
    );
  if (!peekVersion(file).ours) throw notOurs(file);
  const db = open(file, { readonly: true });
  setPragmas(db, { query_only: 1 });
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version === 0) throw new ExpectedError('corrupt', `${file}: an empty ${kind} database`);
  return db;
}

function open(file: string, options: { readonly readonly: boolean }): Db {
  try {
    const db = new Database(file, { ...options, timeout: 5000 });
    setPragmas(db, {
      foreign_keys: 1,
      recursive_triggers: 1,
      trusted_schema: 0,
      cell_size_check: 1,
      mmap_size: 0,
    });
    return db;
  } catch (cause) {
    throw asExpected(cause, file);
  }
}

function setPragmas(db: Db, pragmas: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(pragmas)) {
    db.pragma(`${name} = ${value}`);
    const is = JSON.stringify(db.pragma(name, { simple: true }));
    // mmap_size reads back nothing where memory mapping is not compiled in, which is what is asked for
    if (is !== undefined && is !== JSON.stringify(value)) {
      throw new Error(`pragma ${name} is ${is}, not ${value}`);
    }
  }
}

function checkOurs(file: string, kind: DbKind): void {
  const { version, ours } = peekVersion(file);
  if (!ours && (version !== 0 || !isHalfMade(file))) throw notOurs(file);
  if (version > currentVersion(kind)) throw new ExpectedError('read-only', newerWords(file));
}

/** What a process left that ended while it made it: no tables yet, or our own still in the log beside the file. */
function isHalfMade(file: string): boolean {
  if (statSync(file).size === 0) return true;
  try {
    const db = new Database(file, { readonly: true });
    try {
      const id: unknown = db.pragma('application_id', { simple: true });
      return id === applicationId || db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
    } finally {
      db.close();
    }
  } catch (cause) {
    throw asExpected(cause, file);
  }
}

export function newerWords(file: string): string {
  return `${path.basename(file)} was written by a newer Casebook`;
}

export function notOurs(file: string): ExpectedError {
  return new ExpectedError(
    'corrupt',
    `${file}: not a Casebook database, or damaged at its beginning`,
  );
}

function migrate(db: Db, kind: DbKind): void {
  const migrations = migrationsOf[kind];
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version === migrations.length) return;
  // The header can be older than the log beside it, in which a newer Casebook's migration may still lie.
  if (version > migrations.length) {
    db.close();
    throw new ExpectedError('read-only', newerWords(db.name));
  }
  db.transaction(() => {
    for (const step of migrations.slice(version)) db.exec(step);
    db.pragma(`application_id = ${applicationId}`);
    db.pragma(`user_version = ${migrations.length}`);
  }).immediate();
  // Into the file's own header, which is what tells another process that the file is ours.
  db.pragma('wal_checkpoint(TRUNCATE)');
}

/** SQLite's failures that an auditor can do something about, in words; anything else as it is. */
export function asExpected(cause: unknown, file: string): unknown {
  if (!(cause instanceof Database.SqliteError)) return cause;
  const name = path.basename(file);
  if (cause.code.startsWith('SQLITE_BUSY') || cause.code.startsWith('SQLITE_LOCKED')) {
    return new ExpectedError(
      'read-only',
      `${name} is in use by another Casebook; try again when it is done`,
      { cause },
    );
  }
  if (cause.code === 'SQLITE_FULL')
    return new ExpectedError('disk-full', `${name}: the disk is full; nothing was changed`, {
      cause,
    });
  if (cause.code === 'SQLITE_NOTADB' || cause.code.startsWith('SQLITE_CORRUPT')) {
    return new ExpectedError('corrupt', `${file}: damaged (${cause.message})`, { cause });
  }
  if (cause.code.startsWith('SQLITE_READONLY') || cause.code.startsWith('SQLITE_CANTOPEN')) {
    return new ExpectedError(
      'read-only',
      `${file}: cannot be opened for writing (${cause.message})`,
      { cause },
    );
  }
  return cause;
}
