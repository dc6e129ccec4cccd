import type { Facet, FacetInput } from '../../../shared/eventPage.ts';
import type { Field } from '../../../shared/field.ts';
import { containsFolded, foldCase } from '../../../shared/pattern.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import type { RecordReader } from '../recordReader.ts';
import type { CodedField, CodedFields } from './codedField.ts';
import { countCodes } from './count.ts';
import type { Pace } from './pace.ts';
import { pacedTop } from './pacedSort.ts';
import { rowLabels } from './rowLabels.ts';
import type { Selection } from './selection.ts';

export type FacetSource = {
  readonly index: CaseIndex;
  readonly coded: CodedFields;
  readonly records: RecordReader;
};

/** Values that occur, each at a place of its own; its text is looked up only when it is asked for. */
type Counted = {
  readonly places: readonly number[];
  readonly countOf: (place: number) => number;
  readonly valueOf: (place: number) => string;
};

/**
 * How often each value occurs among the selected rows: most frequent first, then by value (UTF-16 code units); every item
 * of a list counts. Events without a value are the `null` at the end, beside the `top` values. With `contains` only values
 * that contain the text (ignoring case) are counted, and no `null`. `actor` and `resource` count the name, else e-mail,
 * else id; a target counts under one of these, too.
 */
export async function facetOf(
  input: FacetInput,
  field: Field,
  selection: Selection,
  source: FacetSource,
  pace: Pace,
): Promise<Facet> {
  const { values, without } = await countValues(field, selection, source, input.zone, pace);
  const needle =
    input.contains === undefined || input.contains === '' ? null : foldCase(input.contains);
  const fitting =
    needle === null
      ? values.places
      : await fittingPlaces(values, (value) => containsFolded(value, needle), pace);
  const places = await pacedTop(fitting, mostFrequent(values), input.top, pace);
  const top = places.map((place) => ({
    value: values.valueOf(place),
    count: values.countOf(place),
  }));
  return {
    field: input.field,
    total: selection.count,
    distinct: fitting.length,
    values: needle === null && without > 0 ? [...top, { value: null, count: without }] : top,
  };
}

function mostFrequent({ countOf, valueOf }: Counted): (a: number, b: number) => number {
  return (a, b) => {
    const more = countOf(b) - countOf(a);
    if (more !== 0) return more;
    const [left, right] = [valueOf(a), valueOf(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
}

async function fittingPlaces(
  { places, valueOf }: Counted,
  fits: (value: string) => boolean,
  pace: Pace,
): Promise<readonly number[]> {
  const fitting: number[] = [];
  for (const [i, place] of places.entries()) {
    if (fits(valueOf(place))) fitting.push(place);
    if ((i & 0xff) === 0 && pace.due()) await pace.rest();
  }
  return fitting;
}

async function countValues(
  field: Field,
  selection: Selection,
  source: FacetSource,
  zone: string,
  pace: Pace,
): Promise<{ readonly values: Counted; readonly without: number }> {
  await source.coded.prepare(field.name, pace);
  const coded = source.coded.field(field.name, zone);
  const read = rowLabels(field, source.index, source.records, zone);
  const counts = new Uint32Array((coded?.size ?? 0) + 1);
  const byReading = new Map<string, number>();
  let without = 0;
  for (const part of selection.parts) {
    if (pace.due()) await pace.rest();
    if (coded?.ready(part.segment)) {
      countCodes(part, coded.column(part.segment), counts);
      continue;
    }
    for (let i = 0; i < part.count; i++) {
      const labels = read(part.segment, part.rows ? (part.rows[i] ?? 0) : i);
      if (labels.length === 0) without++;
      for (const label of labels) byReading.set(label, (byReading.get(label) ?? 0) + 1);
      if (pace.due()) await pace.rest();
    }
  }
  without += counts[0] ?? 0;
  if (!coded) return { values: ofLabels(byReading), without };
  if (coded.texts !== 'several' && byReading.size === 0) {
    const first = await source.coded.firstOfText(coded, pace);
    if (first) joinCounts(counts, first);
    return { values: ofCodes(coded, counts), without };
  }
  for (let code = 1; code < counts.length; code++) {
    const count = counts[code] ?? 0;
    if (count === 0) continue;
    for (const label of coded.labels(code))
      byReading.set(label, (byReading.get(label) ?? 0) + count);
    if ((code & 0xff) === 0 && pace.due()) await pace.rest();
  }
  return { values: ofLabels(byReading), without };
}

/** Codes that share a text count under the first of them. */
function joinCounts(counts: Uint32Array, first: Uint32Array): void {
  for (let code = 1; code < counts.length; code++) {
    const count = counts[code] ?? 0;
    const under = first[code] ?? 0;
    if (count === 0 || under === code) continue;
    counts[under] = (counts[under] ?? 0) + count;
    counts[code] = 0;
  }
}

function ofCodes(coded: CodedField, counts: Uint32Array): Counted {
  const places: number[] = [];
  for (let code = 1; code < counts.length; code++) if (counts[code]) places.push(code);
  return {
    places,
    countOf: (code) => counts[code] ?? 0,
    valueOf: (code) => coded.labels(code)[0] ?? '',
  };
}

function ofLabels(byLabel: ReadonlyMap<string, number>): Counted {
  const values = [...byLabel.keys()];
  const counts = [...byLabel.values()];
  return {
    places: values.map((_, place) => place),
    countOf: (place) => counts[place] ?? 0,
    valueOf: (place) => values[place] ?? '',
  };
}
