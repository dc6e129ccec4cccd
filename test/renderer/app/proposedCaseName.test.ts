import assert from 'node:assert/strict';
import { test } from 'node:test';

import { proposedCaseName } from '../../../renderer/app/proposedCaseName.ts';

test('a dropped folder or single file names the new case', () => {
  const cases: readonly (readonly [readonly string[], string])[] = [
    [['acme-june.jsonl.gz'], 'acme-june'],
    [['Q2 review/a.json', 'Q2 review/logs/b.csv'], 'Q2 review'],
    [['a.json', 'b.json'], 'New case'],
    [['one/a.json', 'two/b.json'], 'New case'],
    [['.json'], 'New case'],
    [[], 'New case'],
  ];
  assert.deepEqual(
    cases.map(([paths]) => proposedCaseName(paths)),
    cases.map(([, name]) => name),
  );
});
