import assert from 'node:assert/strict';
import { test } from 'node:test';

import { groupingCsv } from '../../../renderer/features/grouping/groupingCsv.ts';

test('copied groups are CSV that a spreadsheet takes for text', () => {
  const text = groupingCsv('Actor', [
    { value: '=cmd"x"', count: 2, first: '2026-06-01T00:00:00.000Z', last: null },
    { value: null, count: 1, first: null, last: null },
  ]);
  assert.deepEqual(text.split('\r\n'), [
    '"Actor","Events","First (UTC)","Last (UTC)"',
    '"\'=cmd""x""","2","2026-06-01T00:00:00.000Z",',
    '"(none)","1",,',
  ]);
});
