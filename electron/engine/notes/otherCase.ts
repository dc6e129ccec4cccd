import { existsSync } from 'node:fs';
import path from 'node:path';

import { ExpectedError } from '../../../shared/failure.ts';
import { openReader } from '../db/open.ts';
import { Evidence } from '../evidence/evidence.ts';
import type { Entry } from './entryLog.ts';
import { readNoteEntry } from './noteEntry.ts';

/**
 * Throws `bad-request` where notes are of quite another case: of a folder (or its notes.db) whose evidence files are all others, or
 * of a file in which everything noted is about evidence files that are not here. Two cases made of the same files may be merged.
 */
export function assertNotOtherCase(
  here: Evidence,
  given: string,
  name: string,
  others: readonly Entry[],
): void {
  const ours = new Set(here.originals().map(({ sha256 }) => sha256));
  const folder = path.basename(given) === 'notes.db' ? path.dirname(given) : given;
  const there = existsSync(path.join(folder, 'evidence.db'))
    ? ofFolder(folder, here)
    : notedIn(others);
  if (there === null || there.size === 0) return;
  for (const sha256 of there) if (ours.has(sha256)) return;
  throw new ExpectedError(
    'bad-request',
    `${name} is of another case: it has no evidence file in common with this one; nothing was merged`,
  );
}

/** The evidence files of a case in that folder; null where it is a copy of the case that is open. */
function ofFolder(folder: string, here: Evidence): ReadonlySet<string> | null {
  const db = openReader(path.join(folder, 'evidence.db'), 'evidence', { withoutTrace: true });
  const there = new Evidence(folder, db, 'opened for reading');
  try {
    if (there.about.id === here.about.id) return null;
    return new Set(there.originals().map(({ sha256 }) => sha256));
  } finally {
    there.close();
  }
}

function notedIn(entries: readonly Entry[]): ReadonlySet<string> {
  return new Set(
    entries
      .filter(({ kind }) => kind === 'note')
      .flatMap((entry) => readNoteEntry(entry)?.events.map(({ original }) => original) ?? []),
  );
}
