import assert from 'node:assert/strict';
import { test } from 'node:test';

import { coverageRows } from '../../../renderer/features/histogram/coverageRows.ts';
import { everything } from '../../../shared/filter.ts';
import type { Coverage } from '../../../shared/overview.ts';

const product = (days: readonly string[]): Coverage => ({
  source: 'okta',
  label: 'Okta',
  events: days.length,
  filter: everything,
  withoutTime: 0,
  days: days.map((day) => ({ day, count: 1 })),
  gaps: [{ from: '2026-06-04', to: '2026-06-04', days: 1 }],
  usualPause: 0,
});
const axis = {
  fromMs: Date.parse('2026-06-02T00:00:00Z'),
  toMs: Date.parse('2026-06-06T00:00:00Z'),
};

test('the days of a product stand where the bars of those days stand, cut at the ends of the axis', () => {
  const one = product(['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-05', '2026-06-20']);
  const { rows, period } = coverageRows({ products: [one], period: null }, axis, 'UTC');
  assert.equal(period, null);
  assert.deepEqual(rows[0]?.days, [
    { x: 0, width: 0.5, words: '2026-06-01 to 2026-06-03' },
    { x: 0.75, width: 0.25, words: '2026-06-05' },
  ]);
  assert.deepEqual(rows[0]?.gaps, [{ x: 0.5, width: 0.25, words: 'Gap: 2026-06-04' }]);
});

test('a day is a day of the zone that is shown, the audit period one of its own zone', () => {
  const berlin = coverageRows(
    {
      products: [product(['2026-06-03'])],
      period: { from: '2026-06-03', to: '2026-06-03', zone: 'UTC' },
    },
    axis,
    'Europe/Berlin',
  );
  assert.deepEqual(berlin.rows[0]?.days, [{ x: 22 / 96, width: 0.25, words: '2026-06-03' }]);
  assert.deepEqual(berlin.period, {
    x: 0.25,
    width: 0.25,
    words: 'Audit period: 2026-06-03',
  });
});

test('what a product lacks of the audit period is told, though it lies off the axis', () => {
  const { rows } = coverageRows(
    {
      products: [product(['2026-06-02', '2026-06-03'])],
      period: { from: '2026-05-30', to: '2026-06-30', zone: 'UTC' },
    },
    axis,
    'UTC',
  );
  assert.deepEqual(
    rows.map(({ before, after, words }) => ({ before, after, words })),
    [
      {
        before: 3,
        after: 27,
        words:
          'Okta: events on 2 days, from 2026-06-02 to 2026-06-03; gap 2026-06-04; nothing in the first 3 days of the audit period; nothing in the last 27 days of the audit period',
      },
    ],
  );
});
