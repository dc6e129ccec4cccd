import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';

import Database from 'better-sqlite3';

import { ExpectedError } from '../../../shared/failure.ts';
import { asExpected } from './failures.ts';
import { connectReadOnly, connectWithoutTrace } from './readOnly.ts';
import { migrationsOf, schemaDifferences } from './schemaText.ts';
import type { DbKind } from './schemaText.ts';

export type Db = Database.Database;

/** "Csbk": tells our databases from any other SQLite file. */
export const applicationId = 0x4373_626b;

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

const everyConnection = {
  foreign_keys: 1,
  recursive_triggers: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  mmap_size: 0,
} as const;

/**
 * Opens a database of the case for writing, makes it when it is not there, and migrates an older one in one transaction.
 * Every pragma is set on every connection and read back: better-sqlite3's default for WAL is not durable. Throws `corrupt`
 * for a file that is not ours, `read-only` for one of a newer version, one with triggers or tables of somebody else's, and
 * one in a folder that cannot be written to.
 */
export function openWriter(file: string, kind: DbKind): Db {
  try {
    // Made here, so that nobody else may read it; SQLite gives the log the file's own mode.
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    else checkOurs(file, kind);
    const db = new Database(file, { timeout: 5000 });
    return checked(db, () => {
      setPragmas(db, {
        ...everyConnection,
        journal_mode: 'wal',
        synchronous: 2,
        fullfsync: 1,
        checkpoint_fullfsync: 1,
        secure_delete: 1,
        journal_size_limit: 67_108_864,
      });
      migrate(db, file, kind);
      const [difference] = schemaDifferences(db, kind);
      if (difference !== undefined)
        throw new ExpectedError(
          'read-only',
          `${path.basename(file)} is not as Casebook makes it (${difference}); verify the case`,
        );
    });
  } catch (cause) {
    throw asExpected(cause, file);
  }
}

/**
 * Opens a database of the case for reading, also in a folder that cannot be written to. Without trace, no file is left
 * beside it. Throws `not-found`, or `corrupt` for a file that is not ours.
 */
export function openReader(file: string, kind: DbKind, { withoutTrace = false } = {}): Db {
  if (!existsSync(file))
    throw new ExpectedError(
      'not-found',
      `${path.basename(path.dirname(file))}: there is no ${path.basename(file)} in it`,
    );
  try {
    if (!peekVersion(file).ours && !isHalfMade(file)) throw notOurs(file);
    const db = withoutTrace ? connectWithoutTrace(file) : connectReadOnly(file);
    return checked(db, () => {
      setPragmas(db, { ...everyConnection, query_only: 1 });
      if (versionOf(db) === 0)
        throw new ExpectedError('corrupt', `${file}: an empty ${kind} database`);
    });
  } catch (cause) {
    throw asExpected(cause, file);
  }
}

/** The connection, once `check` has passed; closed where it throws. */
function checked(db: Db, check: () => void): Db {
  try {
    check();
    return db;
  } catch (cause) {
    db.close();
    throw cause;
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

function versionOf(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }));
}

function checkOurs(file: string, kind: DbKind): void {
  const { version, ours } = peekVersion(file);
  if (!ours && (version !== 0 || !isHalfMade(file))) throw notOurs(file);
  if (version > currentVersion(kind)) throw new ExpectedError('read-only', newerWords(file));
}

/** What a process left that ended while it made it: no tables yet, or our own still in the log beside the file. */
function isHalfMade(file: string): boolean {
  if (statSync(file).size === 0) return true;
  const db = connectReadOnly(file);
  try {
    const id: unknown = db.pragma('application_id', { simple: true });
    return id === applicationId || db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
  } finally {
    db.close();
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

function migrate(db: Db, file: string, kind: DbKind): void {
  const migrations = migrationsOf[kind];
  if (versionOf(db) === migrations.length) return;
  db.transaction(() => {
    // Read again: another process may have migrated it meanwhile. And the header can be older than the log beside the
    // file, in which a newer Casebook's migration may still lie.
    const version = versionOf(db);
    if (version > migrations.length) throw new ExpectedError('read-only', newerWords(file));
    if (version === migrations.length) return;
    for (const step of migrations.slice(version)) db.exec(step);
    db.pragma(`application_id = ${applicationId}`);
    db.pragma(`user_version = ${migrations.length}`);
  }).immediate();
  // Into the file's own header, which is what tells another process that the file is ours.
  db.pragma('wal_checkpoint(TRUNCATE)');
}
