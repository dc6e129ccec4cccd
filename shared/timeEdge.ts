import { makeCondition, makeGroup } from './filter.ts';
import type { FilterNode, Group } from './filter.ts';
import { timeOf, topLevel } from './filterTree.ts';
import { timeInterval } from './timeRange.ts';
import type { TimeRange, TimeRangeOptions } from './timeRange.ts';

/** Events near the edge of a period whose time is not known well enough to say on which side of it they lie. */

const hourMs = 3_600_000;
const minuteMs = 60_000;
const dayMs = 24 * hourMs;

/**
 * How much later or earlier than its column a time may truly be. A time without a zone was read as UTC; zones lie from
 * UTC−12 to UTC+14. A time to the minute or day lies anywhere in it.
 */
type Doubt = {
  readonly isAssumed: boolean;
  readonly precision: 'fine' | 'minute' | 'day';
};
const laterMs = ({ isAssumed, precision }: Doubt): number =>
  (isAssumed ? 12 * hourMs : 0) +
  (precision === 'fine' ? 0 : precision === 'minute' ? minuteMs : dayMs);
const earlierMs = ({ isAssumed }: Doubt): number => (isAssumed ? 14 * hourMs : 0);

/** What is unsure about times of the case: only that is asked about. */
export type Unsure = {
  readonly assumedZone: boolean;
  readonly minute: boolean;
  readonly day: boolean;
};

export type TimeEdge = {
  /** Not in the period as read, though they could be; null once they were taken in, or where there can be none. */
  readonly outside: Group | null;
  /** In the period as read, though they could lie outside. */
  readonly inside: Group | null;
};

/** What of the filter's period is unsure; null when the filter has no period that is switched on. */
export function timeEdgeOf(
  filter: Group,
  unsure: Unsure,
  options: TimeRangeOptions,
): TimeEdge | null {
  const found = periodOf(filter);
  if (found === null) return null;
  const doubts = doubtsOf(unsure);
  const bounds = {
    fromMs: found.range.from === null ? null : timeInterval(found.range.from, options).fromMs,
    toMs: found.range.to === null ? null : timeInterval(found.range.to, options).fromMs,
  };
  return {
    outside: found.isWide ? null : anyOf(doubts, unsure, (doubt) => outsideOf(doubt, bounds)),
    inside: anyOf(doubts, unsure, (doubt) => insideOf(doubt, bounds)),
  };
}

/** The filter with the period widened to the events that could fall inside. */
export function withUncertain(filter: Group, outside: Group): Group {
  const chip = timeOf(filter);
  if (chip === null || chip.off) return filter;
  const items = topLevel(filter);
  const places = new Set(chip.paths.map(([place]) => place));
  const period = items.filter((_, place) => places.has(place));
  const [only] = period;
  const range = only !== undefined && period.length === 1 ? only : makeGroup('all', period);
  return makeGroup('all', [
    ...items.filter((_, place) => !places.has(place)),
    makeGroup('any', [range, outside]),
  ]);
}

/** The filter without the events that could lie outside of its period. */
export function withoutUncertain(filter: Group, inside: Group): Group {
  return makeGroup('all', [...topLevel(filter), makeGroup('none', [inside])]);
}

/** The filter's conditions besides its period: with `outside`, how many could fall inside. */
export function besidesPeriod(filter: Group): Group {
  const chip = timeOf(filter);
  const places = new Set(chip?.paths.map(([place]) => place));
  return makeGroup(
    'all',
    topLevel(filter).filter((_, place) => !places.has(place)),
  );
}

/** The period of the filter, as a chip of its own or as `withUncertain` widened it. */
function periodOf(filter: Group): { readonly range: TimeRange; readonly isWide: boolean } | null {
  const chip = timeOf(filter);
  if (chip !== null) return chip.off ? null : { range: chip, isWide: false };
  for (const node of topLevel(filter)) {
    if (node.kind !== 'group' || node.join !== 'any' || node.off || node.items.length !== 2)
      continue;
    const [first] = node.items;
    const inner = first === undefined ? null : timeOf(makeGroup('all', [first]));
    if (inner !== null && !inner.off) return { range: inner, isWide: true };
  }
  return null;
}

function doubtsOf({ assumedZone, minute, day }: Unsure): readonly Doubt[] {
  const precisions = [
    'fine' as const,
    ...(minute ? ['minute' as const] : []),
    ...(day ? ['day' as const] : []),
  ];
  return [
    ...(assumedZone ? precisions.map((precision) => ({ isAssumed: true, precision })) : []),
    ...precisions.flatMap((precision) =>
      precision === 'fine' ? [] : [{ isAssumed: false, precision }],
    ),
  ];
}

type Bounds = { readonly fromMs: number | null; readonly toMs: number | null };

function outsideOf(doubt: Doubt, { fromMs, toMs }: Bounds): readonly FilterNode[] {
  return [
    ...(fromMs === null || laterMs(doubt) === 0 ? [] : [upTo(doubt, fromMs)]),
    ...(toMs === null || earlierMs(doubt) === 0 ? [] : [from(toMs, toMs + earlierMs(doubt))]),
  ];
}

function insideOf(doubt: Doubt, { fromMs, toMs }: Bounds): readonly FilterNode[] {
  return [
    ...(fromMs === null || earlierMs(doubt) === 0 ? [] : [from(fromMs, fromMs + earlierMs(doubt))]),
    ...(toMs === null || laterMs(doubt) === 0 ? [] : [upTo(doubt, toMs)]),
  ];
}

/** From an instant on, to before another. */
const from = (fromMs: number, toMs: number): Group =>
  makeGroup('all', [
    makeCondition('occurredAt', 'gte', [instant(fromMs)]),
    makeCondition('occurredAt', 'lt', [instant(toMs)]),
  ]);

/**
 * Before an edge, but not so far that it could not be reached. What is in a minute or day ends before the next: the first
 * instant itself does not reach the edge then.
 */
const upTo = (doubt: Doubt, edgeMs: number): Group =>
  makeGroup('all', [
    makeCondition('occurredAt', doubt.precision === 'fine' ? 'gte' : 'gt', [
      instant(edgeMs - laterMs(doubt)),
    ]),
    makeCondition('occurredAt', 'lt', [instant(edgeMs)]),
  ]);

const instant = (ms: number): string => new Date(ms).toISOString();

function anyOf(
  doubts: readonly Doubt[],
  unsure: Unsure,
  ranges: (doubt: Doubt) => readonly FilterNode[],
): Group | null {
  const items = doubts.flatMap((doubt) => {
    const found = ranges(doubt);
    return found.length === 0
      ? []
      : [makeGroup('all', [...has(doubt, unsure), makeGroup('any', found)])];
  });
  return items.length === 0 ? null : makeGroup('any', items);
}

/** What tells such times from the others of the case; nothing where there are no others of that kind. */
function has({ isAssumed, precision }: Doubt, unsure: Unsure): readonly FilterNode[] {
  const zone = isAssumed
    ? [makeCondition('zoneSource', 'is', ['assumed'])]
    : unsure.assumedZone
      ? [makeCondition('zoneSource', 'isNot', ['assumed'])]
      : [];
  if (precision !== 'fine') return [...zone, makeCondition('precision', 'is', [precision])];
  return unsure.minute || unsure.day
    ? [...zone, makeCondition('precision', 'notIn', ['minute', 'day'])]
    : zone;
}
