import assert from 'node:assert/strict';
import { test } from 'node:test';

import { facetWithNames } from '../../electron/engine/fileFacet.ts';
import { everything } from '../../shared/filter.ts';
import {
  fileBeside,
  importFiles,
  langfuseRecord,
  newCase,
  withOpen,
} from '../helpers/importedCase.ts';

const { signal } = new AbortController();

test('evidence files stand among the values by their names, and are found by name or number', async (t) => {
  const made = newCase(t);
  const lines = (ids: readonly string[]): string =>
    ids.map((id) => JSON.stringify(langfuseRecord(id))).join('\n');
  await importFiles(made, [
    fileBeside(made, 'June.jsonl', lines(['a', 'b'])),
    fileBeside(made, 'July.jsonl', lines(['c'])),
  ]);
  await withOpen(made, async (open) => {
    const facet = (contains: string) =>
      facetWithNames(
        open,
        { filter: everything, zone: 'UTC', field: 'original', top: 10, contains },
        signal,
      );
    const june = { value: 'E1', count: 2, label: 'June.jsonl' };
    const july = { value: 'E2', count: 1, label: 'July.jsonl' };
    assert.deepEqual((await facet('')).values, [june, july]);
    assert.deepEqual((await facet('juL')).values, [july]);
    assert.deepEqual(await facet('e1'), {
      field: 'original',
      total: 3,
      distinct: 1,
      values: [june],
    });
    const other = await facetWithNames(
      open,
      { filter: everything, zone: 'UTC', field: 'source', top: 10 },
      signal,
    );
    assert.deepEqual(other.values, [{ value: 'langfuse', count: 3 }]);
  });
});
