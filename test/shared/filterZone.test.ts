import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { matchesEvent } from '../../electron/engine/query/matchesEvent.ts';
import { everything, makeCondition, makeGroup } from '../../shared/filter.ts';
import type { Group } from '../../shared/filter.ts';
import { formatFilterText, parseFilterText } from '../../shared/filterText.ts';
import { timeOf, withTime } from '../../shared/filterTree.ts';
import { inZone } from '../../shared/filterZone.ts';
import { event } from '../helpers/event.ts';

const newestMs = Date.parse('2026-10-25T12:00:00Z');

function matches(filter: Group, ms: number | null, zone: string): boolean {
  const time =
    ms === null ? null : ({ ms, ns: 0, precision: 'millisecond', zoneSource: 'in data' } as const);
  return matchesEvent(filter, event({ action: 'login', time }), {}, { zone, newestMs });
}

const moved = (text: string, from: string, to: string): string =>
  formatFilterText(inZone(parseFilterText(text), from, to).filter);

test('in another zone a filter asks for the same instants, whatever it asks of the time', () => {
  const zone = fc.constantFrom(
    'UTC',
    'Asia/Tokyo',
    'Europe/Berlin',
    'Asia/Kathmandu',
    'America/St_Johns',
  );
  const text = fc.constantFrom(
    '2026',
    '2026-10',
    '2026-10-25',
    '2026-03-29',
    '2026-10-25 00:00',
    '2026-10-25 02:30',

    '2026-10-25 01:30:15',
    '2026-03-29 02:30',
    '2026-10-25 01:30:15.2',
    '2026-10-25 01:30:15.123456',
    '2026-10-25T01:30:00Z',
    '2026-10-25 01:30+02:00',
    '-24h',
  );
  const op = fc.constantFrom('is', 'isNot', 'gt', 'gte', 'lt', 'lte');
  const single = fc
    .tuple(op, text, fc.boolean())
    .map(([each, value, off]) => makeCondition('occurredAt', each, [value], off));
  const several = fc
    .tuple(fc.constantFrom('in', 'notIn'), fc.array(text, { minLength: 1, maxLength: 3 }))
    .map(([each, values]) => makeCondition('occurredAt', each, values));
  const other = fc.constantFrom(
    makeCondition('action', 'is', ['login']),
    makeCondition('occurredAt', 'exists', []),
  );
  const inner = fc
    .tuple(
      fc.constantFrom('all', 'any', 'none'),
      fc.array(fc.oneof(single, several, other), { maxLength: 3 }),
    )
    .map(([join, items]) => makeGroup(join, items));
  const filter = fc
    .array(fc.oneof(single, several, other, inner), { maxLength: 3 })
    .map((items) => makeGroup('all', items));
  const edges = [
    '2026-01-01',
    '2026-10-01',
    '2026-10-25',
    '2026-10-26',
    '2026-03-29',
    '2026-10-25T00:30:15.123Z',
  ];
  const near = fc
    .tuple(
      fc.constantFrom(...edges.map(Date.parse)),
      fc.integer({ min: -30, max: 30 }),
      fc.constantFrom(-1, 0, 1, 15_000, 30_000),
    )
    .map(([ms, halves, by]) => ms + halves * 1_800_000 + by);
  fc.assert(
    fc.property(
      filter,
      zone,
      zone,
      fc.array(fc.option(near), { minLength: 1, maxLength: 40 }),
      (asked, from, to, times) => {
        const there = inZone(asked, from, to);
        assert.deepEqual(there.otherwise, []);
        for (const ms of times)
          assert.equal(
            matches(there.filter, ms, to),
            matches(asked, ms, from),
            `${ms} ${formatFilterText(there.filter)}`,
          );
      },
    ),
    { numRuns: 1500 },
  );
});

test('clock times are written as the clock of the new zone shows them, and a day comes back as the day', () => {
  const halfHour = withTime(everything, '2023-07-10 12:00', '2023-07-10 12:31:00');
  assert.deepEqual(
    { ...timeOf(inZone(halfHour, 'UTC', 'Asia/Tokyo').filter), paths: 0 },
    { from: '2023-07-10 21:00', to: '2023-07-10 21:31', off: false, paths: 0 },
  );
  const day = 'occurredAt = 2026-06-18';
  const there = moved(day, 'UTC', 'Asia/Tokyo');
  assert.equal(there, 'occurredAt >= "2026-06-18 09:00" AND occurredAt < "2026-06-19 09:00"');
  assert.equal(
    moved(there, 'Asia/Tokyo', 'UTC'),
    'occurredAt >= 2026-06-18 AND occurredAt < 2026-06-19',
  );
});

test('times that name their own zone, and those counted from the newest event, stay as they are', () => {
  const text = 'occurredAt >= -7d AND occurredAt < "2026-10-25 01:30+02:00"';
  assert.equal(moved(text, 'UTC', 'Asia/Tokyo'), text);
});

test('the hour and the weekday are told, unless they are switched off', () => {
  const clock = parseFilterText('hour >= 22 AND (weekday in (Sat, Sun) OR action = login)');
  assert.deepEqual(inZone(clock, 'UTC', 'Asia/Tokyo'), {
    filter: clock,
    otherwise: ['Hour', 'Weekday'],
  });
  const off = makeGroup('all', [makeCondition('hour', 'is', ['3'], true)]);
  assert.deepEqual(inZone(off, 'UTC', 'Asia/Tokyo').otherwise, []);
});

test('a filter too large to be written so stays as it is, and is told', () => {
  const days = Array.from({ length: 199 }, (_, place) => `${1900 + place}-01-01`);
  const large = makeGroup('all', [makeCondition('occurredAt', 'in', days)]);
  assert.deepEqual(inZone(large, 'UTC', 'Asia/Tokyo'), { filter: large, otherwise: ['Time'] });
});
