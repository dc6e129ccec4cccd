import type { TestContext } from 'node:test';

import { openWriter } from '../../electron/engine/db/open.ts';
import { EntryLog } from '../../electron/engine/notes/entryLog.ts';
import { NoteBook } from '../../electron/engine/notes/noteBook.ts';
import { saying, wordsOf } from '../../electron/engine/notes/noteChange.ts';
import { NoteRows } from '../../electron/engine/notes/noteRows.ts';
import { StepWriter } from '../../electron/engine/notes/stepWriter.ts';
import { NoteColumns } from '../../electron/engine/query/noteColumns.ts';
import { createQuery } from '../../electron/engine/query/query.ts';
import type { Query } from '../../electron/engine/query/query.ts';
import type { NoteChange } from '../../shared/note.ts';
import { temporaryFolder } from './folder.ts';
import type { IndexedEvents } from './indexedEvents.ts';

export const sha256Of = (original: number): string => original.toString(16).padStart(64, '0');

/** A log of notes in a folder of its own, with what is written through it. */
export function noteLog(t: TestContext): { log: EntryLog; book: NoteBook } {
  const log = new EntryLog(openWriter(`${temporaryFolder(t)}/notes.db`, 'notes'), null);
  t.after(() => log.close());
  return { log, book: new NoteBook(log) };
}

export type NotedAt = { readonly original: number; readonly offset: number; readonly part: number };

/** One step; gives its name. */
export async function say(
  { log, book }: { readonly log: EntryLog; readonly book: NoteBook },
  places: readonly NotedAt[],
  change: NoteChange,
  author: string,
): Promise<string | null> {
  await book.catchUp();
  const words = wordsOf(change);
  const writer = new StepWriter(log, author);
  for (const { original, offset, part } of places) {
    const place = { original: sha256Of(original), offset, part };
    const state = book.state(place.original, offset, part);
    const said = saying(words, state);
    if (said) writer.add(state, { ...place, recordHash: '0'.repeat(64) }, () => said);
  }
  const step = writer.end();
  await book.catchUp();
  return step;
}

/** Indexed events with a log of notes beside them, asked through the one evaluator. */
export function withNotes(
  t: TestContext,
  set: IndexedEvents,
  aside: ReadonlySet<number> = new Set(),
): { readonly log: EntryLog; readonly book: NoteBook; readonly query: Query } {
  const notes = noteLog(t);
  const rows = new NoteRows(notes.book, {
    index: set.index,
    originals: () => new Map([1, 2, 3].map((original) => [sha256Of(original), [original]])),
  });
  const query = createQuery(set.index, set.records, {
    asideOriginals: () => aside,
    notes: new NoteColumns(rows),
  });
  return { ...notes, query };
}
