import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

import { ExpectedError } from '../../../shared/failure.ts';
import { lockCase } from './caseLock.ts';
import type { Evidence } from './evidence.ts';
import { isEvidenceFile } from './evidenceFile.ts';
import { noteKilled } from './interrupted.ts';
import { readHolder } from './lockHolder.ts';

/** Files in `evidence/` that no row speaks of: a job left them that ended before its transaction. */
function unlisted({ db, folder }: Evidence): readonly string[] {
  const listed = new Set(
    db
      .prepare<[], { file: string }>(
        'SELECT file FROM pack UNION SELECT kept_as FROM original WHERE kept_as IS NOT NULL',
      )
      .all()
      .map(({ file }) => file),
  );
  const files = path.join(folder, 'evidence');
  if (!existsSync(files)) return [];
  return readdirSync(files)
    .filter((name) => isEvidenceFile(name) && !listed.has(name))
    .map((name) => path.join(files, name));
}

/** Removes what a job left that ended before its transaction. Only with the case locked. */
export function removeUnlisted(evidence: Evidence): void {
  // A transaction that failed while it was synced is in the log or is not: once the log is empty, it is not.
  evidence.db.pragma('wal_checkpoint(TRUNCATE)');
  for (const file of unlisted(evidence)) rmSync(file, { force: true });
}

/** The same when a case is opened, with a word on the import that was killed, unless somebody is writing to it: what is not listed yet may then be theirs. */
export function tidy(evidence: Evidence, author: string): void {
  if (evidence.readOnly !== null) return;
  if (unlisted(evidence).length === 0 && readHolder(evidence.folder) === null) return;
  try {
    const lock = lockCase(evidence.folder, 'tidying up');
    try {
      removeUnlisted(evidence);
      noteKilled(evidence, lock.killed, author);
    } finally {
      lock.release();
    }
  } catch (thrown) {
    if (!(thrown instanceof ExpectedError) || thrown.code !== 'read-only') throw thrown;
  }
}
