import type { Histogram, HistogramUnit } from '../../../shared/eventPage.ts';
import { unitMs } from '../../../shared/histogramUnit.ts';
import { bucketEnd, bucketStart } from '../../../shared/zone.ts';
import type { PackedColumn } from '../columns/packColumn.ts';
import type { Pace } from './pace.ts';
import type { SegmentPart } from './selection.ts';

/** Above this many possible buckets they are kept by their start instead of in a table. */
const mostEdges = 1_000_000;

/** Where buckets start, ascending, and a coarse way in: `entry` has the bucket of every `cellMs` after the first edge. */
export type Buckets = {
  readonly unit: HistogramUnit;
  readonly zone: string;
  /** Null: too many for a table. */
  readonly table: {
    readonly edges: Float64Array;
    readonly entry: Uint32Array;
    readonly cellMs: number;
  } | null;
};

export async function bucketsOf(
  span: { readonly fromMs: number; readonly toMs: number },
  unit: HistogramUnit,
  zone: string,
  pace: Pace,
): Promise<Buckets> {
  const first = bucketStart(span.fromMs, unit, zone);
  if ((span.toMs - first) / unitMs[unit] > mostEdges) return { unit, zone, table: null };
  const starts = [first];
  for (let edge = first; edge <= span.toMs;) {
    edge = bucketEnd(edge, unit, zone);
    starts.push(edge);
    if ((starts.length & 0xfff) === 0 && pace.due()) await pace.rest();
  }
  const edges = Float64Array.from(starts);
  const cells = Math.min(65_536, 4 * edges.length);
  const cellMs = ((starts.at(-1) ?? first) - first) / cells;
  const entry = new Uint32Array(cells + 1);
  let bucket = 0;
  for (let cell = 0; cell <= cells; cell++) {
    while (bucket + 2 < edges.length && (edges[bucket + 1] ?? 0) <= first + cell * cellMs) bucket++;
    entry[cell] = bucket;
  }
  return { unit, zone, table: { edges, entry, cellMs } };
}

/** Counts rows by bucket, and by the values of a split within a bucket. */
export class TimeTally {
  readonly #buckets: Buckets;
  readonly #slots: number;
  readonly #counts: Uint32Array;
  readonly #slotCounts: Uint32Array;
  readonly #byStart = new Map<number, number[]>();
  #without: number[];

  constructor(buckets: Buckets, slots: number) {
    this.#buckets = buckets;
    this.#slots = slots;
    const size = buckets.table?.edges.length ?? 0;
    this.#counts = new Uint32Array(size);
    this.#slotCounts = new Uint32Array(size * slots);
    this.#without = Array.from({ length: slots + 1 }, () => 0);
  }

  count(part: SegmentPart): void {
    const { table } = this.#buckets;
    const whole = table && wholeBucket(part, table);
    if (whole !== null) {
      this.#counts[whole] = (this.#counts[whole] ?? 0) + part.count;
      return;
    }
    const times = part.segment.times();
    if (table) {
      const timed = countTimes(times, part.rows, table, this.#counts);
      this.#without[0] = (this.#without[0] ?? 0) + part.count - timed;
      return;
    }
    for (let i = 0; i < part.count; i++) {
      const tally = this.#tallyOf(times[part.rows ? (part.rows[i] ?? 0) : i] ?? NaN);
      tally[0] = (tally[0] ?? 0) + 1;
    }
  }

  /** By the codes of a column with one slot a code at most: `slots` has it by code, -1 for none. False: not done. */
  countCodes(part: SegmentPart, codes: PackedColumn, slots: Int32Array): boolean {
    const { table } = this.#buckets;
    if (!table || part.segment.hasUntimed()) return false;
    const times = part.segment.times();
    let [first, from, to] = [0, Infinity, -Infinity];
    for (let i = 0; i < part.count; i++) {
      const at = part.rows === null ? i : (part.rows[i] ?? 0);
      const slot = slots[codes.values === null ? codes.base : (codes.values[at] ?? 0)] ?? -1;
      if (slot < 0) continue;
      const ms = times[at] ?? NaN;
      if (!(ms >= from && ms < to)) {
        const bucket = bucketIn(ms, table);
        from = table.edges[bucket] ?? Infinity;
        to = table.edges[bucket + 1] ?? Infinity;
        first = bucket * this.#slots;
      }
      this.#slotCounts[first + slot] = (this.#slotCounts[first + slot] ?? 0) + 1;
    }
    return true;
  }

  countSlots(ms: number, slots: readonly number[]): void {
    const { table } = this.#buckets;
    if (table && !Number.isNaN(ms)) {
      const first = bucketIn(ms, table) * this.#slots;
      for (const slot of slots)
        this.#slotCounts[first + slot] = (this.#slotCounts[first + slot] ?? 0) + 1;
      return;
    }
    const tally = this.#tallyOf(ms);
    for (const slot of slots) tally[slot + 1] = (tally[slot + 1] ?? 0) + 1;
  }

  /** Buckets that are not empty, in order of time. */
  async filled(labels: readonly string[] | null, pace: Pace): Promise<Histogram['buckets']> {
    const bucket = (
      start: number | null,
      tally: readonly number[],
    ): Histogram['buckets'][number] => ({
      start: start === null ? null : new Date(start).toISOString(),
      count: tally[0] ?? 0,
      ...(labels && {
        parts: Object.fromEntries(
          labels.flatMap((label, slot) => (tally[slot + 1] ? [[label, tally[slot + 1] ?? 0]] : [])),
        ),
      }),
    });
    const found: (readonly [number, readonly number[]])[] = [...this.#byStart];
    const { table } = this.#buckets;
    for (const [i, start] of (table?.edges ?? []).entries()) {
      const count = this.#counts[i] ?? 0;
      if ((i & 0xfff) === 0 && pace.due()) await pace.rest();
      if (count === 0) continue;
      const slots = this.#slotCounts.subarray(i * this.#slots, (i + 1) * this.#slots);
      found.push([start, [count, ...slots]]);
    }
    const timed: Histogram['buckets'][number][] = [];
    for (const [start, tally] of found.toSorted(([a], [b]) => a - b)) {
      timed.push(bucket(start, tally));
      if ((timed.length & 0xfff) === 0 && pace.due()) await pace.rest();
    }
    return (this.#without[0] ?? 0) > 0 ? [...timed, bucket(null, this.#without)] : timed;
  }

  #tallyOf(ms: number): number[] {
    if (Number.isNaN(ms)) return this.#without;
    const start = bucketStart(ms, this.#buckets.unit, this.#buckets.zone);
    let tally = this.#byStart.get(start);
    if (!tally) {
      tally = Array.from({ length: this.#slots + 1 }, () => 0);
      this.#byStart.set(start, tally);
    }
    return tally;
  }
}

type Table = NonNullable<Buckets['table']>;

function bucketIn(ms: number, { edges, entry, cellMs }: Table): number {
  let bucket = entry[Math.floor((ms - (edges[0] ?? 0)) / cellMs)] ?? 0;
  // Rounding may put an instant a cell too far.
  while (bucket > 0 && ms < (edges[bucket] ?? 0)) bucket--;
  while (ms >= (edges[bucket + 1] ?? Infinity)) bucket++;
  return bucket;
}

/** The bucket of all rows of a part, when its segment's bounds lie in one. */
function wholeBucket({ segment }: SegmentPart, table: Table): number | null {
  const { minMs, maxMs } = segment.bounds;
  const from = table.edges[0] ?? Infinity;
  const to = table.edges.at(-1) ?? -Infinity;
  if (minMs === null || maxMs === null || minMs < from || maxMs >= to) return null;
  const bucket = bucketIn(minMs, table);
  return bucket === bucketIn(maxMs, table) && !segment.hasUntimed() ? bucket : null;
}

/** Gives back how many rows have a time. Neighbours mostly share a bucket, so the last one's edges are tried first. */
function countTimes(
  times: Float64Array,
  rows: Uint16Array | null,
  table: Table,
  counts: Uint32Array,
): number {
  const total = rows ? rows.length : times.length;
  let timed = 0;
  let bucket = 0;
  let from = Infinity;
  let to = -Infinity;
  for (let i = 0; i < total; i++) {
    const ms = times[rows === null ? i : (rows[i] ?? 0)] ?? NaN;
    if (!(ms >= from && ms < to)) {
      if (Number.isNaN(ms)) continue;
      bucket = bucketIn(ms, table);
      from = table.edges[bucket] ?? Infinity;
      to = table.edges[bucket + 1] ?? Infinity;
    }
    timed++;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return timed;
}
