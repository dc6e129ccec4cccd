import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import { everything } from '../../../shared/filter.ts';
import { hourOf, weekdayOf, weekdays } from '../../../shared/zone.ts';
import { event } from '../../helpers/event.ts';
import { indexedEvents, never } from '../../helpers/indexedEvents.ts';

test('events stand in the weekday and hour of the zone, also where its offset was no whole minute', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      // Liberia kept seconds until 1972; Berlin changes to summer time; Kathmandu is 45 minutes past the hour.
      fc.constantFrom('UTC', 'Africa/Monrovia', 'Europe/Berlin', 'Asia/Kathmandu'),
      fc.array(
        fc.option(fc.integer({ min: Date.UTC(1965, 0), max: Date.UTC(1975, 0) }), { nil: null }),
        { minLength: 1, maxLength: 30 },
      ),
      async (zone, times) => {
        const { query } = indexedEvents(
          t,
          times.map((ms, at) => ({
            event: event({
              offset: at,
              time: ms === null ? null : { ms, ns: 0, precision: 'second', zoneSource: 'in data' },
            }),
            value: {},
          })),
        );
        const expected = weekdays.map(() => Array.from({ length: 24 }, () => 0));
        for (const ms of times) {
          const day = ms === null ? undefined : expected[weekdays.indexOf(weekdayOf(ms, zone))];
          if (ms === null || !day) continue;
          day[hourOf(ms, zone)] = (day[hourOf(ms, zone)] ?? 0) + 1;
        }
        assert.deepEqual(await query.weekHours(everything, zone, never), {
          counts: expected,
          without: times.filter((ms) => ms === null).length,
        });
      },
    ),
    { numRuns: 40 },
  );
});
