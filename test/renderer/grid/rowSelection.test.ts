import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  extendTo,
  mostSelected,
  noRows,
  toggleRow,
} from '../../../renderer/features/grid/rowSelection.ts';

test('Shift selects from the row where it began, up as well as down', () => {
  const down = extendTo(noRows, 4, 5);
  const further = extendTo(down, 5, 6);
  const back = extendTo(further, 6, 3);
  assert.deepEqual(
    [down, further, back].map(({ rows }) => [...rows]),
    [
      [4, 5],
      [4, 5, 6],
      [4, 3],
    ],
  );
});

test('Ctrl adds a row to the active one, and takes it away again', () => {
  const two = toggleRow(noRows, 2, 9);
  assert.deepEqual([...two.rows], [2, 9]);
  assert.deepEqual([...toggleRow(two, 9, 2).rows], [9]);
  assert.deepEqual([...toggleRow(noRows, 2, 2).rows], [2]);
});

test('no more rows are selected than are copied at once', () => {
  const many = extendTo(noRows, 0, 10_000_000);
  assert.equal(many.rows.size, mostSelected);
  assert.equal(toggleRow(many, 0, 9_999_999).rows.size, mostSelected);
});
