import assert from 'node:assert/strict';
import { test } from 'node:test';

import { runSql } from '../../../electron/engine/query/sqlTable.ts';
import { everything } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import { bucketStart } from '../../../shared/zone.ts';
import { event } from '../../helpers/event.ts';
import { indexedEvents, never } from '../../helpers/indexedEvents.ts';

const timed = (iso: string | null, i: number, action = 'a') => ({
  event: event({
    time:
      iso === null
        ? null
        : { ms: Date.parse(iso), ns: 0, precision: 'second', zoneSource: 'in data' },
    offset: i * 10,
    action,
    id: `id-${i}`,
  }),
  value: { i },
});
const times = [
  '2026-03-29T00:30:00Z',
  '2026-03-29T01:30:00Z',
  null,
  '2026-03-28T22:59:59Z',
  '2026-03-30T22:00:00Z',
];

test('a histogram counts by the wall clock of the zone, across a change of clocks', async (t) => {
  const { query } = indexedEvents(
    t,
    times.map((iso, i) => timed(iso, i, i < 2 ? 'a' : 'b')),
  );
  const found = await query.histogram(
    { filter: everything, zone: 'Europe/Berlin', unit: 'day', split: 'action' },
    never,
  );
  assert.deepEqual(found, {
    unit: 'day',
    zone: 'Europe/Berlin',
    buckets: [
      { start: '2026-03-27T23:00:00.000Z', count: 1, parts: { b: 1 } },
      { start: '2026-03-28T23:00:00.000Z', count: 2, parts: { a: 2 } },
      { start: '2026-03-30T22:00:00.000Z', count: 1, parts: { b: 1 } },
      { start: null, count: 1, parts: { b: 1 } },
    ],
  });
});

test('a split of events that all have a time counts each value in each bucket', async (t) => {
  const days = ['2026-03-01', '2026-03-01', '2026-03-02', '2026-03-01', '2026-03-09'];
  const actions = ['a', 'b', 'a', 'a', 'b'];
  const { query } = indexedEvents(
    t,
    days.map((day, i) => timed(`${day}T12:00:00Z`, i, actions[i] ?? '')),
  );
  const ask = async (unit: 'day' | 'month', split: string | null) =>
    (await query.histogram({ filter: everything, zone: 'UTC', unit, split }, never)).buckets;
  assert.deepEqual(await ask('day', 'action'), [
    { start: '2026-03-01T00:00:00.000Z', count: 3, parts: { a: 2, b: 1 } },
    { start: '2026-03-02T00:00:00.000Z', count: 1, parts: { a: 1 } },
    { start: '2026-03-09T00:00:00.000Z', count: 1, parts: { b: 1 } },
  ]);
  assert.deepEqual(await ask('month', 'action'), [
    { start: '2026-03-01T00:00:00.000Z', count: 5, parts: { a: 3, b: 2 } },
  ]);
  assert.deepEqual(await ask('month', null), [{ start: '2026-03-01T00:00:00.000Z', count: 5 }]);
});

test('a month that holds a whole segment still tells its events without a time apart', async (t) => {
  const { query } = indexedEvents(
    t,
    ['2026-03-01T12:00:00Z', null, '2026-03-02T12:00:00Z'].map((iso, i) => timed(iso, i)),
  );
  const found = await query.histogram(
    { filter: everything, zone: 'UTC', unit: 'month', split: null },
    never,
  );
  assert.deepEqual(found.buckets, [
    { start: '2026-03-01T00:00:00.000Z', count: 2 },
    { start: null, count: 1 },
  ]);
});

test('every unit puts each event into the bucket that holds it, outliers and all', async (t) => {
  const instants = [
    ...times.filter((iso) => iso !== null),
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ];
  const { query } = indexedEvents(
    t,
    instants.map((iso, i) => timed(iso, i)),
  );
  for (const unit of ['minute', 'hour', 'day', 'week', 'month'] as const) {
    const found = await query.histogram(
      { filter: everything, zone: 'Asia/Kathmandu', unit, split: null },
      never,
    );
    const counts = new Map<string, number>();
    for (const iso of instants) {
      const start = new Date(bucketStart(Date.parse(iso), unit, 'Asia/Kathmandu')).toISOString();
      counts.set(start, (counts.get(start) ?? 0) + 1);
    }
    assert.deepEqual(
      new Map(found.buckets.map(({ start, count }) => [start, count])),
      counts,
      unit,
    );
  }
  const auto = await query.histogram(
    { filter: everything, zone: 'UTC', unit: 'auto', split: null },
    never,
  );
  assert.equal(auto.unit, 'month');
});

test('finds the place of an event and of a time', async (t) => {
  const { query } = indexedEvents(
    t,
    times.map((iso, i) => timed(iso, i)),
  );
  const find = (target: string) => query.find(everything, [], 'UTC', target, never);
  assert.deepEqual(await find('E1-30'), { row: 0, event: 'E1-30' });
  assert.deepEqual(await find('E1-20'), { row: 4, event: 'E1-20' });
  assert.deepEqual(await find('E1-31'), { row: null, event: null });
  assert.deepEqual(await find('2026-03-29'), { row: 1, event: 'E1-0' });
  assert.deepEqual(await find('2027'), { row: null, event: null });
  await assert.rejects(find('tomorrow'), { code: 'bad-filter' });
});

test('evidence files set aside are in no answer', async (t) => {
  const stored = [1, 2, 1].map((original, i) => ({
    event: event({ original, offset: i }),
    value: null,
  }));
  const aside = new Set([1]);
  const { query } = indexedEvents(t, stored, aside);
  const rows = await query.rows(everything, [], 'UTC', never);
  assert.deepEqual([rows.count, rows.at(0), rows.indexOf(0)], [1, 1, null]);
  aside.clear();
  assert.equal(await query.count(everything, 'UTC', never), 3);
});

test('a query that nobody waits for any more is cancelled, others go on', async (t) => {
  const { query } = indexedEvents(
    t,
    times.map((iso, i) => timed(iso, i)),
  );
  const filter: Group = {
    ...everything,
    items: [{ kind: 'condition', field: 'id', op: 'contains', values: ['id'], off: false }],
  };
  const stop = new AbortController();
  const cancelled = query.count(filter, 'UTC', stop.signal);
  const kept = query.count(filter, 'UTC', never);
  stop.abort();
  await assert.rejects(cancelled, { name: 'AbortError' });
  assert.equal(await kept, 5);
});

test('SQL sees the events as a table, and nothing else', (t) => {
  const { index, records } = indexedEvents(
    t,
    times.map((iso, i) => timed(iso, i, i < 2 ? 'a' : 'b')),
  );
  const sql = (text: string) => [...runSql(index, records, new Set(), text)];
  assert.deepEqual(sql('SELECT action, count(*) AS n FROM event GROUP BY action ORDER BY n'), [
    { action: 'a', n: 2 },
    { action: 'b', n: 3 },
  ]);
  assert.equal(records.reads(), 0);
  assert.deepEqual(sql("SELECT event, id, hour FROM event WHERE occurredAt < '2026-03-29'"), [
    { event: 'E1-30', id: 'id-3', hour: 22 },
  ]);
  assert.equal(sql('SELECT * FROM event').length, 5);
  for (const bad of [
    'DELETE FROM event',
    'SELECT 1; SELECT 2',
    'PRAGMA user_version',
    'SELECT nothing FROM event',
    "ATTACH 'x' AS y",
  ]) {
    assert.throws(() => sql(bad), { code: 'bad-request' }, bad);
  }
});
