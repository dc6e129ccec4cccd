import { statSync } from 'node:fs';
import path from 'node:path';

import { ExpectedError } from '../../../shared/failure.ts';
import { asExpected } from '../db/failures.ts';
import { openReader, peekVersion } from '../db/open.ts';
import { Pace } from '../query/pace.ts';
import { EntryLog } from './entryLog.ts';
import type { Entry } from './entryLog.ts';
import type { PlaceOfNote } from './noteBook.ts';
import { noteEntryJson, placesOf, readNoteEntry } from './noteEntry.ts';
import type { NoteEntry } from './noteEntry.ts';
import { mergedKinds, readNotesFile } from './notesFile.ts';

const entriesAtOnce = 16;

/**
 * The notes and saved views of another copy of the case: of its folder, its notes.db, or a file that its notes were exported to. Throws
 * `corrupt` naming the first entry that was changed: what cannot be trusted is not merged.
 */
export async function readOtherNotes(
  given: string,
  name: string,
  signal: AbortSignal,
): Promise<readonly Entry[]> {
  const file = isFolder(given) ? path.join(given, 'notes.db') : given;
  if (!isDatabase(file, name)) return readNotesFile(file, name, signal);
  const log = new EntryLog(openReader(file, 'notes', { withoutTrace: true }), 'a copy');
  try {
    const [broken] = log.broken();
    const [difference] = log.schemaDifferences();
    if (broken !== undefined || difference !== undefined)
      throw new ExpectedError(
        'corrupt',
        `${name}: ${difference ?? `entry ${broken} of its notes was changed, or one before it is missing`}; nothing was merged`,
      );
    const all = Number.MAX_SAFE_INTEGER;
    return mergedKinds.flatMap((kind) => log.after(kind, 0, all));
  } finally {
    log.close();
  }
}

function isFolder(given: string): boolean {
  try {
    return statSync(given).isDirectory();
  } catch (cause) {
    throw new ExpectedError('not-found', `${given}: there is no such file or folder`, { cause });
  }
}

function isDatabase(file: string, name: string): boolean {
  try {
    return peekVersion(file).ours;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
      throw new ExpectedError('not-found', `${name}: there are no notes in it`, { cause });
    throw asExpected(cause, file);
  }
}

/**
 * Appends what another copy of the case says and this one does not, step by step, with its own author and time. Merging
 * again adds nothing; whoever merges whom, the words are the same in the end. Gives the places that it is about.
 */
export async function mergeEntries(
  log: EntryLog,
  others: readonly Entry[],
  author: string,
  signal: AbortSignal,
): Promise<{ readonly entries: number; readonly places: readonly PlaceOfNote[] }> {
  const pace = new Pace(signal);
  const known = new Set<string>();
  for (const entry of log.after('note', 0, Number.MAX_SAFE_INTEGER)) {
    const id = readNoteEntry(entry)?.id;
    if (id !== undefined) known.add(id);
    if (pace.due()) await pace.rest();
  }
  const fresh: NoteEntry[] = [];
  for (const step of await completeSteps(others, pace))
    fresh.push(...step.filter(({ id }) => !known.has(id)));
  const places = new Map<string, PlaceOfNote>();
  for (let at = 0; at < fresh.length; at += entriesAtOnce) {
    const batch = fresh.slice(at, at + entriesAtOnce);
    log.append(
      batch.map(({ step, id, at: writtenAt, author: writtenBy, ...value }) => ({
        kind: 'note',
        name: step,
        value: noteEntryJson({ ...value, origin: { id, at: writtenAt, author: writtenBy } }),
      })),
      author,
    );
    for (const { events } of batch)
      for (const { original, offset, part } of placesOf(events))
        places.set(`${original} ${offset} ${part}`, { original, offset, part });
    if (pace.due()) await pace.rest();
  }
  return { entries: fresh.length, places: [...places.values()] };
}

/** In the order of their last entries. A step that was not written to its end says nothing. */
async function completeSteps(
  entries: readonly Entry[],
  pace: Pace,
): Promise<readonly (readonly NoteEntry[])[]> {
  const open = new Map<string, NoteEntry[]>();
  const complete: (readonly NoteEntry[])[] = [];
  for (const stored of entries) {
    const entry = readNoteEntry(stored);
    if (!entry) continue;
    const step = [...(open.get(entry.step) ?? []), entry];
    if (entry.more === true) open.set(entry.step, step);
    else {
      open.delete(entry.step);
      complete.push(step);
    }
    if (pace.due()) await pace.rest();
  }
  return complete;
}
