import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  emptyPlan,
  withFiles,
  withPreviews,
} from '../../../renderer/features/import/importPlan.ts';
import { nameParts, planGroups } from '../../../renderer/features/import/planGroups.ts';
import type { Preview } from '../../../shared/importResult.ts';

const found = (name: string, change: Partial<Preview> = {}): Preview => ({
  file: 'f',
  name,
  size: 10,
  source: 'okta',
  sourceLabel: 'Okta System Log',
  reader: 'csv',
  confidence: 1,
  mapping: null,
  asksZone: false,
  events: [],
  rejected: [],
  paths: [],
  warnings: [],
  problem: null,
  ...change,
});

test('contents that need a decision come first, then each product, the one with most contents first', () => {
  const plan = withPreviews(
    withFiles(emptyPlan, [{ file: 'f', name: '', size: 1, files: 6 }]),
    ['f'],
    [
      found('a.csv'),
      found('b.json', { sourceLabel: 'AWS CloudTrail' }),
      found('c.csv', { problem: 'not an audit log' }),
      found('d.json', { sourceLabel: 'AWS CloudTrail' }),
      found('e.csv', { confidence: 0.5 }),
      found('f.csv', { asksZone: true }),
    ],
  );
  assert.deepEqual(
    planGroups(plan).map(({ label, needsLook, contents }) => [
      label,
      needsLook,
      contents.map(({ preview }) => preview.name).join(' '),
    ]),
    [
      ['Not recognised: check the mapping', true, 'e.csv'],
      ['Which time zone?', true, 'f.csv'],
      ['Cannot be imported', true, 'c.csv'],
      ['AWS CloudTrail', false, 'b.json d.json'],
      ['Okta System Log', false, 'a.csv'],
    ],
  );
});

test('a name is its own part, and the folders or the archive before it', () => {
  assert.deepEqual(nameParts('logs/june/a.json'), { own: 'a.json', before: 'logs/june' });
  assert.deepEqual(nameParts('all.zip ▸ a.json'), { own: 'a.json', before: 'all.zip' });
  assert.deepEqual(nameParts('all.zip ▸ june/a.json'), { own: 'a.json', before: 'all.zip ▸ june' });
  assert.deepEqual(nameParts('a.json'), { own: 'a.json', before: '' });
});
