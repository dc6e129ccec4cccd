import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  emptyPlan,
  firstOpen,
  importFile,
  isImportable,
  previewState,
  wishOf,
  withFiles,
  withPreviews,
  withWish,
  withoutFile,
} from '../../../renderer/features/import/importPlan.ts';
import type { Preview } from '../../../shared/importResult.ts';
import type { Mapping } from '../../../shared/mapping.ts';

function preview(change: Partial<Preview>): Preview {
  return {
    file: 'f1',
    name: 'a.json',
    size: 10,
    source: 'langfuse',
    sourceLabel: 'Langfuse',
    reader: 'json',
    confidence: 1,
    mapping: null,
    asksZone: false,
    events: [],
    rejected: [],
    paths: [],
    warnings: [],
    problem: null,
    ...change,
  };
}

const mapping: Mapping = {
  version: 1,
  source: 'own',
  label: 'Own log',
  fields: { occurredAt: ['when'] },
  time: { format: 'auto', zone: null, zoneSource: 'assumed' },
  uniqueId: false,
  changeKind: 'none',
};

const twoFiles = withFiles(emptyPlan, [
  { file: 'f1', name: 'a.json', size: 10 },
  { file: 'f2', name: 'b.zip', size: 20 },
]);

test('says of a file what it still needs, the worst first', () => {
  const none = { mapping: null, zone: null, prefix: null };
  assert.deepEqual(
    [
      previewState(preview({}), none),
      previewState(preview({ confidence: 0.79 }), none),
      previewState(preview({ confidence: 0.79, asksZone: true }), {
        mapping,
        zone: null,
        prefix: null,
      }),
      previewState(preview({ asksZone: true }), { mapping: null, zone: 'UTC', prefix: null }),
      previewState(preview({ problem: 'a PDF document', confidence: 0 }), none),
      previewState(preview({ problem: 'empty file: 0 bytes', confidence: 0 }), none),
    ],
    ['recognised', 'check mapping', 'asks zone', 'recognised', 'cannot be read', 'empty'],
  );
});

test('a file that is read again keeps its place, and members of a zip stay together', () => {
  const first = withPreviews(
    twoFiles,
    ['f2', 'f1'],
    [
      preview({ file: 'f2', name: 'b.zip ▸ x' }),
      preview({ file: 'f2', name: 'b.zip ▸ y' }),
      preview({ file: 'f1', name: 'a.json' }),
    ],
  );
  const again = withPreviews(first, ['f1'], [preview({ file: 'f1', name: 'a.json', size: 11 })]);
  assert.deepEqual(
    again.previews.map(({ name, size }) => `${name} ${size}`),
    ['a.json 11', 'b.zip ▸ x 10', 'b.zip ▸ y 10'],
  );
});

test('what was decided goes with the file to the engine, and goes with it when it is left out', () => {
  const wished = withWish(withWish(twoFiles, 'f1', { zone: 'Asia/Tokyo' }), 'f1', { mapping });
  assert.deepEqual(
    [importFile(wished, 'f1'), importFile(wished, 'f2')],
    [{ file: 'f1', mapping, zone: 'Asia/Tokyo' }, { file: 'f2' }],
  );
  const left = withoutFile(wished, 'f1');
  assert.deepEqual([left.files.length, wishOf(left, 'f1').zone], [1, null]);
});

test('previews that come after their file was left out are dropped', () => {
  const left = withoutFile(twoFiles, 'f1');
  assert.deepEqual(withPreviews(left, ['f1'], [preview({})]).previews, []);
});

test('opens the first file that needs a look, and can import once one can be read', () => {
  const plan = withPreviews(
    twoFiles,
    ['f1', 'f2'],
    [
      preview({ problem: 'empty file' }),
      preview({ file: 'f2', name: 'b.zip ▸ x', confidence: 0.4 }),
    ],
  );
  assert.deepEqual([firstOpen(plan)?.name, isImportable(plan)], ['b.zip ▸ x', true]);
  assert.equal(isImportable(withoutFile(plan, 'f2')), false);
});

test('an empty export alone can be imported, a picture alone cannot', () => {
  const only = (problem: string) => withPreviews(twoFiles, ['f1'], [preview({ problem })]);
  assert.equal(isImportable(only('empty file: 0 bytes')), true);
  assert.equal(isImportable(only('not an audit log: a picture (PNG)')), false);
});
