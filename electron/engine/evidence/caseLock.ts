import { closeSync, existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import Database from 'better-sqlite3';

import { ExpectedError } from '../../../shared/failure.ts';
import { asExpected } from '../db/failures.ts';
import { holderWords, readHolder, removeHolder, writeHolder } from './lockHolder.ts';
import type { LockHolder } from './lockHolder.ts';

/** Held by whoever writes the case; the operating system lets go of it when the process ends, however it ends. */
export type CaseLock = { release(): void };
export type WriterLock = CaseLock & {
  /** Who holds it now. */
  readonly holder: LockHolder;
  /** Who held it last and ended without letting go of it: killed, or with the computer. */
  readonly killed: LockHolder | null;
};

/**
 * `what` is told to others meanwhile: "an import by Ada". Throws `read-only`, saying who and since when, while another process,
 * or another job of this one, is writing; `not-found` where there is no case.
 */
export function lockCase(
  folder: string,
  what: string,
  importing?: LockHolder['importing'],
): WriterLock {
  const lock = lockFile(
    folder,
    'writer.lock',
    () =>
      `Another Casebook is writing to ${path.basename(folder)}${holderWords(folder)}; wait until it is done.`,
  );
  const killed = readHolder(folder);
  const holder = writeHolder(folder, what, importing);
  return {
    holder,
    killed,
    release() {
      removeHolder(folder);
      lock.release();
    },
  };
}

const lookEveryMs = 250;

/** Waits until nobody writes to the case, for so long at most; whoever then takes the lock may still find it taken. */
export async function untilUnlocked(
  folder: string,
  waitMs: number,
  signal: AbortSignal,
): Promise<void> {
  for (const until = performance.now() + waitMs; performance.now() < until;) {
    try {
      lockFile(folder, 'writer.lock', () => '').release();
      return;
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError) || thrown.code !== 'read-only') throw thrown;
    }
    await wait(lookEveryMs, undefined, { signal });
  }
}

/** The same for another kind of work, under a lock of its own; `held` says that somebody has it. */
export function lockFile(folder: string, name: string, held: () => string): CaseLock {
  const file = path.join(folder, name);
  if (!existsSync(path.join(folder, 'evidence.db')))
    throw new ExpectedError('not-found', `${folder}: not a case (there is no evidence.db in it)`);
  const db = connect(file);
  try {
    // A lock of SQLite's own: taken by the system, so it cannot be left behind as a stale file could.
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db.close();
    if (!(cause instanceof Database.SqliteError) || !cause.code.startsWith('SQLITE_BUSY'))
      throw asExpected(cause, file);
    throw new ExpectedError('read-only', held(), { cause });
  }
  return {
    release() {
      db.exec('ROLLBACK');
      db.close();
    },
  };
}

function connect(file: string): Database.Database {
  try {
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    return new Database(file, { timeout: 200 });
  } catch (cause) {
    throw asExpected(cause, file);
  }
}
