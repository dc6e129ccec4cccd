import assert from 'node:assert/strict';
import { test } from 'node:test';

import { movedBy, movedTo } from '../../../renderer/ui/ordered.ts';

test('an item moves by a step or to a place, and stays where there is no further', () => {
  const list = ['a', 'b', 'c'];
  assert.deepEqual(
    [movedBy(list, 'c', -1), movedBy(list, 'a', 1), movedTo(list, 'a', 2), movedTo(list, 'c', 0)],
    [
      ['a', 'c', 'b'],
      ['b', 'a', 'c'],
      ['b', 'c', 'a'],
      ['c', 'a', 'b'],
    ],
  );
  for (const same of [movedBy(list, 'a', -1), movedBy(list, 'c', 1), movedTo(list, 'x', 0)])
    assert.equal(same, list);
});
