import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { allSources } from '../../../../electron/engine/import/adapters/sources.ts';
import { exportPage, withTables } from '../../../../scripts/sourceTables.ts';

const docs = path.resolve(import.meta.dirname, '../../../../docs');
const definitions = allSources().map(({ definition }) => definition);

test('docs/sources.md says what resources/sources says', () => {
  const page = readFileSync(path.join(docs, 'sources.md'), 'utf8');
  assert.equal(withTables(page, definitions), page, 'run "node scripts/sources.ts"');
});

test('every source has a page that says how to export it, and every page a source', () => {
  const pages = new Set(readdirSync(path.join(docs, 'export')));
  const found = definitions.map(({ name }) => [name, exportPage(name, pages)] as const);
  const used = new Set(found.map(([, page]) => page));
  assert.deepEqual(
    {
      without: found.flatMap(([name, page]) => (page === null ? [name] : [])),
      unused: [...pages].filter((page) => !used.has(page)),
    },
    { without: [], unused: [] },
  );
});

test('what is said of a field is said of one that the source has', () => {
  const wrong = definitions.flatMap(({ name, mapping, derive, about, ...rules }) => {
    const has = new Set<string>([
      ...Object.keys(mapping.fields),
      ...(derive ?? []).map(({ field }) => field),
      ...(about.byCode ?? []),
      ...(rules.outcome ? ['outcome'] : []),
      ...(rules.actorType ? ['actorType'] : []),
      ...(rules.changes ? ['before', 'after'] : []),
    ]);
    return Object.keys(about.confidence.fields ?? {}).flatMap((field) =>
      has.has(field) ? [] : [`${name}: ${field}`],
    );
  });
  assert.deepEqual(wrong, []);
});
