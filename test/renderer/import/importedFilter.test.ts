import assert from 'node:assert/strict';
import { test } from 'node:test';

import { importedFilter } from '../../../renderer/features/import/importedFilter.ts';
import { formatFilterText } from '../../../shared/filterText.ts';
import type { ImportedOriginal } from '../../../shared/importResult.ts';

const records = { total: 0, new: 0, duplicate: 0, conflicting: 0, rejected: 0 };

function imported(original: string, events: number): ImportedOriginal {
  return {
    original,
    name: `${original}.json`,
    sha256: '',
    source: 'okta',
    reader: 'json',
    events,
    warnings: [],
    seconds: 0,
    records,
    bytes: { total: 0, decoded: 0, header: 0, records: 0, separators: 0, rejected: 0 },
  };
}

const textFor = (
  originals: readonly ImportedOriginal[],
  eventsOfCase: number,
  files = originals.length,
): string =>
  formatFilterText(
    importedFilter(
      { originals, totals: { originals: files, again: 0, records, events: 0 } },
      eventsOfCase,
    ),
  );

test('after an import its own events are shown, and all of them where there are no others', () => {
  const both = [imported('E3', 5), imported('E4', 0), imported('E5', 2)];
  assert.deepEqual(
    [
      textFor(both, 20),
      textFor(both.slice(0, 2), 20),
      textFor(both, 7),
      textFor([imported('E6', 0)], 7),
    ],
    ['original in (E3, E5)', 'original = E3', '', ''],
  );
});

test('where the result does not list every file, no file is left out by the filter', () => {
  assert.equal(textFor([imported('E3', 5)], 20, 900), '');
});
