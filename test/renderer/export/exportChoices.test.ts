import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chosenColumns, suggestedName } from '../../../renderer/features/export/exportChoices.ts';

test('columns are every field, the grid’s with the reference first, or a preset', () => {
  assert.deepEqual(
    ['all', 'grid', 'preset:kore'].map((choice) =>
      chosenColumns(choice, ['occurredAt', 'event', 'actor', 'tag'], false),
    ),
    [[], ['event', 'occurredAt', 'actor'], ['preset:kore']],
  );
  assert.deepEqual(chosenColumns('grid', ['actor', 'tag'], true), ['event', 'actor', 'tag']);
});

test('a suggested name has no character that a file system refuses', () => {
  assert.equal(
    suggestedName('ACME: Q2/../review?', 'csv', new Date('2026-06-18T00:00:00Z')),
    'ACME Q2 review 2026-06-18.csv',
  );
});
