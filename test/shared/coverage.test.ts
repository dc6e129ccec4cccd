import assert from 'node:assert/strict';
import { test } from 'node:test';

import { dayNumber, dayOf, gapsOf, stretchesOf } from '../../shared/coverage.ts';

/** Days by their place after 1 June 2026. */
const days = (...places: readonly number[]): readonly string[] =>
  places.map((place) => dayOf(dayNumber('2026-06-01') + place));
const run = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

test('a single missing day is a gap in a log that has events every day', () => {
  assert.deepEqual(gapsOf(days(...run(0, 20), ...run(22, 40))), {
    gaps: [{ from: '2026-06-22', to: '2026-06-22', days: 1 }],
    usualPause: 0,
  });
});

test('a weekend is no gap in a log of working days, a week without any event is', () => {
  const weeks = [0, 1, 2, 3, 5, 6, 7].flatMap((week) => run(week * 7, week * 7 + 4));
  assert.deepEqual(gapsOf(days(...weeks)), {
    gaps: [{ from: '2026-06-27', to: '2026-07-05', days: 9 }],
    usualPause: 2,
  });
});

test('of a few days nothing is claimed', () => {
  assert.deepEqual(gapsOf(days(0, 1, 2, 3, 4, 30)), { gaps: [], usualPause: null });
});

test('of days that are weeks apart nothing is claimed; one long gap in a daily log is one', () => {
  const apart = days(0, 40, 200, 260, 300, 700, 720, 1100, 1500, 2000);
  assert.deepEqual(gapsOf(apart), { gaps: [], usualPause: null });
  assert.equal(gapsOf(days(...run(0, 30), ...run(900, 905))).gaps[0]?.days, 869);
});

test('days that follow one another are one stretch, over the end of a month and a leap day', () => {
  assert.deepEqual(stretchesOf(['2024-02-28', '2024-02-29', '2024-03-01', '2024-03-03']), [
    { from: '2024-02-28', to: '2024-03-01', days: 3 },
    { from: '2024-03-03', to: '2024-03-03', days: 1 },
  ]);
});
