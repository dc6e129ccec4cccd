import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertBalanced, assertVerifies, countsOf } from '../../helpers/importCounts.ts';
import {
  fileBeside,
  importFiles,
  langfuseLines,
  langfuseRecord,
  newCase,
  withOpen,
} from '../../helpers/importedCase.ts';

test('an empty file is evidence without records; what is no log is refused with its reason', async (t) => {
  const made = newCase(t);
  const files = [
    fileBeside(made, 'empty.csv', ''),
    fileBeside(made, 'picture.jpg', Buffer.from('ffd8ffe000104a46494600010101', 'hex')),
    fileBeside(made, 'letter.txt', 'Dear auditor,\nplease find the log attached.\n'),
  ];
  const result = await importFiles(made, files);
  assert.deepEqual(
    {
      originals: result.originals.map(({ name, records }) => [name, records.total]),
      failed: result.failed.map(({ name }) => name),
    },
    { originals: [['empty.csv', 0]], failed: ['picture.jpg', 'letter.txt'] },
  );
  await assertVerifies(made);
});

test('one malformed line among many is rejected, kept with its bytes, and the balance is exact', async (t) => {
  const made = newCase(t);
  const bad = '{"id":"half';
  const text = `${langfuseLines(0, 50)}${bad}\n${langfuseLines(50, 50)}`;
  const file = fileBeside(made, 'a.jsonl', text);
  const result = await importFiles(made, [file]);
  result.originals.forEach(assertBalanced);
  assert.deepEqual(countsOf(result), [[101, 100, 0, 0, 1]]);
  await withOpen(made, (open) => {
    const { rows } = open.index.rejected(1, 0, 10);
    const [row] = rows;
    assert(row);
    assert.deepEqual(
      [row.offset, open.evidence.read(1, row.offset, row.length).toString(), row.reason.length > 0],
      [text.indexOf(bad), bad, true],
    );
  });
  await assertVerifies(made);
});

test('a record beyond 64 MiB is rejected with its size; those around it are read', async (t) => {
  const made = newCase(t);
  const big = JSON.stringify(langfuseRecord('big', { after: 'x'.repeat(65 * 2 ** 20) }));
  const file = fileBeside(made, 'a.jsonl', `${langfuseLines(0, 2)}${big}\n${langfuseLines(2, 2)}`);
  const result = await importFiles(made, [file]);
  result.originals.forEach(assertBalanced);
  assert.deepEqual(countsOf(result), [[5, 4, 0, 0, 1]]);
  await withOpen(made, (open) => {
    const [row] = open.index.rejected(1, 0, 10).rows;
    assert(row && Math.abs(row.length - Buffer.byteLength(big)) <= 1);
    assert.match(row.reason, /more than the 67,108,864/u);
  });
});

test('a record nested 10,000 deep is rejected; the rest is imported', async (t) => {
  const made = newCase(t);
  const deep = `{"id":"deep","a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  const result = await importFiles(made, [
    fileBeside(made, 'a.jsonl', `${langfuseLines(0, 3)}${deep}\n${langfuseLines(3, 3)}`),
  ]);
  result.originals.forEach(assertBalanced);
  assert.deepEqual(countsOf(result), [[7, 6, 0, 0, 1]]);
  await assertVerifies(made);
});
