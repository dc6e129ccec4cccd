import { setImmediate } from 'node:timers/promises';

import { isNoteField } from '../../../shared/note.ts';
import type { View } from '../../../shared/view.ts';
import type { OpenCase } from '../openCase.ts';
import { areInColumns, columnEvent } from './columnEvents.ts';
import type { Exported } from './columnValue.ts';

const sliceMs = 12;

/**
 * Each event of the view in its order, with what is asked of it, yielding to other calls every few milliseconds. Records are read
 * only for what is not in columns.
 */
export async function* viewRecords(
  open: OpenCase,
  view: View,
  fields: readonly string[],
  signal: AbortSignal,
  onRow: (done: number, total: number) => void,
  { offset = 0, limit = Infinity } = {},
): AsyncGenerator<Exported> {
  const read = areInColumns(fields)
    ? (row: number): Exported => ({
        event: columnEvent(open.index, row, open.records.fileOf),
        value: null,
      })
    : (row: number): Exported => open.records.read(row);
  const isNoted = fields.some(isNoteField);
  if (isNoted) await open.eventNotes.refresh();
  const rows = await open.query.rows(view.filter, view.sort, view.zone, signal);
  const end = Math.min(rows.count, offset + limit);
  let sliceEnds = performance.now() + sliceMs;
  for (let i = offset; i < end; i++) {
    if (performance.now() > sliceEnds) {
      onRow(i, rows.count);
      await setImmediate();
      signal.throwIfAborted();
      sliceEnds = performance.now() + sliceMs;
    }
    const row = rows.at(i);
    yield isNoted ? { ...read(row), note: open.eventNotes.values(row) } : read(row);
  }
  onRow(end, end);
}
