import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  chipWords,
  completeOnly,
  isComplete,
  newCondition,
  withOperator,
  withSubject,
} from '../../../renderer/features/filter/conditionWords.ts';
import { errorPlace } from '../../../renderer/features/filter/errorPlace.ts';
import { fieldsOf, rangeOf, timeWords } from '../../../renderer/features/filter/timeWords.ts';
import { makeCondition, makeGroup } from '../../../shared/filter.ts';

const options = { zone: 'Europe/Berlin', newestMs: Date.UTC(2026, 5, 30, 10) };

test('a chip in words', () => {
  const words = [
    makeCondition('action', 'matches', ['organisation.*']),
    makeCondition('actor', 'notIn', ['a', 'b', 'c', 'd']),
    makeCondition('occurredAt', 'gte', ['2026-06-01']),
    makeCondition('', 'changed', ['/role']),
    makeCondition('ip', 'exists', []),
  ].map((condition) => Object.values(chipWords(condition)).filter(Boolean).join(' '));
  assert.deepEqual(words, [
    'Action matches organisation.*',
    'Actor is none of a, b, 2 more',
    'Time is from 2026-06-01',
    'changed /role',
    'IP address is given',
  ]);
});

test('another subject or operator keeps what still fits', () => {
  const pattern = makeCondition('action', 'matches', ['organisation.*']);
  assert.deepEqual(
    [
      withSubject(pattern, 'resourceType'),
      withSubject(pattern, 'occurredAt'),
      withSubject(pattern, 'the whole record'),
      withOperator(pattern, 'exists'),
      withOperator(makeCondition('action', 'is', ['']), 'in'),
      withOperator(makeCondition('action', 'in', ['a', 'b']), 'is'),
    ],
    [
      makeCondition('resourceType', 'matches', ['organisation.*']),
      makeCondition('occurredAt', 'is', ['organisation.*']),
      makeCondition('', 'search', ['organisation.*']),
      makeCondition('action', 'exists', []),
      makeCondition('action', 'in', []),
      makeCondition('action', 'is', ['a']),
    ],
  );
});

test('what is still being written does not filter yet', () => {
  const done = makeCondition('action', 'is', ['create']);
  const draft = makeGroup('all', [
    done,
    newCondition(),
    makeGroup('any', [makeCondition('occurredAt', 'gt', ['soon']), done]),
  ]);
  assert.deepEqual(completeOnly(draft), makeGroup('all', [done, makeGroup('any', [done])]));
  assert.deepEqual(
    [isComplete(newCondition()), isComplete(makeCondition('ip', 'is', ['10.0.0.0/8']))],
    [false, true],
  );
});

test('the place of an error is underlined, at the end of the text too', () => {
  assert.deepEqual(errorPlace('a = 1 AND bogus = 2', 10), {
    before: 'a = 1 AND ',
    marked: 'bogus',
    after: ' = 2',
  });
  assert.deepEqual(errorPlace('a =', 3), { before: 'a =', marked: '\u00a0', after: '' });
  assert.equal(errorPlace('x', 99).before, 'x');
});

test('the time chip says what the range is', () => {
  const table: readonly (readonly [string | null, string | null, string])[] = [
    [null, null, 'Any time'],
    ['-7d', null, 'Last 7 days'],
    ['2026-05-01', '2026-06-01', 'Last month'],
    ['2026-06-01', '2026-06-18', '2026-06-01 – 2026-06-17'],
    ['2026-06-17', '2026-06-18', '2026-06-17'],
    [null, '2026-06-18', 'Until 2026-06-17'],
    ['2026-06-17 22:40', null, 'From 2026-06-17 22:40'],
    ['2026-06-17', '2026-06-17 22:41:00', '2026-06-17 – before 2026-06-17 22:41:00'],
  ];
  assert.deepEqual(
    table.map(([from, to]) => timeWords({ from, to }, options)),
    table.map(([, , words]) => words),
  );
});

test('"to" is meant with all that it names, in the zone of the view, also when the clocks change', () => {
  assert.deepEqual(
    [
      rangeOf('2026-06-01', '2026-06-30', options),
      rangeOf('', '2026-06-30 22:40', options),
      rangeOf('2026-03-29', '2026-03-29', options),
      rangeOf('-7d', '', options),
    ],
    [
      { from: '2026-06-01', to: '2026-07-01' },
      { from: null, to: '2026-06-30 22:41:00' },
      { from: '2026-03-29', to: '2026-03-30' },
      { from: '-7d', to: null },
    ],
  );
  assert.throws(() => rangeOf('tomorrow', '', options), /is not a time/);
});

test('the fields of a range give the range again', () => {
  const range = rangeOf('2026-06-01', '2026-06-30', options);
  const { from, to } = fieldsOf(range, options);
  assert.deepEqual([from, to, rangeOf(from, to, options)], ['2026-06-01', '2026-06-30', range]);
});
