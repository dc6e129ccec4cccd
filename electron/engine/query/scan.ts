import { segmentRows } from '../columns/indexWriter.ts';
import type { PackedColumn } from '../columns/packColumn.ts';
import type { Segment } from '../columns/segment.ts';
import { none } from './selection.ts';
import type { SegmentRows } from './selection.ts';

const found = new Uint16Array(segmentRows);

/**
 * Rows whose code's verdict is 1. The counter moves by the verdict instead of branching on it: a branch that cannot be
 * foretold costs about five times as much. The widths have loops of their own, so that each stays monomorphic.
 */
export function rowsByVerdict(
  segment: Segment,
  rows: SegmentRows,
  column: PackedColumn,
  verdict: Uint8Array,
): SegmentRows {
  const { values } = column;
  if (values === null) return verdict[column.base] === 1 ? rows : none;
  let count: number;
  if (values instanceof Uint8Array) {
    count = rows ? sparse8(values, verdict, rows) : dense8(values, verdict, segment.rows);
  } else if (values instanceof Uint16Array) {
    count = rows ? sparse16(values, verdict, rows) : dense16(values, verdict, segment.rows);
  } else if (values instanceof Uint32Array) {
    count = rows ? sparse32(values, verdict, rows) : dense32(values, verdict, segment.rows);
  } else throw new Error('a column of codes holds doubles');
  return taken(count, rows ? rows.length : segment.rows, rows);
}

/** Rows whose time lies within one of the intervals, or outside all of them (then rows without a time too). */
export function rowsByTime(
  segment: Segment,
  rows: SegmentRows,
  intervals: readonly { readonly fromMs: number; readonly toMs: number }[],
  negative: boolean,
): SegmentRows {
  const times = segment.times();
  const [first] = intervals;
  const total = rows ? rows.length : segment.rows;
  let count = 0;
  if (first && intervals.length === 1) {
    count = inInterval(times, rows, total, first.fromMs, first.toMs, negative ? 0 : 1);
  } else {
    for (let i = 0; i < total; i++) {
      const at = rows ? (rows[i] ?? 0) : i;
      const ms = times[at] ?? NaN;
      found[count] = at;
      if (intervals.some(({ fromMs, toMs }) => ms >= fromMs && ms < toMs) !== negative) count++;
    }
  }
  return taken(count, total, rows);
}

/** Rows for which a test of their own holds. */
export function rowsByTest(
  segment: Segment,
  rows: SegmentRows,
  holds: (at: number) => boolean,
): SegmentRows {
  const total = rows ? rows.length : segment.rows;
  let count = 0;
  for (let i = 0; i < total; i++) {
    const at = rows ? (rows[i] ?? 0) : i;
    found[count] = at;
    if (holds(at)) count++;
  }
  return taken(count, total, rows);
}

const taken = (count: number, total: number, rows: SegmentRows): SegmentRows =>
  count === total ? rows : found.slice(0, count);

function inInterval(
  times: Float64Array,
  rows: SegmentRows,
  total: number,
  fromMs: number,
  toMs: number,
  wanted: 0 | 1,
): number {
  let count = 0;
  for (let i = 0; i < total; i++) {
    const at = rows === null ? i : (rows[i] ?? 0);
    const ms = times[at] ?? NaN;
    found[count] = at;
    count += (ms >= fromMs && ms < toMs ? 1 : 0) === wanted ? 1 : 0;
  }
  return count;
}

function dense8(codes: Uint8Array, verdict: Uint8Array, rows: number): number {
  let count = 0;
  for (let at = 0; at < rows; at++) {
    found[count] = at;
    count += verdict[codes[at] ?? 0] ?? 0;
  }
  return count;
}

function dense16(codes: Uint16Array, verdict: Uint8Array, rows: number): number {
  let count = 0;
  for (let at = 0; at < rows; at++) {
    found[count] = at;
    count += verdict[codes[at] ?? 0] ?? 0;
  }
  return count;
}

function dense32(codes: Uint32Array, verdict: Uint8Array, rows: number): number {
  let count = 0;
  for (let at = 0; at < rows; at++) {
    found[count] = at;
    count += verdict[codes[at] ?? 0] ?? 0;
  }
  return count;
}

function sparse8(codes: Uint8Array, verdict: Uint8Array, rows: Uint16Array): number {
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const at = rows[i] ?? 0;
    found[count] = at;
    count += verdict[codes[at] ?? 0] ?? 0;
  }
  return count;
}

function sparse16(codes: Uint16Array, verdict: Uint8Array, rows: Uint16Array): number {
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const at = rows[i] ?? 0;
    found[count] = at;
    count += verdict[codes[at] ?? 0] ?? 0;
  }
  return count;
}

function sparse32(codes: Uint32Array, verdict: Uint8Array, rows: Uint16Array): number {
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const at = rows[i] ?? 0;
    found[count] = at;
    count += verdict[codes[at] ?? 0] ?? 0;
  }
  return count;
}
