import assert from 'node:assert/strict';
import { test } from 'node:test';

import { barShare } from '../../../renderer/features/facets/barShare.ts';
import {
  axisTicks,
  barsOf,
  brushed,
  periodWords,
  splitTotals,
} from '../../../renderer/features/histogram/bars.ts';
import { barFilter, spanOf, spanUnit, timeKey } from '../../../renderer/features/histogram/span.ts';
import type { Histogram } from '../../../shared/eventPage.ts';
import { formatFilterText, parseFilterText } from '../../../shared/filterText.ts';

const histogram: Histogram = {
  unit: 'day',
  zone: 'UTC',
  buckets: [
    { start: '2026-06-01T00:00:00.000Z', count: 4, parts: { create: 3, delete: 1 } },
    { start: '2026-06-04T00:00:00.000Z', count: 2, parts: { delete: 1 } },
    { start: null, count: 7 },
  ],
};

test('bars stand in proportion to time and count, and empty days keep their place', () => {
  const { bars, most, withoutTime } = barsOf(histogram, ['create', 'delete']);
  assert.deepEqual([most, withoutTime], [4, 7]);
  assert.deepEqual(
    bars.map(({ x, width, parts }) => [
      x,
      width,
      parts.map(({ name, y, height }) => `${name} ${y}+${height}`).join(', '),
    ]),
    [
      [0, 0.25, 'create 0+0.75, delete 0.75+0.25'],
      [0.75, 0.25, 'delete 0+0.25, null 0.25+0.25'],
    ],
  );
});

test('a drag takes whole buckets, in either direction, and never beyond the ends', () => {
  const bars = barsOf(histogram, []);
  const drag = (a: number, b: number) =>
    Object.values(brushed(bars, a, b, 'day', 'UTC')).join(' – ');
  assert.deepEqual(
    [drag(0.3, 0.6), drag(0.6, 0.3), drag(-1, 2), drag(0.1, 0.1)],
    [
      '2026-06-02 – 2026-06-04',
      '2026-06-02 – 2026-06-04',
      '2026-06-01 – 2026-06-05',
      '2026-06-01 – 2026-06-02',
    ],
  );
});

test('no event with a time gives no bars', () => {
  const none = barsOf({ ...histogram, buckets: [{ start: null, count: 3 }] }, []);
  assert.deepEqual([none.bars, none.withoutTime], [[], 3]);
});

test('a period is called what it is', () => {
  const bar = { fromMs: Date.UTC(2026, 5, 1), toMs: Date.UTC(2026, 6, 1) };
  assert.deepEqual(
    (['month', 'week', 'day', 'hour'] as const).map((unit) => periodWords(bar, unit, 'UTC')),
    ['2026-06', 'week of 2026-06-01', '2026-06-01', '2026-06-01 00:00'],
  );
});

test('whatever is there at all is seen', () => {
  assert.deepEqual([barShare(0, 10), barShare(10, 10), barShare(1, 1e6)], [0, 1, 0.015]);
});

test('the values of a split are added up over all bars, in their own order or the most frequent first', () => {
  const names = (order: readonly string[]) =>
    splitTotals(histogram, order).map(({ name, count }) => `${name} ${count}`);
  assert.deepEqual(names([]), ['create 3', 'delete 2']);
  assert.deepEqual(names(['delete', 'create']), ['delete 2', 'create 3']);
});

test('marks under the bars stand at whole periods, and say the day where it changes', () => {
  const hours = { fromMs: Date.UTC(2026, 5, 1, 20), toMs: Date.UTC(2026, 5, 2, 4) };
  assert.deepEqual(
    axisTicks(hours, 'hour', 'UTC', 4).map(({ x, text }) => `${x} ${text}`),
    ['0 2026-06-01 20:00', '0.25 22:00', '0.5 2026-06-02 00:00', '0.75 02:00'],
  );
  const day = { fromMs: Date.UTC(2026, 5, 1), toMs: Date.UTC(2026, 5, 2) };
  assert.deepEqual(axisTicks(day, 'day', 'UTC', 6), [{ x: 0, text: '2026-06-01' }]);
});

const options = { zone: 'UTC', newestMs: Date.UTC(2026, 5, 20) };
const filter = (text: string) => parseFilterText(text);

test('the bars are those of the period that is filtered by, or of the whole time', () => {
  const text = 'verb = create AND (occurredAt >= 2026-06-01 AND occurredAt < 2026-07-01)';
  const june = filter(text);
  assert.equal(formatFilterText(barFilter(june, false)), text);
  assert.equal(formatFilterText(barFilter(june, true)), 'verb = create');
  assert.equal(timeKey(june), '{"from":"2026-06-01","to":"2026-07-01"}');
  assert.equal(timeKey(filter('verb = create')), null);
  assert.notEqual(timeKey(filter('verb = create AND occurredAt = 2026-06-05')), null);
});

test('buckets fit the chosen span: minutes for half an hour, months for decades', () => {
  const unit = (from: string, to: string) =>
    spanUnit(spanOf(filter(`occurredAt >= "${from}" AND occurredAt < "${to}"`), options), options);
  assert.deepEqual(
    [
      unit('2026-06-18 12:00', '2026-06-18 12:31'),
      unit('2026-06-18', '2026-06-21'),
      unit('2026-04-01', '2026-07-01'),
      unit('2024-01-01', '2026-07-01'),
      unit('1999-01-01', '2026-07-01'),
    ],
    ['minute', 'hour', 'day', 'week', 'month'],
  );
  assert.equal(spanUnit(spanOf(filter('occurredAt >= -24h'), options), options), 'hour');
  assert.equal(spanUnit(spanOf(filter('occurredAt < 2026-06-01'), options), options), 'auto');
});

test('bars, marks and drags keep to the chosen span, where buckets reach beyond it', () => {
  const span = spanOf(
    filter('occurredAt >= "2026-06-01 12:00" AND occurredAt < "2026-06-05 12:00"'),
    options,
  );
  const bars = barsOf(histogram, [], span);
  assert.deepEqual(
    bars.bars.map(({ x, width }) => [x, width]),
    [
      [0, 0.125],
      [0.625, 0.25],
    ],
  );
  assert.deepEqual(brushed(bars, 0, 1, 'day', 'UTC'), {
    from: '2026-06-01 12:00:00',
    to: '2026-06-05 12:00:00',
  });
  assert.deepEqual(
    axisTicks(bars, 'day', 'UTC', 2).map(({ x }) => x),
    [0, 0.375],
  );
});
