import type { Field } from '../../../shared/field.ts';
import type { PackedColumn } from '../columns/packColumn.ts';
import type { CodedField } from './codedField.ts';
import type { FacetSource } from './facet.ts';
import type { Pace } from './pace.ts';
import { rowLabels } from './rowLabels.ts';
import type { SegmentPart, Selection } from './selection.ts';

/**
 * Each value of a field among selected rows, in no order: how often, when first and last. Its values stand at the places below
 * `size`; the place `size` stands for the events without one. Times are milliseconds since 1970 UTC, infinite where none
 * of its events has a time; of equal times the row that came first (or last) in the order of import counts.
 */
export type Stack = {
  readonly size: number;
  /** The value at a place, looked up when it is asked for; null at `size`. */
  readonly valueOf: (place: number) => string | null;
  readonly counts: Uint32Array;
  readonly firstMs: Float64Array;
  readonly lastMs: Float64Array;
  readonly firstRow: Uint32Array;
  readonly lastRow: Uint32Array;
};

/** Every item of a list counts, each value of an event once: as in a facet, whose counts these are. */
export async function stackOf(
  field: Field,
  zone: string,
  selection: Selection,
  source: FacetSource,
  pace: Pace,
): Promise<Stack> {
  await source.coded.prepare(field.name, pace);
  const coded = source.coded.field(field.name, zone);
  const byCode = new Tally((coded?.size ?? 0) + 1);
  const byText = new TextTally();
  const read = rowLabels(field, source.index, source.records, zone);
  for (const part of selection.parts) {
    if (pace.due()) await pace.rest();
    const { segment } = part;
    if (coded?.ready(segment)) {
      byCode.addCodes(part, coded.column(segment));
      continue;
    }
    for (let i = 0; i < part.count; i++) {
      const at = part.rows ? (part.rows[i] ?? 0) : i;
      const ms = segment.times()[at] ?? NaN;
      for (const label of orNone(read(segment, at)))
        byText.add(label, 1, ms, ms, segment.firstRow + at);
      if (pace.due()) await pace.rest();
    }
  }
  if (coded && coded.texts !== 'several' && byText.isEmpty) {
    const first = await source.coded.firstOfText(coded, pace);
    if (first) byCode.join(first);
    return byCode.stack(coded, pace);
  }
  if (coded) await byText.addAll(byCode, coded, pace);
  return byText.stack();
}

/** What is counted of an event: its labels, or that it has none. */
const orNone = (labels: readonly string[]): readonly (string | null)[] =>
  labels.length === 0 ? [null] : labels;

/** What is known of each code so far. */
class Tally {
  readonly counts: Uint32Array;
  readonly firstMs: Float64Array;
  readonly lastMs: Float64Array;
  readonly firstRow: Uint32Array;
  readonly lastRow: Uint32Array;

  constructor(size: number) {
    this.counts = new Uint32Array(size);
    this.firstMs = new Float64Array(size).fill(Infinity);
    this.lastMs = new Float64Array(size).fill(-Infinity);
    this.firstRow = new Uint32Array(size);
    this.lastRow = new Uint32Array(size);
  }

  addCodes(part: SegmentPart, { values, base }: PackedColumn): void {
    const { segment, rows } = part;
    const times = segment.times();
    for (let i = 0; i < part.count; i++) {
      const at = rows ? (rows[i] ?? 0) : i;
      this.add(values === null ? base : (values[at] ?? 0), times[at] ?? NaN, segment.firstRow + at);
    }
  }

  add(code: number, ms: number, row: number): void {
    const count = this.counts[code] ?? 0;
    this.counts[code] = count + 1;
    if (count === 0) {
      this.firstRow[code] = row;
      this.lastRow[code] = row;
    }
    if (ms < (this.firstMs[code] ?? 0)) {
      this.firstMs[code] = ms;
      this.firstRow[code] = row;
    }
    if (ms >= (this.lastMs[code] ?? 0)) {
      this.lastMs[code] = ms;
      this.lastRow[code] = row;
    }
  }

  /** Codes that share a text count under the first of them. */
  join(first: Uint32Array): void {
    for (let code = 1; code < this.counts.length; code++) {
      const count = this.counts[code] ?? 0;
      const under = first[code] ?? 0;
      if (count === 0 || under === code) continue;
      this.#takeOver(under, code, this.counts[under] === 0);
      this.counts[under] = (this.counts[under] ?? 0) + count;
      this.counts[code] = 0;
    }
  }

  #takeOver(to: number, from: number, isFirst: boolean): void {
    const { firstMs, lastMs, firstRow, lastRow } = this;
    const earlier =
      firstMs[from]! < firstMs[to]! ||
      (firstMs[from] === firstMs[to] && firstRow[from]! < firstRow[to]!);
    if (isFirst || earlier) {
      firstMs[to] = firstMs[from]!;
      firstRow[to] = firstRow[from]!;
    }
    const later =
      lastMs[from]! > lastMs[to]! || (lastMs[from] === lastMs[to] && lastRow[from]! > lastRow[to]!);
    if (isFirst || later) {
      lastMs[to] = lastMs[from]!;
      lastRow[to] = lastRow[from]!;
    }
  }

  /** The codes that occur, each a value of its own. */
  async stack(coded: CodedField, pace: Pace): Promise<Stack> {
    const kept: number[] = [];
    for (let code = 1; code < this.counts.length; code++) {
      if ((this.counts[code] ?? 0) > 0) kept.push(code);
      if ((code & 0xffff) === 0 && pace.due()) await pace.rest();
    }
    const size = kept.length;
    // Code 0 is none.
    kept.push(0);
    return {
      size,
      valueOf: (place) => (place === size ? null : (coded.labels(kept[place] ?? 0)[0] ?? '')),
      counts: Uint32Array.from(kept, (code) => this.counts[code] ?? 0),
      firstMs: Float64Array.from(kept, (code) => this.firstMs[code] ?? 0),
      lastMs: Float64Array.from(kept, (code) => this.lastMs[code] ?? 0),
      firstRow: Uint32Array.from(kept, (code) => this.firstRow[code] ?? 0),
      lastRow: Uint32Array.from(kept, (code) => this.lastRow[code] ?? 0),
    };
  }
}

type Known = {
  count: number;
  firstMs: number;
  lastMs: number;
  firstRow: number;
  lastRow: number;
};

const unseen: Known = { count: 0, firstMs: Infinity, lastMs: -Infinity, firstRow: 0, lastRow: 0 };

/** The same by text, where codes are not known or several stand for one text. */
class TextTally {
  readonly #known = new Map<string | null, Known>();

  get isEmpty(): boolean {
    return this.#known.size === 0;
  }

  add(
    text: string | null,
    count: number,
    firstMs: number,
    lastMs: number,
    firstRow: number,
    lastRow = firstRow,
  ): void {
    const known = this.#known.get(text);
    if (!known) {
      const first = Number.isNaN(firstMs) ? Infinity : firstMs;
      const last = Number.isNaN(lastMs) ? -Infinity : lastMs;
      this.#known.set(text, { count, firstMs: first, lastMs: last, firstRow, lastRow });
      return;
    }
    known.count += count;
    if (firstMs < known.firstMs || (firstMs === known.firstMs && firstRow < known.firstRow)) {
      known.firstMs = firstMs;
      known.firstRow = firstRow;
    }
    if (lastMs > known.lastMs || (lastMs === known.lastMs && lastRow > known.lastRow)) {
      known.lastMs = lastMs;
      known.lastRow = lastRow;
    }
  }

  async addAll(tally: Tally, coded: CodedField, pace: Pace): Promise<void> {
    const { counts, firstMs, lastMs, firstRow, lastRow } = tally;
    for (let code = 0; code < counts.length; code++) {
      const count = counts[code] ?? 0;
      if (count === 0) continue;
      for (const label of code === 0 ? [null] : coded.labels(code)) {
        this.add(
          label,
          count,
          firstMs[code] ?? NaN,
          lastMs[code] ?? NaN,
          firstRow[code] ?? 0,
          lastRow[code] ?? 0,
        );
      }
      if ((code & 0xff) === 0 && pace.due()) await pace.rest();
    }
  }

  stack(): Stack {
    const none = this.#known.get(null) ?? unseen;
    this.#known.delete(null);
    const values = [...this.#known.keys()];
    const known = [...this.#known.values(), none];
    return {
      size: values.length,
      valueOf: (place) => values[place] ?? null,
      counts: Uint32Array.from(known, ({ count }) => count),
      firstMs: Float64Array.from(known, (each) => each.firstMs),
      lastMs: Float64Array.from(known, (each) => each.lastMs),
      firstRow: Uint32Array.from(known, (each) => each.firstRow),
      lastRow: Uint32Array.from(known, (each) => each.lastRow),
    };
  }
}
