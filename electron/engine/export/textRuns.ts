import { setImmediate } from 'node:timers/promises';

import { isNoteField, noNote } from '../../../shared/note.ts';
import type { NoteValues } from '../../../shared/note.ts';
import type { OpenCase } from '../openCase.ts';
import { gatherPlaces } from '../places.ts';
import type { Places } from '../places.ts';
import type { RowSet } from '../query/rowSet.ts';
import { RowThreads } from '../rowThreads.ts';
import { areInColumns } from './columnEvents.ts';
import { columnTexts } from './columnTexts.ts';
import { RowTexts } from './rowTexts.ts';
import type { NotesOfRun, TextSpec } from './rowTexts.ts';

/** Some rows of a view as UTF-8, without what stands between one run and the next. */
export type TextRun = { readonly rows: number; readonly bytes: Uint8Array };

const runRows = 512;
/** Rows of columns alone are made in no time: fewer, larger writes. */
const columnRunRows = 4_096;
/** Fewer rows are read before threads have started. */
const threadRows = 4_000;

/**
 * The rows of a view as text, in their order, a run at a time. Records are read only for what is not in columns, and many
 * of them in threads. Throws the signal's reason.
 */
export async function* textRuns(
  open: OpenCase,
  rows: RowSet,
  spec: TextSpec,
  signal: AbortSignal,
): AsyncGenerator<TextRun> {
  await open.eventNotes.refresh();
  const texts = new RowTexts(spec, (original) => open.volatileOf(original));
  if (areInColumns(spec.columns.map(({ field }) => field))) {
    const { writer } = texts;
    const row = columnTexts(open, spec.columns, spec.zone, writer);
    for (const [from, count] of runs(rows, columnRunRows)) {
      const run = Array.from({ length: count }, (_, at) => row(rows.at(from + at)));
      yield { rows: count, bytes: Buffer.from(run.join(writer.between)) };
      await setImmediate();
      signal.throwIfAborted();
    }
  } else if (rows.count < threadRows) {
    for (const [from, count] of runs(rows)) {
      const places = placesOf(open, rows, from, count);
      const notes = notesOf(open, rows, spec, from, count);
      yield { rows: count, bytes: texts.of(open.records, places, notes) };
      await setImmediate();
      signal.throwIfAborted();
    }
  } else yield* runsOfThreads(open, rows, spec, signal);
}

async function* runsOfThreads(
  open: OpenCase,
  rows: RowSet,
  spec: TextSpec,
  signal: AbortSignal,
): AsyncGenerator<TextRun> {
  const threads = new RowThreads(open.folder);
  try {
    threads.beginExport(spec);
    const inWork: Promise<TextRun>[] = [];
    for (const [from, count] of runs(rows)) {
      const notes = notesOf(open, rows, spec, from, count);
      const asked = threads.texts(placesOf(open, rows, from, count), notes);
      const run = asked.then((bytes) => ({ rows: count, bytes }));
      // Given up before its turn, when the export is cancelled: nobody waits for it then.
      run.catch(() => undefined);
      inWork.push(run);
      const first = inWork.length > threads.inWork ? inWork.shift() : undefined;
      if (first) yield await first;
      signal.throwIfAborted();
    }
    for (const run of inWork) {
      yield await run;
      signal.throwIfAborted();
    }
  } finally {
    await threads.close();
  }
}

function* runs(rows: RowSet, size = runRows): Generator<readonly [from: number, count: number]> {
  for (let from = 0; from < rows.count; from += size)
    yield [from, Math.min(size, rows.count - from)];
}

function placesOf(open: OpenCase, rows: RowSet, from: number, count: number): Places {
  return gatherPlaces(count, (at) => open.index.place(rows.at(from + at)));
}

function notesOf(
  open: OpenCase,
  rows: RowSet,
  { columns }: TextSpec,
  from: number,
  count: number,
): NotesOfRun {
  const notes = new Map<number, NoteValues>();
  if (!columns.some(({ field }) => isNoteField(field))) return notes;
  for (let at = 0; at < count; at++) {
    const values = open.eventNotes.values(rows.at(from + at));
    if (values !== noNote) notes.set(at, values);
  }
  return notes;
}
