import assert from 'node:assert/strict';
import { test } from 'node:test';

import { knownCap } from '../../../electron/engine/import/knownCap.ts';
import {
  SpreadsheetSigns,
  resavedWarning,
} from '../../../electron/engine/import/spreadsheetSigns.ts';

for (const [what, value, warns] of [
  ['a time cut to minutes', { 'Created at': '34:12.1' }, true],
  ['an id as a power of ten', { id: '2.3E+18' }, true],
  ['a cell cut at the limit', { text: 'x'.repeat(32_767) }, true],
  ['a longer cell', { text: 'x'.repeat(40_000) }, false],
  ['a ratio elsewhere', { score: '34:12.1' }, false],
  ['an ordinary row', { time: '2026-01-01T10:00:00Z', id: '23E18' }, false],
] as const) {
  test(`${warns ? 'warns' : 'is silent'} at ${what}`, () => {
    const signs = new SpreadsheetSigns();
    signs.see(value);
    assert.equal(signs.warning(), warns ? resavedWarning : null);
  });
}

test('warns of a sheet filled to its last row', () => {
  const signs = new SpreadsheetSigns();
  for (let row = 0; row < 1_048_575; row += 1) signs.see(null);
  assert.equal(signs.warning(), resavedWarning);
});

test('knows where exporters end', () => {
  assert.match(knownCap(100_000, 'gitlab') ?? '', /GitLab/);
  assert.match(knownCap(50_000, 'anything') ?? '', /some exporters/);
  assert.equal(knownCap(50_001, 'm365'), null);
});
