import { assertNever } from '../../../shared/failure.ts';
import type { Field } from '../../../shared/field.ts';
import type { EventGroup, Grouping, GroupingInput } from '../../../shared/grouping.ts';
import type { PackedColumn } from '../columns/packColumn.ts';
import type { CodedField } from './codedField.ts';
import type { FacetSource } from './facet.ts';
import type { Pace } from './pace.ts';
import { pacedSort } from './pacedSort.ts';
import { rowLabels } from './rowLabels.ts';
import type { SegmentPart, Selection } from './selection.ts';

type Tally = { count: number; firstMs: number; lastMs: number };
type Found = { readonly value: string | null } & Readonly<Tally>;

/**
 * The values of a field among the selected rows with how often and when each occurs: what a facet counts, with the times
 * beside it. Equal keys stand by value (UTF-16 code units), what has no value or no time last.
 */
export async function groupingOf(
  input: GroupingInput,
  field: Field,
  selection: Selection,
  source: FacetSource,
  pace: Pace,
): Promise<Grouping> {
  const groups = await tallied(field, selection, source, input.zone, pace);
  const sorted = await pacedSort(groups, orderOf(input), pace);
  return {
    field: input.field,
    total: selection.count,
    distinct: groups.length,
    groups: sorted.slice(0, input.limit).map(toGroup),
  };
}

async function tallied(
  field: Field,
  selection: Selection,
  source: FacetSource,
  zone: string,
  pace: Pace,
): Promise<readonly Found[]> {
  await source.coded.prepare(field.name, pace);
  const coded = source.coded.field(field.name, zone);
  const read = rowLabels(field, source.index, source.records, zone);
  const codes = coded ? new CodeTally(coded.size) : null;
  const byLabel = new Map<string | null, Tally>();
  for (const part of selection.parts) {
    if (pace.due()) await pace.rest();
    if (codes && coded?.ready(part.segment)) {
      codes.add(part, coded.column(part.segment));
      continue;
    }
    const times = part.segment.times();
    for (let i = 0; i < part.count; i++) {
      const at = part.rows ? (part.rows[i] ?? 0) : i;
      const labels = read(part.segment, at);
      const ms = times[at] ?? NaN;
      for (const label of labels.length === 0 ? [null] : labels) addTo(byLabel, label, oneOf(ms));
      if (pace.due()) await pace.rest();
    }
  }
  if (codes && coded) await addCodes(byLabel, coded, codes, pace);
  return [...byLabel].map(([value, tally]) => ({ value, ...tally }));
}

/** Counts and first and last times by code, as columns. */
class CodeTally {
  readonly counts: Uint32Array;
  readonly firstMs: Float64Array;
  readonly lastMs: Float64Array;

  constructor(size: number) {
    this.counts = new Uint32Array(size + 1);
    this.firstMs = new Float64Array(size + 1).fill(Infinity);
    this.lastMs = new Float64Array(size + 1).fill(-Infinity);
  }

  add({ segment, rows, count }: SegmentPart, { base, values }: PackedColumn): void {
    const times = segment.times();
    const { counts, firstMs, lastMs } = this;
    for (let i = 0; i < count; i++) {
      const at = rows ? (rows[i] ?? 0) : i;
      const code = values === null ? base : (values[at] ?? 0);
      counts[code] = (counts[code] ?? 0) + 1;
      const ms = times[at] ?? NaN;
      // Comparisons with NaN are false: a row without a time counts and leaves the times alone.
      if (ms < (firstMs[code] ?? 0)) firstMs[code] = ms;
      if (ms > (lastMs[code] ?? 0)) lastMs[code] = ms;
    }
  }
}

async function addCodes(
  byLabel: Map<string | null, Tally>,
  coded: CodedField,
  { counts, firstMs, lastMs }: CodeTally,
  pace: Pace,
): Promise<void> {
  for (let code = 0; code < counts.length; code++) {
    const count = counts[code] ?? 0;
    if (count === 0) continue;
    const labels = code === 0 ? [] : coded.labels(code);
    const tally = { count, firstMs: firstMs[code] ?? 0, lastMs: lastMs[code] ?? 0 };
    for (const label of labels.length === 0 ? [null] : labels) addTo(byLabel, label, tally);
    if ((code & 0xff) === 0 && pace.due()) await pace.rest();
  }
}

const oneOf = (ms: number): Tally =>
  Number.isNaN(ms)
    ? { count: 1, firstMs: Infinity, lastMs: -Infinity }
    : { count: 1, firstMs: ms, lastMs: ms };

function addTo(byLabel: Map<string | null, Tally>, label: string | null, more: Tally): void {
  const tally = byLabel.get(label);
  if (!tally) {
    byLabel.set(label, { ...more });
    return;
  }
  tally.count += more.count;
  tally.firstMs = Math.min(tally.firstMs, more.firstMs);
  tally.lastMs = Math.max(tally.lastMs, more.lastMs);
}

function orderOf({ sort, desc }: GroupingInput): (a: Found, b: Found) => number {
  const sign = desc ? -1 : 1;
  const byValue = (a: Found, b: Found): number => {
    if (a.value === null || b.value === null)
      return Number(a.value === null) - Number(b.value === null);
    return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  };
  const byTime = (a: number, b: number): number =>
    Number.isFinite(a) && Number.isFinite(b)
      ? sign * (a - b)
      : Number(!Number.isFinite(a)) - Number(!Number.isFinite(b));
  return (a, b) => {
    switch (sort) {
      case 'value':
        return a.value === null || b.value === null ? byValue(a, b) : sign * byValue(a, b);
      case 'count':
        return sign * (a.count - b.count) || byValue(a, b);
      case 'first':
        return byTime(a.firstMs, b.firstMs) || byValue(a, b);
      case 'last':
        return byTime(a.lastMs, b.lastMs) || byValue(a, b);
      default:
        return assertNever(sort);
    }
  };
}

function toGroup({ value, count, firstMs, lastMs }: Found): EventGroup {
  const iso = (ms: number): string | null =>
    Number.isFinite(ms) ? new Date(ms).toISOString() : null;
  return { value, count, first: iso(firstMs), last: iso(lastMs) };
}
