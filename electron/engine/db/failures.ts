import path from 'node:path';

import Database from 'better-sqlite3';

import { ExpectedError } from '../../../shared/failure.ts';

/** What SQLite and the system say when something is in the way that an auditor can do something about, in words; anything else as it is. */
export function asExpected(cause: unknown, file: string): unknown {
  const found = reading(codeOf(cause), cause, path.basename(file));
  return found === null ? cause : new ExpectedError(found.code, found.message, { cause });
}

/** After this a connection must not go on: what it takes for written may be lost (SECURITY 7, fsync). */
export function isDiskError(cause: unknown): boolean {
  return cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_IOERR');
}

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error) || !('code' in cause)) return '';
  return cause instanceof ExpectedError ? '' : String(cause.code);
}

type Reading = { readonly code: 'read-only' | 'disk-full' | 'corrupt'; readonly message: string };

function reading(code: string, cause: unknown, name: string): Reading | null {
  const said = cause instanceof Error ? cause.message : '';
  if (/^SQLITE_(?:BUSY|LOCKED)/u.test(code)) {
    return {
      code: 'read-only',
      message: `${name} is in use by another Casebook; try again when it is done`,
    };
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT')
    return { code: 'disk-full', message: `${name}: the disk is full; nothing was changed` };
  if (code === 'SQLITE_NOTADB') {
    return {
      code: 'corrupt',
      message: `${name}: not a Casebook database, or damaged at its beginning`,
    };
  }
  if (code.startsWith('SQLITE_CORRUPT'))
    return { code: 'corrupt', message: `${name}: damaged (${said})` };
  if (/^(?:SQLITE_(?:READONLY|CANTOPEN|PERM)|EACCES|EPERM|EROFS)/u.test(code)) {
    return {
      code: 'read-only',
      message: `${name}: the file or its folder cannot be written to (${said})`,
    };
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return {
      code: 'read-only',
      message: `${name}: the disk failed (${said}); check it, then open and verify the case`,
    };
  }
  return null;
}
