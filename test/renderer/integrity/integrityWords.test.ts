import assert from 'node:assert/strict';
import { test } from 'node:test';

import { verdict } from '../../../renderer/features/integrity/integrityWords.ts';
import type { CaseInfo, VerifyResult } from '../../../shared/caseInfo.ts';

const info: CaseInfo = {
  id: '1',
  name: 'case',
  author: 'a',
  createdAt: '',
  readOnly: null,
  originals: 1,
  events: 2,
  rejected: 0,
  eventsAside: 0,
  duplicates: 0,
  conflicts: 0,
  sources: [],
  oldest: null,
  newest: null,
  sourceZones: [],
  latestImport: null,
  interrupted: null,
  verified: null,
  settings: {},
};
const checked: VerifyResult = {
  ok: true,
  originals: 1,
  records: 2,
  ledgerEntries: 3,
  problems: [],
  otherVersions: [],
  seconds: 0.5,
};

test('only a full check that found nothing is marked as good', () => {
  assert.deepEqual(
    [
      verdict(info, null),
      verdict({ ...info, verified: { at: '2026-01-01', ok: true } }, null),
      verdict({ ...info, verified: { at: '2026-01-01', ok: false } }, null),
      verdict(info, checked),
      verdict(info, { ...checked, ok: false, problems: [{ what: 'x', where: 'y' }] }),
    ].map(({ tone }) => tone),
    ['neutral', 'neutral', 'danger', 'ok', 'danger'],
  );
});
