import { assertNever } from '../../../shared/failure.ts';
import type { Field } from '../../../shared/field.ts';
import type { Grouping, GroupingInput } from '../../../shared/grouping.ts';
import { listColumns } from '../columns/columnField.ts';
import type { PackedColumn } from '../columns/packColumn.ts';
import type { CodedField } from './codedField.ts';
import type { FacetSource } from './facet.ts';
import type { Pace } from './pace.ts';
import { pacedTop } from './pacedSort.ts';
import { rowLabels } from './rowLabels.ts';
import type { SegmentPart, Selection } from './selection.ts';

/** Counts and first and last times, a place each; Infinity where no event has a time. */
type Tallies = {
  readonly counts: ArrayLike<number>;
  readonly firstMs: ArrayLike<number>;
  readonly lastMs: ArrayLike<number>;
  /** What stands at a place; null for the events without a value. */
  valueOf(place: number): string | null;
};

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
  const tallies = await tallied(field, selection, source, input.zone, pace);
  const { counts, firstMs, lastMs } = tallies;
  const places: number[] = [];
  for (let place = 0; place < counts.length; place++) if (counts[place]) places.push(place);
  const top = await pacedTop(places, orderOf(input, tallies), input.limit, pace);
  return {
    field: input.field,
    total: selection.count,
    distinct: places.length,
    groups: top.map((place) => ({
      value: tallies.valueOf(place),
      count: counts[place] ?? 0,
      first: isoOf(firstMs[place]),
      last: isoOf(lastMs[place]),
    })),
  };
}

const isoOf = (ms: number | undefined): string | null =>
  ms !== undefined && Number.isFinite(ms) ? new Date(ms).toISOString() : null;

async function tallied(
  field: Field,
  selection: Selection,
  source: FacetSource,
  zone: string,
  pace: Pace,
): Promise<Tallies> {
  await source.coded.prepare(field.name, pace);
  const coded = source.coded.field(field.name, zone);
  const read = rowLabels(field, source.index, source.records, zone);
  const codes = coded ? new CodeTallies(coded) : null;
  const labels = new LabelTallies();
  for (const part of selection.parts) {
    if (pace.due()) await pace.rest();
    if (codes && coded?.ready(part.segment)) {
      codes.add(part, coded.column(part.segment));
      continue;
    }
    const times = part.segment.times();
    for (let i = 0; i < part.count; i++) {
      const at = part.rows ? (part.rows[i] ?? 0) : i;
      const ms = times[at] ?? NaN;
      labels.addRow(read(part.segment, at), ms);
      if (pace.due()) await pace.rest();
    }
  }
  if (!codes || !coded) return labels;
  // A code is a value of its own: nothing has to be put together.
  if (coded.unique && !listColumns.has(coded.name) && labels.isEmpty()) return codes;
  for (let code = 0; code < codes.counts.length; code++) {
    const count = codes.counts[code] ?? 0;
    if (count === 0) continue;
    labels.add(
      code === 0 ? [] : coded.labels(code),
      count,
      codes.firstMs[code] ?? Infinity,
      codes.lastMs[code] ?? -Infinity,
    );
    if ((code & 0xff) === 0 && pace.due()) await pace.rest();
  }
  return labels;
}

/** By the codes of a field. */
class CodeTallies implements Tallies {
  readonly counts: Uint32Array;
  readonly firstMs: Float64Array;
  readonly lastMs: Float64Array;
  readonly #field: CodedField;

  constructor(field: CodedField) {
    this.#field = field;
    this.counts = new Uint32Array(field.size + 1);
    this.firstMs = new Float64Array(field.size + 1).fill(Infinity);
    this.lastMs = new Float64Array(field.size + 1).fill(-Infinity);
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

  valueOf(code: number): string | null {
    return code === 0 ? null : (this.#field.labels(code)[0] ?? null);
  }
}

/** By text, where several codes stand for the same, or no column of codes tells. */
class LabelTallies implements Tallies {
  readonly counts: number[] = [];
  readonly firstMs: number[] = [];
  readonly lastMs: number[] = [];
  readonly #values: (string | null)[] = [];
  readonly #places = new Map<string | null, number>();

  isEmpty(): boolean {
    return this.#values.length === 0;
  }

  addRow(labels: readonly string[], ms: number): void {
    if (Number.isNaN(ms)) this.add(labels, 1, Infinity, -Infinity);
    else this.add(labels, 1, ms, ms);
  }

  add(labels: readonly string[], count: number, firstMs: number, lastMs: number): void {
    for (const label of labels.length === 0 ? [null] : labels) {
      let place = this.#places.get(label);
      if (place === undefined) {
        place = this.#values.length;
        this.#places.set(label, place);
        this.#values.push(label);
        this.counts.push(0);
        this.firstMs.push(Infinity);
        this.lastMs.push(-Infinity);
      }
      this.counts[place] = (this.counts[place] ?? 0) + count;
      this.firstMs[place] = Math.min(this.firstMs[place] ?? Infinity, firstMs);
      this.lastMs[place] = Math.max(this.lastMs[place] ?? -Infinity, lastMs);
    }
  }

  valueOf(place: number): string | null {
    return this.#values[place] ?? null;
  }
}

/** Of places. Texts are looked up only where the numbers are equal. */
function orderOf(
  { sort, desc }: GroupingInput,
  tallies: Tallies,
): (a: number, b: number) => number {
  const sign = desc ? -1 : 1;
  const byValue = (a: number, b: number, way: 1 | -1): number => {
    const [left, right] = [tallies.valueOf(a), tallies.valueOf(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return left < right ? -way : left > right ? way : 0;
  };
  const byNumber = (numbers: ArrayLike<number>) => (a: number, b: number) => {
    const [left, right] = [numbers[a] ?? 0, numbers[b] ?? 0];
    if (left === right) return byValue(a, b, 1);
    // Without a time, up or down, last.
    if (!Number.isFinite(left) || !Number.isFinite(right)) return Number.isFinite(left) ? -1 : 1;
    return sign * (left - right);
  };
  switch (sort) {
    case 'value':
      return (a, b) => byValue(a, b, sign);
    case 'count':
      return byNumber(tallies.counts);
    case 'first':
      return byNumber(tallies.firstMs);
    case 'last':
      return byNumber(tallies.lastMs);
    default:
      return assertNever(sort);
  }
}
