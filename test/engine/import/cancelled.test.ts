import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { reindexCase } from '../../../electron/engine/import/reindex.ts';
import { assertVerifies, countsOf } from '../../helpers/importCounts.ts';
import {
  fileBeside,
  importFiles,
  langfuseLines,
  newCase,
  printedEvents,
} from '../../helpers/importedCase.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

test('cancelled at any moment, the case is as it was', async (t) => {
  const made = newCase(t);
  await importFiles(made, [fileBeside(made, 'before.jsonl', langfuseLines(0, 5))]);
  const before = {
    events: await printedEvents(made),
    files: readdirSync(path.join(made, 'evidence')),
  };
  const files = [
    fileBeside(made, 'a.jsonl', langfuseLines(100, 3000)),
    fileBeside(made, 'b.jsonl.gz', gzipSync(langfuseLines(10_000, 3000))),
  ];
  for (const at of [1, 2, 3]) {
    const controller = new AbortController();
    let calls = 0;
    const cancelled = importFiles(made, files, {}, controller.signal, () => {
      if (++calls === at) controller.abort();
    });
    await assert.rejects(cancelled);
    assert.deepEqual(
      { events: await printedEvents(made), files: readdirSync(path.join(made, 'evidence')) },
      before,
    );
  }
  const controller = new AbortController();
  controller.abort();
  await assert.rejects(reindexCase(made, { ...quiet, signal: controller.signal }));
  assert.deepEqual(await printedEvents(made), before.events);
  await assertVerifies(made);
  assert.deepEqual(countsOf(await importFiles(made, files)), [
    [3000, 3000, 0, 0, 0],
    [0, 0, 0, 0, 0],
    [3000, 3000, 0, 0, 0],
  ]);
});
