import assert from 'node:assert/strict';
import { test } from 'node:test';

import { jobWords } from '../../../renderer/ui/jobWords.ts';
import {
  countWords,
  durationWords,
  sizeWords,
  zonedTimeWords,
} from '../../../renderer/ui/words.ts';

test('sizes, counts, times and durations read as a person writes them', () => {
  assert.deepEqual(
    [
      sizeWords(1),
      sizeWords(999),
      sizeWords(3400),
      sizeWords(999_700),
      sizeWords(21_000_000_000),
      countWords(1, 'ledger entry', 'ledger entries'),
      countWords(48_211, 'record'),
      durationWords(0.42),
      durationWords(200),
      zonedTimeWords('2026-06-18T22:40:59.123Z', 'Europe/Berlin'),
    ],
    [
      '1 byte',
      '999 bytes',
      '3.4 kB',
      '1.0 MB',
      '21 GB',
      '1 ledger entry',
      '48,211 records',
      '0.4 s',
      '3 min 20 s',
      '2026-06-19 00:40:59 +02:00',
    ],
  );
});

test('progress says how far, how many, how fast and what was rejected', () => {
  const words = jobWords({
    job: 'j',
    phase: 'reading',
    what: 'audit.json',
    bytesDone: 12_000_000,
    bytesTotal: 40_000_000,
    records: 62_000,
    rejected: 3,
    seconds: 2,
  });
  assert.equal(
    words,
    'reading audit.json · 12 MB of 40 MB · 62,000 records · 31,000 records/s · 3 rejected',
  );
});
