import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { KeyCounts } from '../../../electron/engine/import/keyCounts.ts';
import { RowKeys } from '../../../electron/engine/import/rowKeys.ts';

/** Few different halves, so that keys, halves and slots meet; some near the table's end, so that it wraps. */
const half = fc.constantFrom(0, 1, 2, 1022, 1023, 1024, 2047, 0xffff_fffe, 0xffff_ffff);
const key = fc.tuple(half, half);

test('a key gives all of its rows, in the order they came, whatever else is in the table', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.nat(3)), { maxLength: 2000 }), key, (added, asked) => {
      const keys = new RowKeys();
      const model = new Map<string, number[]>();
      let row = 65_000;
      for (const [[low, high], gap] of added) {
        row += 1 + gap * 4_000;
        keys.add(low, high, row);
        const name = `${low} ${high}`;
        model.set(name, [...(model.get(name) ?? []), row]);
      }
      for (const [[low, high]] of [...added.slice(0, 50), [asked] as const]) {
        const expected = model.get(`${low} ${high}`) ?? [];
        assert.deepEqual([...keys.all(low, high)], expected);
        assert.equal(keys.has(low, high), expected.length > 0);
      }
    }),
    { numRuns: 50 },
  );
});

test('counts how often each key was met before', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3000), half), { maxLength: 5000 }), (met) => {
      const counts = new KeyCounts();
      const model = new Map<string, number>();
      for (const [low, high] of met) {
        const name = `${low} ${high}`;
        const before = model.get(name) ?? 0;
        assert.equal(counts.increment(low, high), before);
        model.set(name, before + 1);
      }
    }),
    { numRuns: 50 },
  );
});
