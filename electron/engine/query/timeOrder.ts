import type { Segment } from '../columns/segment.ts';
import { sortedByTime } from './order.ts';
import type { Pace } from './pace.ts';

/**
 * A stretch of the default order: one segment, whose rows are put in order when they are first looked at (`rows()`: null
 * when they lie in order already, else counted within the segment), or the row ids of segments that overlap, sorted.
 */
export type Stretch =
  | { readonly segment: Segment; readonly rows: () => Uint16Array | null }
  | { readonly segments: readonly Segment[]; readonly order: Uint32Array };

/**
 * Rows by time, then below the millisecond, then original, offset, part: the order of every view that asks for no other,
 * and of rows that are equal in what it asks for. Events without a time come last. Only segments whose times overlap are
 * sorted here; of the others nothing but their bounds is read.
 */
export async function timeOrder(
  segments: readonly Segment[],
  pace: Pace,
): Promise<readonly Stretch[]> {
  const stretches: Stretch[] = [];
  for (const group of await overlapping(segments, pace)) {
    const [first] = group;
    if (first && group.length === 1) stretches.push(alone(first));
    else stretches.push({ segments: group, order: await sortedByTime(group, pace) });
  }
  return stretches;
}

/** The whole order as one array of row ids. */
export async function flat(
  stretches: readonly Stretch[],
  rows: number,
  pace: Pace,
): Promise<Uint32Array> {
  const all = new Uint32Array(rows);
  let count = 0;
  for (const stretch of stretches) {
    if (pace.due()) await pace.rest();
    if ('order' in stretch) {
      all.set(stretch.order, count);
      count += stretch.order.length;
      continue;
    }
    const { segment } = stretch;
    const order = stretch.rows();
    for (let at = 0; at < segment.rows; at++) {
      all[count++] = segment.firstRow + (order === null ? at : (order[at] ?? 0));
    }
  }
  return all;
}

type Times = { readonly segment: Segment; readonly from: number; readonly to: number };

/** Segments in order of time, together where they overlap; events without a time are as if at the end of all time. */
async function overlapping(segments: readonly Segment[], pace: Pace): Promise<Segment[][]> {
  const times: Times[] = [];
  for (const segment of segments) {
    const { minMs, maxMs } = segment.bounds;
    const to = segment.hasUntimed() ? Infinity : (maxMs ?? Infinity);
    times.push({ segment, from: minMs ?? Infinity, to });
    if (pace.due()) await pace.rest();
  }
  const inTime = times.toSorted(
    (a, b) => compare(a.from, b.from) || compare(a.to, b.to) || firstRows(a, b),
  );
  const groups: Segment[][] = [];
  let ends: Times[] = [];
  for (const next of inTime) {
    const to = ends[0]?.to ?? -Infinity;
    const apart =
      to < next.from ||
      (to === next.from && to < Infinity && ends.every((end) => meets(end.segment, next, to)));
    if (apart) groups.push([next.segment]);
    else groups.at(-1)?.push(next.segment);
    if (apart || next.to > to) ends = [next];
    else if (next.to === to) ends.push(next);
    if (pace.due()) await pace.rest();
  }
  return groups.map((group) => group.toSorted((a, b) => a.firstRow - b.firstRow));
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
const firstRows = (a: Times, b: Times): number => a.segment.firstRow - b.segment.firstRow;

/** Whether all rows of one segment at the instant it ends with come before those of the next that begins with it. */
function meets(earlier: Segment, { segment: later }: Times, ms: number): boolean {
  const last = utmost(earlier, ms, 1);
  const first = utmost(later, ms, -1);
  return compareKeys(last, first) < 0;
}

const keyColumns = ['subMs', 'original', 'offset', 'part'] as const;

/** The last (sign 1) or first (-1) of the rows at an instant, by what tells them apart. */
function utmost(segment: Segment, ms: number, sign: 1 | -1): readonly number[] {
  const times = segment.times();
  let found: readonly number[] | null = null;
  for (let at = 0; at < segment.rows; at++) {
    if (times[at] !== ms) continue;
    const key = keyColumns.map((name) => segment.value(name, at));
    if (found === null || sign * compareKeys(key, found) > 0) found = key;
  }
  if (found === null) throw new Error(`segment ${segment.bounds.segment} has no event at ${ms}`);
  return found;
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    const found = compare(a[i] ?? 0, b[i] ?? 0);
    if (found !== 0) return found;
  }
  return 0;
}

function alone(segment: Segment): Stretch {
  let known: Uint16Array | null | undefined;
  return {
    segment,
    rows: () => (known === undefined ? (known = rowsInOrder(segment)) : known),
  };
}

/** Null when the rows of a segment, which all have a time or none, lie in order. */
function rowsInOrder(segment: Segment): Uint16Array | null {
  const follows = comparison(segment);
  let at = 1;
  while (at < segment.rows && follows(at - 1, at) < 0) at++;
  if (at >= segment.rows) return null;
  const rows = Array.from({ length: segment.rows }, (_, i) => i);
  return Uint16Array.from(rows.toSorted(follows));
}

function comparison(segment: Segment): (a: number, b: number) => number {
  const times = Float64Array.from(segment.times(), (ms) => (Number.isNaN(ms) ? Infinity : ms));
  const columns = keyColumns.flatMap((name) => segment.column(name).values ?? []);
  return (a, b) => {
    const byTime = compare(times[a] ?? 0, times[b] ?? 0);
    if (byTime !== 0) return byTime;
    for (const values of columns) {
      const found = compare(values[a] ?? 0, values[b] ?? 0);
      if (found !== 0) return found;
    }
    return 0;
  };
}
