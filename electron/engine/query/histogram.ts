import type { Histogram, HistogramInput, HistogramUnit } from '../../../shared/eventPage.ts';
import { unitFor } from '../../../shared/histogramUnit.ts';
import type { PackedColumn } from '../columns/packColumn.ts';
import type { Segment } from '../columns/segment.ts';
import { bucketsOf, TimeTally } from './buckets.ts';
import type { CodedField } from './codedField.ts';
import { facetOf } from './facet.ts';
import type { FacetSource } from './facet.ts';
import { fieldNamed } from './matchesEvent.ts';
import type { Pace } from './pace.ts';
import { rowLabels } from './rowLabels.ts';
import type { SegmentPart, Selection } from './selection.ts';

/** How many values a split tells apart, the most frequent ones; what is not in `parts` has another value or none. */
const splitValues = 12;
/** Up to so many values of a split are looked up ahead of the rows. */
const mostCodes = 4096;

/**
 * Selected rows by time. Every instant belongs to one bucket of the zone's wall clock; empty buckets are left out, events
 * without a time are the `null` at the end. `parts` has the most frequent values of the split; what they leave of `count`
 * has another value, or none.
 */
export async function histogramOf(
  input: HistogramInput,
  selection: Selection,
  source: FacetSource,
  pace: Pace,
): Promise<Histogram> {
  const { zone } = input;
  const span = await spanOf(selection, pace);
  const unit = input.unit === 'auto' ? autoUnit(span, zone) : input.unit;
  const buckets = await bucketsOf(span ?? { fromMs: 0, toMs: 0 }, unit, zone, pace);
  const split =
    input.split === null ? null : await splitOf(input, input.split, selection, source, pace);
  const tally = new TimeTally(buckets, split?.labels.length ?? 0);
  for (const part of selection.parts) {
    if (pace.due()) await pace.rest();
    tally.count(part);
    if (!split) continue;
    const codes = split.codes(part.segment);
    if (split.single && codes && tally.countCodes(part, codes, split.single)) continue;
    for (let i = 0; i < part.count; i++) {
      const at = part.rows ? (part.rows[i] ?? 0) : i;
      const slots = split.slots(part.segment, at);
      if (slots.length > 0) tally.countSlots(part.segment.times()[at] ?? NaN, slots);
      if ((i & 0x3ff) === 0 && pace.due()) await pace.rest();
    }
  }
  return { unit, zone, buckets: await tally.filled(split?.labels ?? null, pace) };
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

const autoUnit = (span: Span | null, zone: string): HistogramUnit =>
  span === null ? 'day' : unitFor(span.fromMs, span.toMs, zone);

type Split = {
  readonly labels: readonly string[];
  /** The place in `labels` by code, -1 for none; null when a code may have several. */
  readonly single: Int32Array | null;
  /** Null: the segment's values are not known as codes. */
  codes(segment: Segment): PackedColumn | null;
  /** Places in `labels` of the row's values. */
  slots(segment: Segment, at: number): readonly number[];
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
  const byCode: (readonly number[])[] = [];
  const read = rowLabels(field, source.index, source.records, zone);
  const single = coded && coded.size <= mostCodes ? singlePlaces(coded, placesOf) : null;
  return {
    labels,
    single,
    codes: (segment) => (coded?.ready(segment) ? coded.column(segment) : null),
    slots(segment, at) {
      if (!coded?.ready(segment)) return placesOf(read(segment, at));
      const { base, values: codes } = coded.column(segment);
      const code = codes === null ? base : (codes[at] ?? 0);
      let found = byCode[code];
      if (!found) byCode[code] = found = placesOf(coded.labels(code));
      return found;
    },
  };
}

function singlePlaces(
  coded: CodedField,
  placesOf: (texts: readonly string[]) => readonly number[],
): Int32Array | null {
  const single = new Int32Array(coded.size + 1).fill(-1);
  for (let code = 1; code <= coded.size; code++) {
    const places = placesOf(coded.labels(code));
    if (places.length > 1) return null;
    single[code] = places[0] ?? -1;
  }
  return single;
}
