import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { exportedFields } from '../../../electron/engine/eventFields.ts';
import { areInColumns, columnEvent } from '../../../electron/engine/export/columnEvents.ts';
import { columnValue } from '../../../electron/engine/export/columnValue.ts';
import { sharedFolder } from '../../helpers/corpus.ts';
import { importFiles, newCase, withOpen } from '../../helpers/importedCase.ts';

const computed = ['actor', 'resource', 'scope', 'hour', 'weekday'];
const fields = [...exportedFields, ...computed].filter((field) => areInColumns([field]));

async function assertSame(made: string): Promise<number> {
  return withOpen(made, (open) => {
    for (let row = 0; row < open.index.rows; row++) {
      const stored = open.records.read(row);
      const quick = { event: columnEvent(open.index, row, open.records.fileOf), value: null };
      for (const field of fields)
        assert.deepEqual(
          columnValue(quick, field, 'Asia/Kathmandu', []),
          columnValue(stored, field, 'Asia/Kathmandu', []),
          `${field} of row ${row}`,
        );
    }
    return open.index.rows;
  });
}

test('what columns say of the sample case’s events is what their records say', async (t) => {
  const folder = path.resolve('resources/samples');
  const made = newCase(t);
  await importFiles(
    made,
    readdirSync(folder).map((name) => path.join(folder, name)),
  );
  assert.equal(await assertSame(made), 273);
});

test('the same of every product’s exports', async (t) => {
  const folders = ['langfuse_abv', 'arcane', 'kore_agent_platform'].map((name) =>
    sharedFolder(`samples/${name}`),
  );
  const there = folders.filter((folder) => folder !== null);
  if (there.length < 3) return t.skip('no samples here');
  const made = newCase(t);
  await importFiles(made, there);
  assert.ok((await assertSame(made)) > 500);
});

test('fields that only a record tells are not taken from columns', () => {
  for (const field of [
    'before',
    'description',
    'id',
    'flags',
    'bytesSha256',
    'recordHash',
    'details.x',
    'raw./a',
  ])
    assert.equal(areInColumns(['action', field]), false, field);
});
