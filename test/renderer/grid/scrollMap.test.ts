import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import {
  createScrollMap,
  mostSlots,
  resized,
  rested,
  revealed,
  scrolled,
  topRow,
  visibleRows,
} from '../../../renderer/features/grid/scrollMap.ts';
import type { Scrolled } from '../../../renderer/features/grid/scrollMap.ts';

const view = { height: 600, rowHeight: 28 };
const fits = view.height / view.rowHeight;
const tenMillion = 10_000_000;

const start = (rows: number): Scrolled => ({ map: createScrollMap(rows), top: 0 });
const rowOf = ({ map, top }: Scrolled) => topRow(map, top, view);
const mostTop = ({ map }: Scrolled) => Math.max(0, map.slots * view.rowHeight - view.height);
/** As a browser does it: never outside the scroller. */
const scrollTo = (from: Scrolled, top: number): Scrolled =>
  scrolled(from.map, from.top, Math.min(mostTop(from), Math.max(0, top)), view);
const wheel = (from: Scrolled, by: number): Scrolled => scrollTo(from, from.top + by);
const rest = (from: Scrolled): Scrolled => rested(from.map, from.top, view);
const near = (actual: number, expected: number, within = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected} ± ${within}`);

test('few rows are their own slots: the scroller is a plain one', () => {
  const at = wheel(start(1000), 280);
  assert.deepEqual(visibleRows(at.map, at.top, view, 0), { first: 10, last: 31 });
  assert.deepEqual(rest(at), at);
  assert.equal(rowOf(revealed(at.map, at.top, 999, view) satisfies Scrolled), 1000 - fits);
});

test('no rows show none', () => {
  assert.deepEqual(visibleRows(createScrollMap(0), 0, view, 5), { first: 0, last: -1 });
});

test('the scroller never grows beyond what Chromium carries', () => {
  assert.equal(createScrollMap(tenMillion).slots, mostSlots);
  assert.ok(mostSlots * 36 < 33_554_428);
});

test('a jump of the thumb sets the row in proportion, both ends included', () => {
  const most = mostTop(start(tenMillion));
  const rows = [0, 0.25, 0.5, 0.7, 1].map((share) => {
    const at = scrollTo({ ...start(tenMillion), top: most / 3 }, share * most);
    return Math.round(rowOf(at));
  });
  const lastTop = tenMillion - fits;
  assert.deepEqual(
    rows,
    [0, 0.25, 0.5, 0.7, 1].map((share) => Math.round(share * lastTop)),
  );
});

test('the wheel moves row by row from where the thumb was let go', () => {
  let at = scrollTo(start(tenMillion), 0.7 * mostTop(start(tenMillion)));
  const from = rowOf(at);
  for (let turn = 0; turn < 50; turn += 1) at = wheel(at, 84);
  near(rowOf(at), from + 150);
});

test('resting moves the thumb and nothing that is seen', () => {
  let at = scrollTo(start(tenMillion), 3_000_000);
  for (let turn = 0; turn < 300; turn += 1) at = wheel(at, 1001);
  const seen = visibleRows(at.map, at.top, view, 0);
  const rowBefore = rowOf(at);
  const after = rest(at);
  near(rowOf(after), rowBefore);
  assert.deepEqual(visibleRows(after.map, after.top, view, 0), seen);
  near(after.top / mostTop(after), rowOf(after) / (tenMillion - fits), 1e-5);
});

test('the wheel reaches the first and the last row from anywhere near, with and without rests', () => {
  for (const rows of [mostSlots + 1, mostSlots + 7, 2_000_000, tenMillion]) {
    for (const rests of [true, false]) {
      let up = revealed(createScrollMap(rows), 0, 3000, view, 'middle');
      for (let turn = 0; turn < 3000; turn += 1)
        up = rests ? rest(wheel(up, -100)) : wheel(up, -100);
      assert.equal(rowOf(up), 0);
      let down = revealed(createScrollMap(rows), 0, rows - 3000, view, 'middle');
      for (let turn = 0; turn < 3000; turn += 1)
        down = rests ? rest(wheel(down, 100)) : wheel(down, 100);
      near(rowOf(down), rows - fits);
    }
  }
});

test('a row that is shown already moves nothing; the next one moves by one row', () => {
  const at = revealed(createScrollMap(tenMillion), 0, 7_000_000, view, 'middle');
  assert.deepEqual(revealed(at.map, at.top, 7_000_003, view), at);
  const { last } = visibleRows(at.map, at.top, view, 0);
  const below = revealed(at.map, at.top, last + 1, view);
  near(rowOf(below), last + 2 - fits);
  const above = revealed(at.map, at.top, Math.floor(rowOf(at)) - 1, view);
  near(rowOf(above), Math.floor(rowOf(at)) - 1);
});

test('any row can be revealed from any other, wholly', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: tenMillion }),
      fc.nat(),
      fc.nat(),
      fc.constantFrom('nearest' as const, 'middle' as const),
      (rows, one, other, to) => {
        const first = revealed(createScrollMap(rows), 0, one % rows, view, to);
        const at = revealed(first.map, first.top, other % rows, view, to);
        const row = other % rows;
        near(Math.min(0, row - rowOf(at)), 0);
        near(Math.max(0, row + 1 - rowOf(at) - fits), 0);
        assert.ok(at.top >= 0 && at.top <= mostTop(at) + 1e-6);
      },
    ),
  );
});

test('whatever one does, only rows that exist are shown and the screen is full', () => {
  const step = fc.oneof(
    fc.integer({ min: -1500, max: 1500 }).map((by) => ({ kind: 'wheel' as const, by })),
    fc.double({ min: 0, max: 1, noNaN: true }).map((by) => ({ kind: 'thumb' as const, by })),
    fc.nat().map((by) => ({ kind: 'row' as const, by })),
    fc.constant({ kind: 'rest' as const, by: 0 }),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: mostSlots - 50, max: tenMillion }),
      fc.array(step, { maxLength: 60 }),
      (rows, steps) => {
        let at = start(rows);
        for (const { kind, by } of steps) {
          if (kind === 'wheel') at = wheel(at, by);
          if (kind === 'thumb') at = scrollTo(at, by * mostTop(at));
          if (kind === 'row') at = revealed(at.map, at.top, by % rows, view);
          if (kind === 'rest') at = rest(at);
          const row = rowOf(at);
          assert.ok(row >= -1e-6 && row <= rows - fits + 1 + 1e-6, `row ${row} of ${rows}`);
          const seen = visibleRows(at.map, at.top, view, 0);
          assert.ok(seen.first >= 0 && seen.last < rows);
          assert.ok(seen.last - seen.first + 1 >= Math.floor(fits) - 1);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('more rows leave on screen what was there; fewer show the end', () => {
  const at = revealed(createScrollMap(1000), 0, 500, view, 'middle');
  const more = resized(at.map, tenMillion, at.top, view);
  near(rowOf(more), rowOf(at));
  const fewer = resized(more.map, 30, more.top, view);
  near(rowOf(fewer), 30 - fits);
});
