import assert from 'node:assert/strict';
import { test } from 'node:test';

import { newCommentId } from '../../../electron/engine/notes/commentId.ts';

test('comments made within one millisecond keep their order', () => {
  const ids = Array.from({ length: 2000 }, newCommentId);
  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(ids).size, ids.length);
});
