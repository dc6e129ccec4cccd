import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import { clockOffsetText, mostClockMs, readClockOffset } from '../../shared/clockOffset.ts';

test('an offset of a clock is read as people write it, and nothing else is', () => {
  assert.deepEqual(
    ['', '+3m 20s', '-90s', '1h', '−1 h 2 min', '-00:03:20', '+00:00:00.25', '0s'].map(
      readClockOffset,
    ),
    [0, 200_000, -90_000, 3_600_000, -3_720_000, -200_000, 250, 0],
  );
  for (const text of ['3', 'soon', '1:2', '00:99:00', '400d', '+-3s', '3s later']) {
    assert.equal(readClockOffset(text), null, text);
  }
});

test('an offset that is shown reads as itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: -mostClockMs, max: mostClockMs }), (ms) => {
      if (ms !== 0) assert.equal(readClockOffset(clockOffsetText(ms)), ms);
    }),
  );
});
