import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import Database from 'better-sqlite3';

import { ExpectedError } from '../../../shared/failure.ts';

/** Larger ones are not read into memory. evidence.db needs 50 bytes for 128 KiB of evidence; index.db can be larger. */
const maxImageBytes = 512 * 1024 * 1024;

/**
 * A connection that can only read. A database in WAL mode needs two files beside it even for reading; where its folder
 * takes none (a write-protected share, a DVD), a copy in memory is read instead. Throws SQLite's own errors.
 */
export function connectReadOnly(file: string): Database.Database {
  const db = new Database(file, { readonly: true, timeout: 5000 });
  try {
    // The first statement is what makes SQLite open the files beside it.
    db.prepare('SELECT 1 FROM sqlite_schema').get();
    return db;
  } catch (thrown) {
    db.close();
    if (!isRefused(thrown) || hasLog(file)) throw thrown;
    return openImage(file);
  }
}

/** The same without leaving any file beside it, as long as no other process has it open for writing. */
export function connectWithoutTrace(file: string): Database.Database {
  return hasLog(file) || statSync(file).size > maxImageBytes
    ? connectReadOnly(file)
    : openImage(file);
}

function isRefused(thrown: unknown): boolean {
  return (
    thrown instanceof Database.SqliteError && /^SQLITE_(?:CANTOPEN|READONLY)/u.test(thrown.code)
  );
}

/** Whether changes lie in the log that the file itself does not have yet. */
function hasLog(file: string): boolean {
  const log = `${file}-wal`;
  return existsSync(log) && statSync(log).size > 0;
}

function openImage(file: string): Database.Database {
  if (statSync(file).size > maxImageBytes) {
    throw new ExpectedError(
      'read-only',
      `${path.basename(file)} is too large to be read in a folder that cannot be written to; copy the case to a disk of this computer`,
    );
  }
  const image = readFileSync(file);
  // Read and write version 1: no log. https://sqlite.org/fileformat.html, 18 and 19
  image.fill(1, 18, 20);
  return new Database(image, { readonly: true });
}
