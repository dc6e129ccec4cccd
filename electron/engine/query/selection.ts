import { segmentRows } from '../columns/indexWriter.ts';
import type { Segment } from '../columns/segment.ts';

/** Which rows of one segment, counted within it, ascending; null is all of them. Two bytes a row that is in. */
export type SegmentRows = Uint16Array | null;

export const none = new Uint16Array(0);

/** Which rows of the case, segment by segment. */
export type Selection = {
  readonly parts: readonly SegmentPart[];
  readonly count: number;
};
export type SegmentPart = {
  readonly segment: Segment;
  readonly rows: SegmentRows;
  readonly count: number;
};

export function makeSelection(parts: readonly SegmentPart[]): Selection {
  const filled = parts.filter((part) => part.count > 0);
  return { parts: filled, count: filled.reduce((sum, part) => sum + part.count, 0) };
}

export function partOf(segment: Segment, rows: SegmentRows): SegmentPart {
  if (rows === null || rows.length === segment.rows)
    return { segment, rows: null, count: segment.rows };
  return { segment, rows, count: rows.length };
}

/** A mark per row of a segment; used again by each operation and left clean by it. */
const marks = new Uint8Array(segmentRows);

/** Rows of `all` that are not in `out`. */
export function without(segment: Segment, all: SegmentRows, out: SegmentRows): SegmentRows {
  if (out === null) return none;
  if (out.length === 0) return all;
  for (const at of out) marks[at] = 1;
  const kept = keepMarked(segment, all, 0);
  for (const at of out) marks[at] = 0;
  return kept;
}

/** Rows of `all` that are in `wanted` too. */
export function both(segment: Segment, all: SegmentRows, wanted: SegmentRows): SegmentRows {
  if (wanted === null) return all;
  if (all === null || wanted.length === 0) return wanted;
  for (const at of wanted) marks[at] = 1;
  const kept = keepMarked(segment, all, 1);
  for (const at of wanted) marks[at] = 0;
  return kept;
}

/** Rows that are in one or the other. */
export function either(segment: Segment, a: SegmentRows, b: SegmentRows): SegmentRows {
  if (a === null || b === null) return null;
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  for (const at of a) marks[at] = 1;
  for (const at of b) marks[at] = 1;
  const kept = keepMarked(segment, null, 1);
  marks.fill(0, 0, segment.rows);
  return kept;
}

const kept = new Uint16Array(segmentRows);

function keepMarked(segment: Segment, rows: SegmentRows, mark: 0 | 1): Uint16Array {
  let count = 0;
  if (rows === null) {
    for (let at = 0; at < segment.rows; at++) {
      kept[count] = at;
      count += marks[at] === mark ? 1 : 0;
    }
  } else {
    for (let i = 0; i < rows.length; i++) {
      const at = rows[i] ?? 0;
      kept[count] = at;
      count += marks[at] === mark ? 1 : 0;
    }
  }
  return kept.slice(0, count);
}

/** Calls back with every row number, ascending. */
export function eachRow(part: SegmentPart, visit: (row: number, at: number) => void): void {
  const { segment, rows } = part;
  if (rows === null) for (let at = 0; at < segment.rows; at++) visit(segment.firstRow + at, at);
  else for (const at of rows) visit(segment.firstRow + at, at);
}
