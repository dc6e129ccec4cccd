import assert from 'node:assert/strict';
import { test } from 'node:test';

import { catalogueOf } from '../../../electron/engine/catalogue.ts';
import { filterOf, searchCatalogue } from '../../../renderer/features/catalogue/catalogueSearch.ts';
import { formatFilterText } from '../../../shared/filterText.ts';

test('finds documented events by words of name, category, meaning and metadata', () => {
  assert.deepEqual(
    searchCatalogue(catalogueOf(null), 'kore', 'guardrail usage').map(({ event }) => event),
    ['Guardrails undeployed'],
  );
});

test('an entry’s filter asks for its category or resource too, since names repeat', () => {
  const text = (source: string, event: string): string[] =>
    catalogueOf(source)
      .filter((entry) => entry.event === event)
      .map((entry) => formatFilterText(filterOf(entry)));
  assert.deepEqual(text('arcane', 'organisation.user.*'), [
    'source = arcane AND action ~ organisation.user.*',
  ]);
  assert.equal(new Set(text('kore', 'API Key created')).size, 3);
  assert.match(text('langfuse', 'promote')[0] ?? '', /resourceType = prompt/u);
});
