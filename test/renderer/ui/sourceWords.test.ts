import assert from 'node:assert/strict';
import { test } from 'node:test';

import { confidenceParts } from '../../../renderer/ui/sourceWords.ts';
import type { SourceAbout } from '../../../shared/sourceAbout.ts';

test('says how sure most fields are, and names those that are otherwise', () => {
  const field = (
    name: SourceAbout['fields'][number]['field'],
    knownBy: SourceAbout['fields'][number]['knownBy'],
  ): SourceAbout['fields'][number] => ({ field: name, places: [], workedOut: false, knownBy });
  const about: SourceAbout = {
    source: 'x',
    label: 'X',
    fields: [
      field('id', 'documented'),
      field('action', 'documented'),
      field('ip', 'guess'),
      field('before', 'inferred'),
    ],
    containers: [],
    cannotTell: [],
    hides: [],
  };
  assert.deepEqual(confidenceParts(about), {
    rest: 'documented by its maker',
    others: [
      { words: 'inferred', fields: ['before'] },
      { words: 'a guess, until a real file confirms it', fields: ['ip'] },
    ],
  });
});
