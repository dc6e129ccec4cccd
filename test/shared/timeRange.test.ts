import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { ExpectedError } from '../../shared/failure.ts';
import { rangeAround, timeInterval, timePresets } from '../../shared/timeRange.ts';

const newestMs = Date.UTC(2026, 4, 15, 12);
const show = (text: string, zone = 'UTC') => {
  const { fromMs, toMs } = timeInterval(text, { zone, newestMs });
  return [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
};

describe('a time in a filter is the interval that it names', () => {
  const cases: readonly (readonly [text: string, zone: string, from: string, to: string])[] = [
    ['2026', 'UTC', '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['2026-02', 'UTC', '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
    ['2026-12', 'Europe/Berlin', '2026-11-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['2026-02-17 15:34', 'UTC', '2026-02-17T15:34:00.000Z', '2026-02-17T15:35:00.000Z'],
    ['2026-02-17T15:34', 'Asia/Kolkata', '2026-02-17T10:04:00.000Z', '2026-02-17T10:05:00.000Z'],
    ['2026-02-17T15:34Z', 'Asia/Kolkata', '2026-02-17T15:34:00.000Z', '2026-02-17T15:35:00.000Z'],
    ['2026-02-17T15:34:05+01:00', 'UTC', '2026-02-17T14:34:05.000Z', '2026-02-17T14:34:06.000Z'],
    ['2026-02-17T15:34:05.1Z', 'UTC', '2026-02-17T15:34:05.100Z', '2026-02-17T15:34:05.200Z'],
    ['2026-02-17T15:34:05.123456Z', 'UTC', '2026-02-17T15:34:05.123Z', '2026-02-17T15:34:05.124Z'],
    ['-7d', 'UTC', '2026-05-08T12:00:00.000Z', '2026-05-08T12:00:00.001Z'],
    ['-24h', 'UTC', '2026-05-14T12:00:00.000Z', '2026-05-14T12:00:00.001Z'],
  ];
  for (const [text, zone, from, to] of cases) {
    it(`${text} in ${zone}`, () => assert.deepEqual(show(text, zone), [from, to]));
  }

  for (const text of [
    '',
    'yesterday',
    '2026-13',
    '2026-02-30',
    '2026-02-17 25:00',
    '17.02.2026',
    '7d',
    '-7y',
    '2026-02-17T10:00+25:00',
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => show(text),
        (error) => error instanceof ExpectedError && error.code === 'bad-filter',
      );
    });
  }

  it('has presets that count from the newest event', () => {
    assert.deepEqual(
      timePresets.map(({ name, range }) => [name, range({ zone: 'UTC', newestMs })]),
      [
        ['24h', { from: '-24h', to: null }],
        ['7d', { from: '-7d', to: null }],
        ['30d', { from: '-30d', to: null }],
        ['90d', { from: '-90d', to: null }],
        ['month', { from: '2026-04-01', to: '2026-05-01' }],
        ['quarter', { from: '2026-01-01', to: '2026-04-01' }],
      ],
    );
    const january = { zone: 'Asia/Tokyo', newestMs: Date.UTC(2025, 11, 31, 20) };
    assert.deepEqual(
      timePresets.slice(4).map(({ range }) => range(january)),
      [
        { from: '2025-12-01', to: '2026-01-01' },
        { from: '2025-10-01', to: '2026-01-01' },
      ],
    );
  });
});

it('around a time is so many minutes on both sides, to the second, whatever the clocks do', () => {
  const around = (iso: string, minutes: number, zone: string): readonly (string | null)[] => {
    const { from, to } = rangeAround(Date.parse(iso), minutes, zone);
    return [from, to];
  };
  assert.deepEqual(around('2026-06-18T22:40:59.123Z', 15, 'UTC'), [
    '2026-06-18 22:25:59',
    '2026-06-18 22:56:00',
  ]);
  assert.deepEqual(around('2026-06-18T22:40:00Z', 60, 'Asia/Kolkata'), [
    '2026-06-19 03:10:00',
    '2026-06-19 05:10:01',
  ]);
  // 02:30 comes twice on that night in Berlin; the second one is told by its offset.
  assert.deepEqual(around('2026-10-25T01:30:00Z', 15, 'Europe/Berlin'), [
    '2026-10-25 01:15:00Z',
    '2026-10-25 01:45:01Z',
  ]);
});
