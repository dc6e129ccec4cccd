import { eventReference } from '../../../shared/event.ts';
import { assertNever } from '../../../shared/failure.ts';
import type { Field } from '../../../shared/field.ts';
import type { Condition } from '../../../shared/filter.ts';
import { timeInterval } from '../../../shared/timeRange.ts';
import type { TimeRangeOptions } from '../../../shared/timeRange.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import type { Segment } from '../columns/segment.ts';
import type { StoredRecord } from '../recordReader.ts';
import type { CodedField, CodedFields } from './codedField.ts';
import { conditionOf, itemTest, positiveOf, timeConditionOf } from './condition.ts';
import { eventTest } from './matchesEvent.ts';
import type { Pace } from './pace.ts';
import { readPhrase } from './phrase.ts';
import { rowsByTest, rowsByTime, rowsByVerdict } from './scan.ts';
import { searchHits } from './searchHits.ts';
import { both, none } from './selection.ts';
import type { SegmentRows } from './selection.ts';

/** `most`: every row that may be in; `least`: those that certainly are. What lies between is asked of the records. */
export type Bound = 'most' | 'least';

/** One row that is being asked on its record, which is read once. */
export type AskedRow = {
  readonly segment: Segment;
  readonly at: number;
  readonly record: () => StoredRecord;
};

/** A condition, ready to be asked of segments. */
export type Leaf = {
  /** Whether columns or the search index tell exactly in this segment: `most` and `least` are the same. */
  certain(segment: Segment): boolean;
  filter(segment: Segment, rows: SegmentRows, bound: Bound): SegmentRows;
  holds(row: AskedRow): boolean;
};

export type LeafContext = {
  readonly index: CaseIndex;
  readonly coded: CodedFields;
  readonly time: TimeRangeOptions;
  readonly pace: Pace;
};

/** Asks the text condition once per dictionary entry. */
export async function codedLeaf(
  condition: Condition,
  field: Field,
  coded: CodedField,
  context: LeafContext,
): Promise<Leaf> {
  const verdict = await verdictsOf(condition, field, coded, context.pace);
  const onRecord = recordLeaf(condition, context);
  return {
    certain: (segment) => coded.ready(segment),
    filter: (segment, rows, bound) =>
      coded.ready(segment)
        ? rowsByVerdict(segment, rows, coded.column(segment), verdict)
        : onRecord.filter(segment, rows, bound),
    holds(row) {
      if (!coded.ready(row.segment)) return onRecord.holds(row);
      const { base, values } = coded.column(row.segment);
      return verdict[values === null ? base : (values[row.at] ?? 0)] === 1;
    },
  };
}

async function verdictsOf(
  condition: Condition,
  field: Field,
  coded: CodedField,
  pace: Pace,
): Promise<Uint8Array> {
  if (condition.op === 'search') throw new Error('a search has no column');
  const key = `${condition.op} ${JSON.stringify(condition.values)} ${field.kind} ${coded.size}`;
  const known = coded.verdicts.get(key);
  if (known) return known;
  const { negative } = positiveOf(condition.op);
  const holds = itemTest(condition, field.kind, field.name);
  const verdict = new Uint8Array(coded.size + 1).fill(negative ? 1 : 0);
  let count = 0;
  for (const [code, texts] of coded.entries()) {
    if (texts.some(holds)) verdict[code] = negative ? 0 : 1;
    if ((++count & 0xff) === 0 && pace.due()) await pace.rest();
  }
  coded.verdicts.keep(key, verdict);
  return verdict;
}

export function timeLeaf(condition: Condition, options: TimeRangeOptions): Leaf {
  const holds = timeConditionOf(condition, options);
  const interval = wantedTimes(condition, options);
  return {
    certain: () => true,
    filter(segment, rows) {
      if (!interval) return rowsByTest(segment, rows, (at) => holds(segment.times()[at] ?? NaN));
      const { minMs, maxMs } = segment.bounds;
      if (
        !interval.negative &&
        (minMs === null ||
          maxMs === null ||
          !interval.intervals.some(({ fromMs, toMs }) => maxMs >= fromMs && minMs < toMs))
      ) {
        return none;
      }
      return rowsByTime(segment, rows, interval.intervals, interval.negative);
    },
    holds: ({ segment, at }) => holds(segment.times()[at] ?? NaN),
  };
}

/** The condition as intervals, half open. */
function wantedTimes(
  condition: Condition,
  options: TimeRangeOptions,
): {
  readonly intervals: readonly { fromMs: number; toMs: number }[];
  readonly negative: boolean;
} | null {
  if (condition.op === 'exists')
    return { intervals: [{ fromMs: -Infinity, toMs: Infinity }], negative: false };
  const intervals = condition.values.map((value) => timeInterval(value, options));
  const [first] = intervals;
  if (!first) return null;
  const { fromMs, toMs } = first;
  switch (condition.op) {
    case 'gt':
      return { intervals: [{ fromMs: toMs, toMs: Infinity }], negative: false };
    case 'gte':
      return { intervals: [{ fromMs, toMs: Infinity }], negative: false };
    case 'lt':
      return { intervals: [{ fromMs: -Infinity, toMs: fromMs }], negative: false };
    case 'lte':
      return { intervals: [{ fromMs: -Infinity, toMs }], negative: false };
    case 'is':
    case 'in':
      return { intervals, negative: false };
    case 'isNot':
    case 'notIn':
      return { intervals, negative: true };
    case 'contains':
    case 'notContains':
    case 'starts':
    case 'matches':
    case 'notMatches':
    case 'changed':
    case 'search':
      return null;
    default:
      return assertNever(condition.op);
  }
}

/** Places: told by the columns, row by row, as text or as a number. */
export function placeLeaf(condition: Condition, field: Field): Leaf {
  const holds = conditionOf(condition, field.kind, field.name);
  const textAt = placeText(field.name);
  return {
    certain: () => true,
    filter: (segment, rows) => rowsByTest(segment, rows, (at) => holds([textAt(segment, at)])),
    holds: ({ segment, at }) => holds([textAt(segment, at)]),
  };
}

export type PlaceField = 'event' | 'offset' | 'length';
export const isPlaceField = (name: string): name is PlaceField =>
  name === 'event' || name === 'offset' || name === 'length';

export function placeText(name: string): (segment: Segment, at: number) => string {
  if (!isPlaceField(name)) throw new Error(`${name} is no place`);
  switch (name) {
    case 'event':
      return (segment, at) =>
        eventReference({
          original: segment.value('original', at),
          offset: segment.value('offset', at),
          part: segment.value('part', at),
        });
    case 'offset':
    case 'length':
      return (segment, at) => String(segment.value(name, at));
    default:
      return assertNever(name);
  }
}

/** A condition that only the record tells. */
export function recordLeaf(condition: Condition, context: LeafContext): Leaf {
  const holds = eventTest(condition, context.time);
  return {
    certain: () => false,
    filter: (_segment, rows, bound) => (bound === 'most' ? rows : none),
    holds(row) {
      const { event, value } = row.record();
      return holds(event, value);
    },
  };
}

/** The search index leaves few rows to be read; of one word it tells exactly. */
export async function searchLeaf(condition: Condition, context: LeafContext): Promise<Leaf> {
  const phrase = readPhrase(condition.values[0] ?? '');
  const hits = await searchHits(context.index, phrase, context.pace);
  const onRecord = recordLeaf(condition, context);
  const exact = phrase.words.length === 1;
  return {
    certain: (segment) => segment.secondPass && (exact || hits(segment.firstRow).length === 0),
    filter(segment, rows, bound) {
      if (!segment.secondPass) return onRecord.filter(segment, rows, bound);
      return bound === 'most' || exact ? both(segment, rows, hits(segment.firstRow)) : none;
    },
    holds: (row) => onRecord.holds(row),
  };
}
