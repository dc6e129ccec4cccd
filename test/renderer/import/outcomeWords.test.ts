import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  cancelWords,
  outcomeWords,
  stoppedWords,
} from '../../../renderer/features/import/outcomeWords.ts';

const result = (events: number) => ({
  originals: [],
  failed: [],
  totals: {
    originals: 2,
    again: 0,
    records: { total: 12, new: 8, duplicate: 2, conflicting: 1, rejected: 1 },
    events,
  },
});

test('the sentence after an import leads to the number of events, also where a record holds several', () => {
  const plain =
    '2 evidence files, 12 records: 8 new, 2 known already, 1 with a known id and different content, 1 rejected.';
  assert.deepEqual(outcomeWords(result(11)), { text: plain, isComplete: false });
  assert.equal(
    outcomeWords(result(13)).text,
    `${plain} The records hold 13 events: one may hold several.`,
  );
});

test('what cancelling leaves is said before and after it', () => {
  const kept = { files: 20_000, of: 100_000 };
  assert.deepEqual(
    [cancelWords(undefined), cancelWords(kept), stoppedWords(undefined), stoppedWords(kept)],
    [
      'Cancelling leaves nothing of this import in the case.',
      '20,000 of the 100,000 files are in the case, and stay there when you cancel.',
      null,
      'Cancelled. 20,000 of the 100,000 files are in the case. Import them again to go on: what is in is not read twice.',
    ],
  );
});
