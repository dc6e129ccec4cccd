import assert from 'node:assert/strict';
import { test } from 'node:test';

import { verificationWords } from '../../../renderer/ui/verificationWords.ts';

const at = '2026-06-18T09:14:30Z';

test('only a full check of everything that is in the case now counts as whole', () => {
  const cases = [
    { originals: 0, verified: null, latest: null },
    { originals: 2, verified: null, latest: '2026-06-01T00:00:00Z' },
    { originals: 2, verified: { at, ok: true }, latest: '2026-06-01T00:00:00Z' },
    { originals: 3, verified: { at, ok: true }, latest: '2026-06-18T09:15:00Z' },
    { originals: 2, verified: { at, ok: false }, latest: '2026-06-01T00:00:00Z' },
    { originals: 2, verified: { at, ok: true, otherVersions: 1 }, latest: '2026-06-01T00:00:00Z' },
    { originals: 3, verified: { at, ok: true, otherVersions: 1 }, latest: '2026-06-18T09:15:00Z' },
  ];
  assert.deepEqual(
    cases.map(({ originals, verified, latest }) =>
      verificationWords({ originals, verified }, latest, 'Europe/Berlin'),
    ),
    [
      { text: 'no evidence yet', state: 'partial' },
      { text: 'not checked in full yet', state: 'partial' },
      { text: 'full check 2026-06-18 11:14: everything verifies', state: 'whole' },
      { text: 'evidence was added after the full check of 2026-06-18 11:14', state: 'partial' },
      { text: 'the check of 2026-06-18 11:14 found problems', state: 'failed' },
      {
        text: 'full check 2026-06-18 11:14: the evidence is whole, read in part by another version',
        state: 'partial',
      },
      { text: 'evidence was added after the full check of 2026-06-18 11:14', state: 'partial' },
    ],
  );
});
