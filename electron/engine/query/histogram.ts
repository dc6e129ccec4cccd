import { histogramUnits } from '../../../shared/eventPage.ts';
import type { Histogram, HistogramInput, HistogramUnit } from '../../../shared/eventPage.ts';
import { bucketEnd, bucketStart } from '../../../shared/zone.ts';
import type { Segment } from '../columns/segment.ts';
import { facetOf } from './facet.ts';
import type { FacetSource } from './facet.ts';
import { fieldNamed } from './matchesEvent.ts';
import type { Pace } from './pace.ts';
import { rowLabels } from './rowLabels.ts';
import type { SegmentPart, Selection } from './selection.ts';

/** How many values a split tells apart, the most frequent ones; what is not in `parts` has another value or none. */
const splitValues = 12;
/** With `auto`: the finest unit that gives no more than this. */
const autoBuckets = 200;
/** Above this many possible buckets they are kept by their start instead of in a table. */
const mostEdges = 2_000_000;

type Buckets = { readonly at: (ms: number) => number; readonly start: (bucket: number) => number };

/** Selected rows by time. Every instant belongs to one bucket of the zone's wall clock; empty buckets are left out. */
export async function histogramOf(
  input: HistogramInput,
  selection: Selection,
  source: FacetSource,
  pace: Pace,
): Promise<Histogram> {
  const span = await spanOf(selection, pace);
  const unit = input.unit === 'auto' ? autoUnit(span, input.zone) : input.unit;
  const buckets = span ? bucketsOf(span, unit, input.zone) : null;
  const split =
    input.split === null ? null : await splitOf(input, input.split, selection, source, pace);
  const totals = new Map<number, { count: number; parts: number[] }>();
  const fresh = (): { count: number; parts: number[] } => ({
    count: 0,
    parts: split ? split.labels.map(() => 0) : [],
  });
  const without = fresh();
  for (const part of selection.parts) {
    const times = part.segment.times();
    let last = -1;
    let tally = fresh();
    for (let i = 0; i < part.count; i++) {
      const at = part.rows ? (part.rows[i] ?? 0) : i;
      const ms = times[at] ?? NaN;
      if (Number.isNaN(ms) || !buckets) tally = without;
      else {
        const bucket = buckets.at(ms);
        if (bucket !== last || tally === without) {
          const known = totals.get(bucket);
          tally = known ?? fresh();
          if (!known) totals.set(bucket, tally);
          last = bucket;
        }
      }
      tally.count++;
      if (split) split.add(part.segment, at, tally.parts);
      if ((i & 0xff) === 0 && pace.due()) await pace.rest();
    }
  }
  const partsOf = ({ parts }: { parts: number[] }): { parts?: Readonly<Record<string, number>> } =>
    split
      ? {
          parts: Object.fromEntries(
            split.labels.flatMap((label, i) => (parts[i] ? [[label, parts[i]]] : [])),
          ),
        }
      : {};
  const filled = [...totals]
    .toSorted(([a], [b]) => a - b)
    .map(([bucket, tally]) => ({
      start: new Date(buckets?.start(bucket) ?? 0).toISOString(),
      count: tally.count,
      ...partsOf(tally),
    }));
  return {
    unit,
    zone: input.zone,
    buckets:
      without.count > 0
        ? [...filled, { start: null, count: without.count, ...partsOf(without) }]
        : filled,
  };
}

type Span = { readonly fromMs: number; readonly toMs: number };

async function spanOf(selection: Selection, pace: Pace): Promise<Span | null> {
  let fromMs = Infinity;
  let toMs = -Infinity;
  for (const part of selection.parts) {
    if (pace.due()) await pace.rest();
    const { minMs, maxMs } = part.rows === null ? part.segment.bounds : spanOfPart(part);
    if (minMs !== null && minMs < fromMs) fromMs = minMs;
    if (maxMs !== null && maxMs > toMs) toMs = maxMs;
  }
  return fromMs <= toMs ? { fromMs, toMs } : null;
}

function spanOfPart({ segment, rows }: SegmentPart): {
  minMs: number | null;
  maxMs: number | null;
} {
  const times = segment.times();
  let minMs = Infinity;
  let maxMs = -Infinity;
  for (const at of rows ?? []) {
    const ms = times[at] ?? NaN;
    if (ms < minMs) minMs = ms;
    if (ms > maxMs) maxMs = ms;
  }
  return minMs <= maxMs ? { minMs, maxMs } : { minMs: null, maxMs: null };
}

const unitMs: Readonly<Record<HistogramUnit, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
  month: 28 * 86_400_000,
};

function autoUnit(span: Span | null, zone: string): HistogramUnit {
  if (!span) return 'day';
  for (const unit of histogramUnits) {
    const from = bucketStart(span.fromMs, unit, zone);
    if ((span.toMs - from) / unitMs[unit] < autoBuckets) return unit;
  }
  return 'month';
}

/** Edges in a table with a coarse way in, so that a row costs a division and a step or two, whatever the zone. */
function bucketsOf(span: Span, unit: HistogramUnit, zone: string): Buckets {
  const first = bucketStart(span.fromMs, unit, zone);
  if ((span.toMs - first) / unitMs[unit] > mostEdges) {
    return { at: (ms) => bucketStart(ms, unit, zone), start: (bucket) => bucket };
  }
  const edges = [first];
  for (let edge = first; edge <= span.toMs;) {
    edge = bucketEnd(edge, unit, zone);
    edges.push(edge);
  }
  const end = edges.at(-1) ?? first;
  const cells = Math.min(65_536, 4 * edges.length);
  const cellMs = (end - first) / cells;
  const entry = new Uint32Array(cells + 1);
  let bucket = 0;
  for (let cell = 0; cell <= cells; cell++) {
    while (
      bucket + 1 < edges.length - 1 &&
      (edges[bucket + 1] ?? Infinity) <= first + cell * cellMs
    )
      bucket++;
    entry[cell] = bucket;
  }
  const table = Float64Array.from(edges);
  return {
    at(ms) {
      let found = entry[Math.floor((ms - first) / cellMs)] ?? 0;
      // Rounding may put an instant a cell too far.
      while (found > 0 && ms < (table[found] ?? 0)) found--;
      while (ms >= (table[found + 1] ?? Infinity)) found++;
      return found;
    },
    start: (at) => table[at] ?? 0,
  };
}

type Split = {
  readonly labels: readonly string[];
  add(segment: Segment, at: number, parts: number[]): void;
};

async function splitOf(
  input: HistogramInput,
  name: string,
  selection: Selection,
  source: FacetSource,
  pace: Pace,
): Promise<Split> {
  const field = fieldNamed(name);
  const { zone, filter } = input;
  const { values } = await facetOf(
    { field: name, filter, zone, top: splitValues },
    field,
    selection,
    source,
    pace,
  );
  const labels = values.flatMap(({ value }) => value ?? []);
  const places = new Map(labels.map((label, place) => [label, place]));
  const coded = source.coded.field(field.name, zone);
  const placesOf = (texts: readonly string[]): readonly number[] =>
    texts.flatMap((text) => places.get(text) ?? []);
  const byCode = new Map<number, readonly number[]>();
  const read = rowLabels(field, source.index, source.records, zone);
  return {
    labels,
    add(segment, at, parts) {
      let found: readonly number[] | undefined;
      if (coded?.ready(segment)) {
        const { base, values: codes } = coded.column(segment);
        const code = codes === null ? base : (codes[at] ?? 0);
        found = byCode.get(code);
        if (!found) byCode.set(code, (found = placesOf(coded.labels(code))));
      } else found = placesOf(read(segment, at));
      for (const place of found) parts[place] = (parts[place] ?? 0) + 1;
    },
  };
}
