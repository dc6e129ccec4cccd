import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { assertVerifies, countsOf } from '../../helpers/importCounts.ts';
import {
  eventsOf,
  fileBeside,
  importFiles,
  langfuseLines,
  langfuseRecord,
  newCase,
  printedEvents,
  withOpen,
} from '../../helpers/importedCase.ts';

test('the same file twice, under any name, adds nothing but a custody entry', async (t) => {
  const made = newCase(t);
  const one = fileBeside(made, 'one.jsonl', langfuseLines(0, 20));
  const two = fileBeside(made, 'two.jsonl', langfuseLines(0, 20));
  await importFiles(made, [one]);
  const before = await printedEvents(made);
  const again = await importFiles(made, [two]);
  assert.deepEqual(countsOf(again), [[20, 0, 20, 0, 0]]);
  assert.deepEqual(await printedEvents(made), before);
  await withOpen(made, (open) => {
    assert.equal(open.indexCovers(), true);
    assert.equal(open.evidence.originals().length, 1);
    assert.equal(open.evidence.ledger().length, 3);
  });
  assert.deepEqual(readdirSync(path.join(made, 'evidence')), ['0001.pack']);
  await assertVerifies(made);
});

test('files that overlap count each event once, within a job and between jobs', async (t) => {
  const made = newCase(t);
  const files = [langfuseLines(0, 20), langfuseLines(10, 20), langfuseLines(25, 10)].map(
    (lines, i) => fileBeside(made, `${i}.jsonl`, lines),
  );
  const first = await importFiles(made, files.slice(0, 2));
  const second = await importFiles(made, files.slice(2));
  assert.deepEqual(
    [...countsOf(first), ...countsOf(second)],
    [
      [20, 20, 0, 0, 0],
      [20, 10, 10, 0, 0],
      [10, 5, 5, 0, 0],
    ],
  );
  assert.equal((await eventsOf(made)).length, 35);
  await assertVerifies(made);
});

test('the same id with other content is a conflict: both are kept and flagged', async (t) => {
  const made = newCase(t);
  const one = fileBeside(made, 'one.jsonl', `${JSON.stringify(langfuseRecord('x'))}\n`);
  const two = fileBeside(
    made,
    'two.jsonl',
    `${JSON.stringify(langfuseRecord('x', { action: 'delete' }))}\n`,
  );
  const spaced = fileBeside(
    made,
    'three.jsonl',
    `${JSON.stringify(langfuseRecord('x')).replaceAll('":', '" : ')}\n`,
  );
  const counts = [
    ...countsOf(await importFiles(made, [one])),
    ...countsOf(await importFiles(made, [two])),
    ...countsOf(await importFiles(made, [spaced])),
  ];
  assert.deepEqual(
    { counts, events: (await eventsOf(made)).map(({ id, action }) => [id, action]) },
    {
      counts: [
        [1, 1, 0, 0, 0],
        [1, 0, 0, 1, 0],
        [1, 0, 1, 0, 0],
      ],
      events: [
        ['x', 'update'],
        ['x', 'delete'],
      ],
    },
  );
});
