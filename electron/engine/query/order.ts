import type { SortKey } from '../../../shared/view.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import { segmentRows } from '../columns/indexWriter.ts';
import type { Segment } from '../columns/segment.ts';
import type { RecordReader } from '../recordReader.ts';
import type { CodedField, CodedFields } from './codedField.ts';
import { isPlaceField } from './leaf.ts';
import { fieldNamed } from './matchesEvent.ts';
import type { Pace } from './pace.ts';
import { sortByKey } from './radix.ts';
import { rowLabels } from './rowLabels.ts';
import { eachRow } from './selection.ts';
import type { Selection } from './selection.ts';

export type OrderSource = {
  readonly index: CaseIndex;
  readonly segments: readonly Segment[];
  readonly coded: CodedFields;
  readonly records: RecordReader;
  readonly zone: string;
};

/** Keys by row id, 0 to `most`. */
type Keys = { readonly keys: Float64Array | Uint32Array; readonly most: number };

/** True when the order can be worked out for the whole case once, from columns. */
export function liesInColumns(sort: readonly SortKey[], coded: CodedFields, zone: string): boolean {
  return sort.every(({ field }) => {
    const { name, kind } = fieldNamed(field);
    if (kind === 'time' || isPlaceField(name)) return true;
    const found = coded.field(name, zone);
    return found !== null && name !== 'changed' && name !== 'targets' && name !== 'target';
  });
}

/** What is sorted: segments, or some of them numbered as if they were all there is. */
type Columns = Pick<Segment, 'firstRow' | 'rows' | 'bounds' | 'times' | 'column'>;

/** Row ids of some segments, given by first row, in the default order: see `timeOrder`. */
export async function sortedByTime(segments: readonly Segment[], pace: Pace): Promise<Uint32Array> {
  const packed: Columns[] = [];
  let rows = 0;
  for (const segment of segments) {
    packed.push({
      firstRow: rows,
      rows: segment.rows,
      bounds: segment.bounds,
      times: () => segment.times(),
      column: (name) => segment.column(name),
    });
    rows += segment.rows;
  }
  const ids = new Uint32Array(rows);
  let count = 0;
  for (const { firstRow, rows: size } of segments) {
    for (let at = 0; at < size; at++) ids[count++] = firstRow + at;
    if (pace.due()) await pace.rest();
  }
  let order: Uint32Array = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) order[row] = row;
  if (!(await liesInPlaceOrder(packed, pace))) {
    for (const name of ['part', 'offset', 'original']) {
      order = await sort(order, await numbersOf(packed, name, false, pace), pace);
    }
  }
  for (const keys of await timeKeys(packed, false, pace)) order = await sort(order, keys, pace);
  for (let start = 0; start < rows; start += segmentRows) {
    const end = Math.min(rows, start + segmentRows);
    for (let i = start; i < end; i++) order[i] = ids[order[i] ?? 0] ?? 0;
    if (pace.due()) await pace.rest();
  }
  return order;
}

/** Rows in the order asked for; what is equal stays in the order given. What has no value comes last, up or down. */
export async function sortedOrder(
  base: Uint32Array,
  sortKeys: readonly SortKey[],
  selection: Selection | null,
  source: OrderSource,
  pace: Pace,
): Promise<Uint32Array> {
  let order = base;
  for (const key of sortKeys.toReversed()) {
    for (const keys of await keysOf(key, selection, source, pace))
      order = await sort(order, keys, pace);
  }
  return order;
}

const sort = (order: Uint32Array, { keys, most }: Keys, pace: Pace): Promise<Uint32Array> =>
  sortByKey(order, keys, most, pace);

async function keysOf(
  { field: name, desc }: SortKey,
  selection: Selection | null,
  source: OrderSource,
  pace: Pace,
): Promise<readonly Keys[]> {
  const field = fieldNamed(name);
  const { segments, coded, zone } = source;
  if (field.kind === 'time') return timeKeys(segments, desc, pace);
  if (field.name === 'event') {
    const names = ['part', 'offset', 'original'];
    return Promise.all(names.map((each) => numbersOf(segments, each, desc, pace)));
  }
  if (isPlaceField(field.name)) return [await numbersOf(segments, field.name, desc, pace)];
  const found = coded.field(field.name, zone);
  if (found && (selection === null || segments.every((segment) => found.ready(segment)))) {
    return [await rankKeys(found, segments, desc, pace)];
  }
  if (!selection) throw new Error(`${name} is not sorted without a selection`);
  return [await readKeys(field.name, selection, desc, source, pace)];
}

const rowsOf = (segments: readonly Columns[]): number => {
  const last = segments.at(-1);
  return last ? last.firstRow + last.rows : 0;
};

async function liesInPlaceOrder(segments: readonly Columns[], pace: Pace): Promise<boolean> {
  let [lastOriginal, lastOffset, lastPart] = [-1, -1, -1];
  for (const segment of segments) {
    if (pace.due()) await pace.rest();
    const [original, offset, part] = ['original', 'offset', 'part'].map((name) =>
      segment.column(name),
    );
    if (!original || !offset || !part) return false;
    for (let at = 0; at < segment.rows; at++) {
      const thisOriginal = original.base + (original.values?.[at] ?? 0);
      const thisOffset = offset.base + (offset.values?.[at] ?? 0);
      const thisPart = part.base + (part.values?.[at] ?? 0);
      const inOrder =
        thisOriginal > lastOriginal ||
        (thisOriginal === lastOriginal &&
          (thisOffset > lastOffset || (thisOffset === lastOffset && thisPart > lastPart)));
      if (!inOrder) return false;
      lastOriginal = thisOriginal;
      lastOffset = thisOffset;
      lastPart = thisPart;
    }
  }
  return true;
}

/** Below the millisecond first: the sort goes from the least significant key to the most. */
async function timeKeys(
  segments: readonly Columns[],
  desc: boolean,
  pace: Pace,
): Promise<readonly Keys[]> {
  const oldest = Math.min(...segments.map(({ bounds }) => bounds.minMs ?? Infinity));
  const newest = Math.max(...segments.map(({ bounds }) => bounds.maxMs ?? -Infinity));
  const span = newest >= oldest ? newest - oldest : 0;
  const keys = new Float64Array(rowsOf(segments));
  for (const segment of segments) {
    if (pace.due()) await pace.rest();
    const times = segment.times();
    for (let at = 0; at < segment.rows; at++) {
      const ms = times[at] ?? NaN;
      const key = Number.isNaN(ms) ? span + 1 : desc ? newest - ms : ms - oldest;
      keys[segment.firstRow + at] = key;
    }
  }
  return [await numbersOf(segments, 'subMs', desc, pace), { keys, most: span + 1 }];
}

async function numbersOf(
  segments: readonly Columns[],
  name: string,
  desc: boolean,
  pace: Pace,
): Promise<Keys> {
  if (await isConstant(segments, name, pace)) return { keys: new Uint32Array(), most: 0 };
  const keys = new Float64Array(rowsOf(segments));
  let most = 0;
  for (const segment of segments) {
    if (pace.due()) await pace.rest();
    const { base, values } = segment.column(name);
    for (let at = 0; at < segment.rows; at++) {
      const value = base + (values?.[at] ?? 0);
      keys[segment.firstRow + at] = value;
      if (value > most) most = value;
    }
  }
  if (!desc) return { keys, most };
  for (let start = 0; start < keys.length; start += segmentRows) {
    const end = Math.min(keys.length, start + segmentRows);
    for (let row = start; row < end; row++) keys[row] = most - (keys[row] ?? 0);
    if (pace.due()) await pace.rest();
  }
  return { keys, most };
}

/** Whether all rows have the same number: then there is nothing to sort by. */
async function isConstant(
  segments: readonly Columns[],
  name: string,
  pace: Pace,
): Promise<boolean> {
  const base = segments[0]?.column(name).base;
  for (const segment of segments) {
    if (pace.due()) await pace.rest();
    const column = segment.column(name);
    if (column.values !== null || column.base !== base) return false;
  }
  return true;
}

async function rankKeys(
  field: CodedField,
  segments: readonly Segment[],
  desc: boolean,
  pace: Pace,
): Promise<Keys> {
  const { ranks, most } = await ranksOf(field, desc, pace);
  const keys = new Uint32Array(rowsOf(segments));
  for (const segment of segments) {
    if (pace.due()) await pace.rest();
    const { base, values } = field.column(segment);
    if (values === null)
      keys.fill(ranks[base] ?? 0, segment.firstRow, segment.firstRow + segment.rows);
    else {
      for (let at = 0; at < segment.rows; at++) {
        keys[segment.firstRow + at] = ranks[values[at] ?? 0] ?? 0;
      }
    }
  }
  return { keys, most };
}

/** Text by UTF-16 code unit, a list by its items joined; hours, weekdays, evidence files, flags and review states in their own order. */
async function ranksOf(
  field: CodedField,
  desc: boolean,
  pace: Pace,
): Promise<{ readonly ranks: Uint32Array; readonly most: number }> {
  const texts: string[] = [''];
  for (let code = 1; code <= field.size; code++) {
    const items = field.labels(code);
    texts[code] = items.length === 1 ? (items[0] ?? '') : items.join(', ');
    if ((code & 0xff) === 0 && pace.due()) await pace.rest();
  }
  const inOwnOrder = /^(?:original|flagged|review)$|^(?:hour|weekday) /.test(field.name);
  return inOwnOrder
    ? rankTexts(
        texts,
        Array.from({ length: texts.length - 1 }, (_, i) => i + 1),
        desc,
        () => false,
      )
    : rankTexts(texts, sortedCodes(texts), desc, (a, b) => texts[a] === texts[b]);
}

function sortedCodes(texts: readonly string[]): readonly number[] {
  return Array.from({ length: texts.length - 1 }, (_, i) => i + 1).toSorted((a, b) => {
    const [left, right] = [texts[a] ?? '', texts[b] ?? ''];
    return left < right ? -1 : left > right ? 1 : 0;
  });
}

function rankTexts(
  texts: readonly string[],
  codes: readonly number[],
  desc: boolean,
  equal: (a: number, b: number) => boolean,
): { readonly ranks: Uint32Array; readonly most: number } {
  const ranks = new Uint32Array(texts.length);
  let rank = -1;
  let last = 0;
  for (const code of codes) {
    if (rank < 0 || !equal(code, last)) rank++;
    ranks[code] = rank;
    last = code;
  }
  if (desc) for (const code of codes) ranks[code] = rank - (ranks[code] ?? 0);
  ranks[0] = rank + 1;
  return { ranks, most: rank + 1 };
}

/** Reads every selected record: right, and as slow as that. */
async function readKeys(
  name: string,
  selection: Selection,
  desc: boolean,
  source: OrderSource,
  pace: Pace,
): Promise<Keys> {
  const read = rowLabels(fieldNamed(name), source.index, source.records, source.zone);
  const codes = new Map<string, number>();
  const keys = new Uint32Array(rowsOf(source.segments));
  const rows: number[] = [];
  for (const part of selection.parts) {
    const places: number[] = [];
    eachRow(part, (_row, at) => places.push(at));
    for (const at of places) {
      const labels = read(part.segment, at);
      const row = part.segment.firstRow + at;
      rows.push(row);
      const text = labels.join(', ');
      if (labels.length > 0) keys[row] = codes.get(text) ?? codes.size + 1;
      if (labels.length > 0 && !codes.has(text)) codes.set(text, codes.size + 1);
      if (pace.due()) await pace.rest();
    }
  }
  const texts = ['', ...codes.keys()];
  const { ranks, most } = rankTexts(texts, sortedCodes(texts), desc, () => false);
  for (const row of rows) keys[row] = ranks[keys[row] ?? 0] ?? 0;
  return { keys, most };
}
