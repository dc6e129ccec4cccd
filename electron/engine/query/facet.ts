import type { Facet, FacetInput } from '../../../shared/eventPage.ts';
import type { Field } from '../../../shared/field.ts';
import { containsFolded, foldCase } from '../../../shared/pattern.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import { listColumns } from '../columns/columnField.ts';
import type { RecordReader } from '../recordReader.ts';
import type { CodedField, CodedFields } from './codedField.ts';
import { countCodes } from './count.ts';
import type { Pace } from './pace.ts';
import { rowLabels } from './rowLabels.ts';
import type { Selection } from './selection.ts';

export type FacetSource = {
  readonly index: CaseIndex;
  readonly coded: CodedFields;
  readonly records: RecordReader;
};

type Counted = { readonly value: string; readonly count: number };

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
    needle === null ? values : values.filter(({ value }) => containsFolded(value, needle));
  const top = topOf(fitting, input.top);
  return {
    field: input.field,
    total: selection.count,
    distinct: fitting.length,
    values: needle === null && without > 0 ? [...top, { value: null, count: without }] : top,
  };
}

async function countValues(
  field: Field,
  selection: Selection,
  source: FacetSource,
  zone: string,
  pace: Pace,
): Promise<{ readonly values: readonly Counted[]; readonly without: number }> {
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
  if (!coded) return { values: counted(byReading), without };
  const plain = coded.unique && !listColumns.has(coded.name) && byReading.size === 0;
  return { values: await named(coded, counts, byReading, plain, pace), without };
}

/** Codes by their labels; equal labels of several codes are added up. */
async function named(
  coded: CodedField,
  counts: Uint32Array,
  byReading: Map<string, number>,
  plain: boolean,
  pace: Pace,
): Promise<readonly Counted[]> {
  const values: Counted[] = [];
  for (let code = 1; code < counts.length; code++) {
    const count = counts[code] ?? 0;
    if (count === 0) continue;
    for (const label of coded.labels(code)) {
      if (plain) values.push({ value: label, count });
      else byReading.set(label, (byReading.get(label) ?? 0) + count);
    }
    if ((code & 0xff) === 0 && pace.due()) await pace.rest();
  }
  return plain ? values : counted(byReading);
}

const counted = (counts: ReadonlyMap<string, number>): readonly Counted[] =>
  [...counts].map(([value, count]) => ({ value, count }));

function topOf(values: readonly Counted[], top: number): readonly Counted[] {
  const order = (a: Counted, b: Counted): number =>
    b.count - a.count || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
  if (values.length <= 4 * top) return values.toSorted(order).slice(0, top);
  // Of a million values only those that can be among the top are sorted by text.
  const counts = Uint32Array.from(values, ({ count }) => count).toSorted();
  const least = top === 0 ? Infinity : (counts[counts.length - top] ?? 0);
  return values
    .filter(({ count }) => count >= least)
    .toSorted(order)
    .slice(0, top);
}
