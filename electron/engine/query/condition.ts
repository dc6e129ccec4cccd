import { assertNever, ExpectedError } from '../../../shared/failure.ts';
import type { FieldKind } from '../../../shared/field.ts';
import type { Condition } from '../../../shared/filter.ts';
import { inCidr, parseCidr } from '../../../shared/ip.ts';
import {
  changedPathMatcher,
  containsFolded,
  foldCase,
  patternMatcher,
  startsFolded,
} from '../../../shared/pattern.ts';
import { timeInterval } from '../../../shared/timeRange.ts';
import type { TimeRangeOptions } from '../../../shared/timeRange.ts';
import { compareTexts } from './decimal.ts';

/** What a condition asks of one event, given the texts that the event has in the field (none, one, or a list's items). */
export type TextTest = (texts: readonly string[]) => boolean;

type Positive =
  | 'is'
  | 'in'
  | 'contains'
  | 'starts'
  | 'matches'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'exists'
  | 'changed';

/** A negative operator holds wherever its positive one does not: it keeps events that have no such value. */
export function positiveOf(op: Exclude<Condition['op'], 'search'>): {
  readonly op: Positive;
  readonly negative: boolean;
} {
  switch (op) {
    case 'isNot':
      return { op: 'is', negative: true };
    case 'notIn':
      return { op: 'in', negative: true };
    case 'notContains':
      return { op: 'contains', negative: true };
    case 'notMatches':
      return { op: 'matches', negative: true };
    case 'is':
    case 'in':
    case 'contains':
    case 'starts':
    case 'matches':
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
    case 'exists':
    case 'changed':
      return { op, negative: false };
    default:
      return assertNever(op);
  }
}

/** Whether a condition on texts holds. The one meaning of it, whether the texts come from a dictionary or a record. */
export function conditionOf(condition: Condition, kind: FieldKind, fieldName: string): TextTest {
  if (condition.op === 'search') throw new Error('a search looks at the whole record');
  const { negative } = positiveOf(condition.op);
  const holds = itemTest(condition, kind, fieldName);
  return negative ? (texts) => !texts.some(holds) : (texts) => texts.some(holds);
}

/** Whether one text fulfils the positive form of a condition. */
export function itemTest(
  condition: Condition,
  kind: FieldKind,
  fieldName: string,
): (text: string) => boolean {
  if (condition.op === 'search') throw new Error('a search looks at the whole record');
  const { op } = positiveOf(condition.op);
  const first = condition.values[0] ?? '';
  switch (op) {
    case 'is':
    case 'in':
      return equalityOf(condition.values, kind, fieldName);
    case 'contains': {
      const needle = foldCase(first);
      return (text) => containsFolded(text, needle);
    }
    case 'starts': {
      const start = foldCase(first);
      return (text) => startsFolded(text, start);
    }
    case 'matches':
      return patternMatcher(first);
    case 'gt':
      return (text) => compareTexts(text, first) > 0;
    case 'gte':
      return (text) => compareTexts(text, first) >= 0;
    case 'lt':
      return (text) => compareTexts(text, first) < 0;
    case 'lte':
      return (text) => compareTexts(text, first) <= 0;
    case 'exists':
      return () => true;
    case 'changed':
      return changedPathMatcher(first);
    default:
      return assertNever(op);
  }
}

/** Whether a condition on the time holds; NaN is no time. Intervals: DESIGN 5. */
export function timeConditionOf(
  condition: Condition,
  options: TimeRangeOptions,
): (ms: number) => boolean {
  const { op, negative } = positiveOf(timeOperator(condition));
  if (op === 'exists') return (ms) => !Number.isNaN(ms);
  const intervals = condition.values.map((value) => timeInterval(value, options));
  const [first = { fromMs: NaN, toMs: NaN }] = intervals;
  const { fromMs, toMs } = first;
  switch (op) {
    case 'gt':
      return (ms) => ms >= toMs;
    case 'gte':
      return (ms) => ms >= fromMs;
    case 'lt':
      return (ms) => ms < fromMs;
    case 'lte':
      return (ms) => ms < toMs;
    case 'is':
    case 'in': {
      const inside = (ms: number): boolean =>
        intervals.some((interval) => ms >= interval.fromMs && ms < interval.toMs);
      return negative ? (ms) => !inside(ms) : inside;
    }
    case 'contains':
    case 'starts':
    case 'matches':
    case 'changed':
      throw new ExpectedError('bad-filter', `A time cannot be asked with “${condition.op}”.`);
    default:
      return assertNever(op);
  }
}

function timeOperator(condition: Condition): Exclude<Condition['op'], 'search'> {
  if (condition.op === 'search') throw new Error('a search looks at the whole record');
  return condition.op;
}

function equalityOf(
  values: readonly string[],
  kind: FieldKind,
  fieldName: string,
): (text: string) => boolean {
  if (kind === 'number') return (text) => values.some((value) => compareTexts(text, value) === 0);
  if (kind === 'ip' && values.some((value) => value.includes('/'))) return addressTest(values);
  const wanted = new Set(values.map((value) => writtenValue(value, fieldName)));
  return (text) => wanted.has(text);
}

/** `3` and `e3` name evidence file `E3`; `monday` names `Mon`; `true` says that an event is flagged. */
function writtenValue(value: string, fieldName: string): string {
  if (fieldName === 'original')
    return /^e?\d+$/i.test(value) ? `E${value.replace(/^e/i, '')}` : value;
  if (fieldName === 'event') return value.replace(/^e/, 'E');
  if (fieldName === 'review') return value.toLowerCase();
  if (fieldName === 'flagged') return flagWords.get(value.toLowerCase()) ?? value.toLowerCase();
  if (fieldName === 'weekday' && value.length >= 3) {
    return value.slice(0, 1).toUpperCase() + value.slice(1, 3).toLowerCase();
  }
  return value;
}

const flagWords: ReadonlyMap<string, string> = new Map([
  ['true', 'yes'],
  ['false', 'no'],
]);

function addressTest(values: readonly string[]): (text: string) => boolean {
  const exact = new Set(values.filter((value) => !value.includes('/')));
  const networks = values
    .filter((value) => value.includes('/'))
    .map((value) => {
      const network = parseCidr(value);
      if (network) return network;
      throw new ExpectedError('bad-filter', `“${value}” is not a range of addresses.`);
    });
  return (text) => exact.has(text) || networks.some((network) => inCidr(text, network));
}
