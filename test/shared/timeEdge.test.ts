import assert from 'node:assert/strict';
import { test } from 'node:test';

import { matchesEvent } from '../../electron/engine/query/matchesEvent.ts';
import type { Instant } from '../../shared/event.ts';
import { everything, makeCondition, makeGroup } from '../../shared/filter.ts';
import type { Group } from '../../shared/filter.ts';
import { withTime } from '../../shared/filterTree.ts';
import {
  besidesPeriod,
  timeEdgeOf,
  withoutUncertain,
  withUncertain,
} from '../../shared/timeEdge.ts';
import { event } from '../helpers/event.ts';

const options = { zone: 'UTC', newestMs: 0 };
const unsure = { assumedZone: true, minute: true, day: true };
const deletions = makeGroup('all', [makeCondition('action', 'is', ['delete'])]);
const period = withTime(deletions, '2026-06-10 12:00:30', '2026-06-11');

const matches = (filter: Group, text: string, given: Partial<Instant>): boolean =>
  matchesEvent(
    filter,
    event({
      action: 'delete',
      time: { ms: Date.parse(text), ns: 0, precision: 'second', zoneSource: 'in data', ...given },
    }),
    {},
    options,
  );

/** Where an event stands to the period: as read, and whether that is sure. */
function stands(text: string, given: Partial<Instant>): string {
  const edge = timeEdgeOf(period, unsure, options);
  if (!edge?.outside || !edge.inside) throw new Error('no edge');
  const isIn = matches(period, text, given);
  const isOutside = matches(edge.outside, text, given);
  const isInside = matches(edge.inside, text, given);
  assert.ok(!(isIn && isOutside) && !(!isIn && isInside), `${text} is on one side`);
  return `${isIn ? 'in' : 'out'}${isOutside || isInside ? ', unsure' : ''}`;
}

test('a time is unsure at an edge exactly when what is not known of it could take it across', () => {
  const minute = { precision: 'minute' } as const;
  const day = { precision: 'day' } as const;
  const assumed = { zoneSource: 'assumed' } as const;
  const cases: readonly (readonly [string, Partial<Instant>, string])[] = [
    ['2026-06-10T12:00:29Z', {}, 'out'],
    ['2026-06-10T12:00:30Z', {}, 'in'],
    ['2026-06-10T12:00:00Z', minute, 'out, unsure'],
    ['2026-06-10T11:59:00Z', minute, 'out'],
    ['2026-06-10T12:01:00Z', minute, 'in'],
    ['2026-06-10T23:59:00Z', minute, 'in'],
    ['2026-06-10T00:00:00Z', day, 'out, unsure'],
    ['2026-06-09T00:00:00Z', day, 'out'],
    ['2026-06-10T00:00:31Z', assumed, 'out, unsure'],
    ['2026-06-10T00:00:30Z', assumed, 'out, unsure'],
    ['2026-06-10T00:00:29Z', assumed, 'out'],
    ['2026-06-10T20:00:00Z', assumed, 'in, unsure'],
    ['2026-06-11T13:59:59Z', assumed, 'out, unsure'],
    ['2026-06-11T14:00:00Z', assumed, 'out'],
    ['2026-06-10T00:00:00Z', { ...assumed, ...minute }, 'out, unsure'],
    ['2026-06-11T13:59:00Z', { zoneSource: 'set at import' }, 'out'],
  ];
  for (const [text, given, expected] of cases) {
    assert.equal(stands(text, given), expected, `${text} ${JSON.stringify(given)}`);
  }
});

test('taken in or left out, the unsure events are in the filter or not, and are not asked about again', () => {
  const edge = timeEdgeOf(period, unsure, options);
  if (!edge?.outside || !edge.inside) throw new Error('no edge');
  const outside = ['2026-06-10T12:00:00Z', { precision: 'minute' }] as const;
  const inside = ['2026-06-10T20:00:00Z', { zoneSource: 'assumed' }] as const;
  const wide = withUncertain(period, edge.outside);
  assert.deepEqual([matches(wide, ...outside), matches(wide, ...inside)], [true, true]);
  assert.equal(timeEdgeOf(wide, unsure, options)?.outside, null);
  const narrow = withoutUncertain(wide, edge.inside);
  assert.deepEqual([matches(narrow, ...outside), matches(narrow, ...inside)], [true, false]);
  assert.deepEqual(besidesPeriod(period), deletions);
});

test('where everything is known, or no period is set, nothing is asked', () => {
  const sure = { assumedZone: false, minute: false, day: false };
  assert.deepEqual(timeEdgeOf(period, sure, options), { outside: null, inside: null });
  assert.equal(timeEdgeOf(everything, unsure, options), null);
  const relative = timeEdgeOf(withTime(everything, '-24h', null), unsure, {
    zone: 'UTC',
    newestMs: Date.UTC(2026, 5, 11),
  });
  assert.ok(relative?.outside);
});
