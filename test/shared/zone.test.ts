import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import * as fc from 'fast-check';

import {
  bucketEnd,
  bucketStart,
  formatInZone,
  formatOffset,
  hourOf,
  isZone,
  localToUtc,
  weekdayOf,
  zoneOffset,
} from '../../shared/zone.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'America/Havana',
];
const instants = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2035, 0) });

describe('zones', () => {
  it('show the wall clock that Intl shows', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, ms) => {
        const shown = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone,
          dateStyle: 'short',
          timeStyle: 'medium',
        }).format(ms);
        assert.equal(formatInZone(ms, zone, 'second'), shown);
      }),
      { numRuns: 500 },
    );
  });

  it('change their offset to the second', () => {
    const change = Date.UTC(2026, 2, 29, 1);
    assert.deepEqual(
      [change - 1, change].map((ms) => zoneOffset(ms, 'Europe/Berlin') / 3_600_000),
      [1, 2],
    );
    assert.equal(formatOffset(change, 'Europe/Berlin'), '+02:00');
    assert.equal(formatOffset(change, 'America/St_Johns'), '-02:30');
  });

  it('give the wall clock back, where it exists', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, ms) => {
        const local = ms + zoneOffset(ms, zone);
        const back = localToUtc(local, zone);
        assert.equal(back + zoneOffset(back, zone), local);
        assert.ok(back <= ms);
      }),
      { numRuns: 2000 },
    );
  });

  it('are known by name', () => {
    assert.deepEqual(['UTC', 'Europe/Berlin', 'Mars/Olympus', ''].map(isZone), [
      true,
      true,
      false,
      false,
    ]);
  });

  it('write as many digits as the time has', () => {
    const ms = Date.UTC(2026, 5, 18, 20, 40, 59, 123);
    const show = (precision: Parameters<typeof formatInZone>[2]) =>
      formatInZone(ms, 'Europe/Berlin', precision, 456_789);
    assert.deepEqual(
      (['day', 'minute', 'second', 'millisecond', 'microsecond', 'nanosecond'] as const).map(show),
      [
        '2026-06-18',
        '2026-06-18 22:40',
        '2026-06-18 22:40:59',
        '2026-06-18 22:40:59.123',
        '2026-06-18 22:40:59.123456',
        '2026-06-18 22:40:59.123456789',
      ],
    );
  });
});

describe('buckets', () => {
  it('start where the wall clock says', () => {
    const ms = Date.UTC(2026, 9, 25, 12, 34, 56, 789);
    const starts = (['minute', 'hour', 'day', 'week', 'month'] as const).map((unit) =>
      new Date(bucketStart(ms, unit, 'Europe/Berlin')).toISOString(),
    );
    assert.deepEqual(starts, [
      '2026-10-25T12:34:00.000Z',
      '2026-10-25T12:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-18T22:00:00.000Z',
      '2026-09-30T22:00:00.000Z',
    ]);
  });

  it('hold their instant, and the next one starts where one ends', () => {
    const units = fc.constantFrom('day' as const, 'week' as const, 'month' as const);
    fc.assert(
      fc.property(fc.constantFrom(...zones), units, instants, (zone, unit, ms) => {
        const start = bucketStart(ms, unit, zone);
        const end = bucketEnd(start, unit, zone);
        assert.ok(start <= ms && ms < end, `${zone} ${unit} ${ms}`);
        assert.equal(bucketStart(start, unit, zone), start);
        assert.equal(bucketStart(end, unit, zone), end);
        assert.equal(bucketStart(end - 1, unit, zone), start);
      }),
      { numRuns: 2000 },
    );
  });

  it('tell hour and weekday', () => {
    const ms = Date.UTC(2026, 1, 16, 23, 30);
    assert.deepEqual([hourOf(ms, 'UTC'), weekdayOf(ms, 'UTC')], [23, 'Mon']);
    assert.deepEqual([hourOf(ms, 'Asia/Kolkata'), weekdayOf(ms, 'Asia/Kolkata')], [5, 'Tue']);
    assert.equal(weekdayOf(-1, 'UTC'), 'Wed');
  });
});
