import { eventReference } from '../../../shared/event.ts';
import { isNoted } from '../../../shared/note.ts';
import type { ListedNote, NoteDetail, NoteList } from '../../../shared/note.ts';
import { rowOfReference } from '../openCase.ts';
import type { OpenCase } from '../openCase.ts';
import { valuesOf } from './noteState.ts';
import { noteWords } from './noteWords.ts';

/** What is said about one event, and how it came to that. Throws `not-found`. */
export async function showNote(open: OpenCase, event: string): Promise<NoteDetail> {
  const { eventNotes } = open;
  await eventNotes.refresh();
  const row = rowOfReference(open, event);
  const state = eventNotes.rows.state(row);
  const { recordHash } = open.records.read(row).event;
  return {
    ...valuesOf(state),
    event,
    stale: state !== null && eventNotes.isStale(state, row, recordHash),
    history: eventNotes.history(row).map((entry) => ({
      at: entry.at,
      author: entry.author,
      words: noteWords(entry),
      merged: entry.merged,
    })),
  };
}

/** Noted events in the order of import, then notes that have no event in this case. */
export async function listNotes(
  open: OpenCase,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<NoteList> {
  const { eventNotes } = open;
  await eventNotes.refresh();
  const rows = eventNotes.notedRows();
  const without = eventNotes.rows.withoutRow.filter(({ state }) => isNoted(valuesOf(state)));
  const listed = rows.slice(offset, offset + limit).map((row) => listedRow(open, row));
  const rest = limit - listed.length;
  const from = Math.max(0, offset - rows.length);
  const names = new Map(open.evidence.originals().map(({ sha256, name }) => [sha256, name]));
  return {
    total: rows.length + without.length,
    withoutEvent: without.length,
    rows: [
      ...listed,
      ...without
        .slice(from, from + rest)
        .map(({ original, offset: at, part, state }): ListedNote => ({
          ...valuesOf(state),
          event: null,
          stale: false,
          file: names.get(original) ?? null,
          sha256: original,
          offset: at,
          part,
        })),
    ],
  };
}

function listedRow(open: OpenCase, row: number): ListedNote {
  const place = open.index.place(row);
  const { name, sha256 } = open.original(place.original);
  const { recordHash } = open.records.read(row).event;
  const state = open.eventNotes.rows.state(row);
  return {
    ...valuesOf(state),
    event: eventReference(place),
    stale: state !== null && open.eventNotes.isStale(state, row, recordHash),
    file: name,
    sha256,
    offset: place.offset,
    part: place.part,
  };
}
