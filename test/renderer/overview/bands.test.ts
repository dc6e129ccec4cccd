import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  axisOf,
  bandWords,
  piecesOf,
  spanPiece,
} from '../../../renderer/features/overview/bands.ts';
import { everything } from '../../../shared/filter.ts';
import { uncovered } from '../../../shared/overview.ts';
import type { Coverage } from '../../../shared/overview.ts';
import { periodProblem } from '../../../shared/periodProblem.ts';

const product = (days: readonly string[]): Coverage => ({
  source: 'langfuse',
  label: 'Langfuse',
  events: days.length,
  filter: everything,
  withoutTime: 0,
  days: days.map((day) => ({ day, count: 1 })),
  gaps: [{ from: '2026-06-03', to: '2026-06-03', days: 1 }],
  usualPause: 0,
});
const period = { from: '2026-06-01', to: '2026-06-10', zone: 'UTC' };

test('bands of all products stand on the same days, the period among them', () => {
  const one = product(['2026-06-02', '2026-06-04', '2026-06-05']);
  const axis = axisOf([one, product([])], period, true);
  assert.deepEqual(axis, { from: '2026-06-01', to: '2026-06-10', days: 10 });
  assert.ok(axis);
  assert.deepEqual(
    piecesOf(
      one.days.map(({ day }) => day),
      axis,
    ),
    [
      { start: 0.1, length: 0.1, words: '2026-06-02' },
      { start: 0.3, length: 0.2, words: '2026-06-04 to 2026-06-05' },
    ],
  );
  assert.deepEqual(uncovered(one, period), { before: 1, after: 5 });
  assert.equal(
    bandWords(one, axis, period),
    'Langfuse: events on 3 of 10 days, from 2026-06-02 to 2026-06-05; 1 gap; nothing in the first 1 day of the audit period; nothing in the last 5 days of the audit period',
  );
  assert.equal(axisOf([], null, false), null);
});

test('of the audit period only its own days are drawn, and the whole time is the choice', () => {
  const one = product(['2023-06-30', '2026-06-02', '2026-06-09', '2026-06-10', '2026-06-11']);
  const days = one.days.map(({ day }) => day);
  const axis = axisOf([one], period, false);
  assert.deepEqual(axis, { from: '2026-06-01', to: '2026-06-10', days: 10 });
  assert.ok(axis);
  assert.deepEqual(piecesOf(days, axis), [
    { start: 0.1, length: 0.1, words: '2026-06-02' },
    { start: 0.8, length: 0.2, words: '2026-06-09 to 2026-06-11' },
  ]);
  assert.equal(
    bandWords(one, axis, period),
    'Langfuse: events on 3 of 10 days, from 2026-06-02 to 2026-06-10; 1 gap',
  );
  assert.equal(spanPiece('2026-05-01', '2026-05-31', axis), null);
  assert.equal(axisOf([one], period, true)?.from, '2023-06-30');
  assert.equal(axisOf([one], null, false)?.from, '2023-06-30');
});

test('two days are a period only if both exist and stand in order', () => {
  assert.deepEqual(
    [
      periodProblem('2026-06-01', '2026-06-01'),
      periodProblem('2026-06-02', '2026-06-01'),
      periodProblem('2026-02-30', '2026-06-01'),
    ],
    [
      null,
      'The last day lies before the first',
      '“2026-02-30” is no day; one looks like 2026-06-30',
    ],
  );
});
