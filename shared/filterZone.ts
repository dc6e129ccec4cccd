import { findField } from './field.ts';
import { makeCondition, makeGroup } from './filter.ts';
import type { Condition, FilterNode, Group } from './filter.ts';
import { eachCondition, sizeProblem } from './filterCheck.ts';
import { activeFilter, normalFilter } from './filterNormal.ts';
import { timeInterval } from './timeRange.ts';
import type { TimeInterval } from './timeRange.ts';
import { formatInZone } from './zone.ts';

/** A filter as it is asked in another zone. */
export type InZone = {
  /** Asks for the same instants. */
  readonly filter: Group;
  /** Labels of what is read on the wall clock of the zone, and so means other events in another one. */
  readonly otherwise: readonly string[];
};

/**
 * The filter in another zone, its times the same instants: a clock time is written as the new zone's clock shows it, a
 * whole day, month or year as from and to. Relative times and those that name their own zone stay as they are. The hour
 * and the weekday are the zone's own: they are told, not changed; so are the times of a filter that is too large to be
 * written so.
 */
export function inZone(filter: Group, from: string, to: string): InZone {
  if (from === to) return { filter, otherwise: [] };
  const moved = movedNode(filter, from, to);
  const group = moved.kind === 'group' ? moved : makeGroup('all', [moved]);
  const fits = sizeProblem(normalFilter(group)) === null;
  const otherwise = new Set<string>();
  eachCondition(activeFilter(filter), (condition) => {
    const field = findField(condition.field);
    const isClock = field?.name === 'hour' || field?.name === 'weekday';
    const isLeft = !fits && movedNode(condition, from, to) !== condition;
    if (field !== null && (isClock || isLeft)) otherwise.add(field.label);
  });
  return { filter: fits ? group : filter, otherwise: [...otherwise] };
}

function movedNode(node: FilterNode, from: string, to: string): FilterNode {
  if (node.kind === 'group')
    return { ...node, items: node.items.map((item) => movedNode(item, from, to)) };
  if (node.op === 'search' || node.op === 'changed' || findField(node.field)?.kind !== 'time')
    return node;
  const times = node.values.map((text) => timeOf(text, from));
  if (!times.some((time) => time !== null)) return node;
  return movedTime(node, times, to);
}

/** What a text names in a zone; null where the zone says nothing about it, or it is no time. */
function timeOf(text: string, zone: string): TimeInterval | null {
  if (/^\s*-/.test(text) || /[T ]\d{2}:\d{2}.*(?:Z|[+-]\d{2}(?::?\d{2})?)\s*$/i.test(text))
    return null;
  return read(text, zone);
}

function movedTime(
  condition: Condition,
  times: readonly (TimeInterval | null)[],
  zone: string,
): FilterNode {
  const { field, op, values, off } = condition;
  const first = times[0] ?? null;
  if (first !== null) {
    // Of these, one end is asked about; a whole day's other end may be no day's in the new zone.
    if (op === 'gte' || op === 'gt')
      return makeCondition(
        field,
        'gte',
        [bound(op === 'gte' ? first.fromMs : first.toMs, zone)],
        off,
      );
    if (op === 'lt' || op === 'lte')
      return makeCondition(
        field,
        'lt',
        [bound(op === 'lt' ? first.fromMs : first.toMs, zone)],
        off,
      );
  }
  const texts = values.flatMap((text, place) => {
    const time = times[place] ?? null;
    return time === null ? [text] : (written(time, zone) ?? []);
  });
  if (texts.length === values.length) return { ...condition, values: texts };
  const periods = times.filter((time) => time !== null && written(time, zone) === null);
  const parts = [
    ...(texts.length === 0 ? [] : [makeCondition(field, texts.length === 1 ? 'is' : 'in', texts)]),
    ...periods.flatMap((time) => (time === null ? [] : [between(field, time, zone)])),
  ];
  const [only] = parts;
  const isNot = op === 'isNot' || op === 'notIn';
  if (isNot) return makeGroup('none', parts, off);
  return only?.kind === 'group' && parts.length === 1
    ? { ...only, off }
    : makeGroup('any', parts, off);
}

const between = (field: string, { fromMs, toMs }: TimeInterval, zone: string): Group =>
  makeGroup('all', [
    makeCondition(field, 'gte', [bound(fromMs, zone)]),
    makeCondition(field, 'lt', [bound(toMs, zone)]),
  ]);

/** Where the texts of a clock end: minute, second, tenth, hundredth and thousandth of a second; and of a day. */
const lengths = [16, 19, 21, 22, 23];
const dayLength = 10;

/** The shortest text that begins at an instant. */
function bound(ms: number, zone: string): string {
  const local = formatInZone(ms, zone, 'millisecond');
  const found = [dayLength, ...lengths]
    .map((length) => local.slice(0, length))
    .find((text) => read(text, zone)?.fromMs === ms);
  // An hour that a clock goes through twice is told by its offset.
  return found ?? `${formatInZone(ms, 'UTC', 'millisecond')}Z`;
}

/** The text that names just this interval; null if none does. */
function written({ fromMs, toMs }: TimeInterval, zone: string): string | null {
  const local = formatInZone(fromMs, zone, 'millisecond');
  const utc = formatInZone(fromMs, 'UTC', 'millisecond');
  const texts = [
    ...[4, 7, dayLength, ...lengths].map((length) => local.slice(0, length)),
    ...lengths.map((length) => `${utc.slice(0, length)}Z`),
  ];
  return (
    texts.find((text) => {
      const time = read(text, zone);
      return time?.fromMs === fromMs && time.toMs === toMs;
    }) ?? null
  );
}

function read(text: string, zone: string): TimeInterval | null {
  try {
    return timeInterval(text, { zone, newestMs: 0 });
  } catch {
    return null;
  }
}
