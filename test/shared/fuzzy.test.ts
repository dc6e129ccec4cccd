import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fuzzyFind, fuzzyScore } from '../../shared/fuzzy.ts';

const names = [
  'Export the events of this view',
  'Event reference',
  'Events',
  'Light or dark',
  'Save this view',
];
const find = (typed: string): readonly string[] => fuzzyFind(names, typed, (name) => name);

test('the start of the name comes before the start of a word, sooner before later, letters in order last', () => {
  assert.deepEqual(find('event'), ['Event reference', 'Events', 'Export the events of this view']);
  assert.deepEqual(find('vi'), ['Save this view', 'Export the events of this view']);
  assert.deepEqual(find('lod'), ['Light or dark']);
});

test('every word that is typed must be found; nothing typed finds all', () => {
  assert.deepEqual(find('view sav'), ['Save this view']);
  assert.equal(fuzzyScore('Save this view', 'save nothing'), null);
  assert.deepEqual(find(''), names);
  assert.deepEqual(find('  '), names);
});
