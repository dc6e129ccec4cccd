import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { EventsDigest } from '../../../electron/engine/eventsDigest.ts';
import { openEvidence } from '../../../electron/engine/evidence/evidence.ts';
import { RecordTree } from '../../../electron/engine/evidence/recordTree.ts';
import { sourceOf } from '../../../electron/engine/import/adapters/sources.ts';
import { BatchThreads } from '../../../electron/engine/import/batchThreads.ts';
import { RecordCutter } from '../../../electron/engine/import/cutRecords.ts';
import { BatchReader } from '../../../electron/engine/import/readBatch.ts';
import { reindexCase } from '../../../electron/engine/import/reindex.ts';
import { secondPassOf } from '../../../electron/engine/secondPassTask.ts';
import { parseFilterText } from '../../../shared/filterText.ts';
import {
  fileBeside,
  importFiles,
  langfuseLines,
  newCase,
  printedEvents,
  verify,
  withOpen,
} from '../../helpers/importedCase.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

/** Enough for the threads to get most of it: 9 MB, with a line in the middle that is no record, an event given twice and a contradiction. */
const lines = [
  langfuseLines(0, 14_000),
  'not JSON\n',
  langfuseLines(20_000, 8000),
  langfuseLines(13_999, 1),
  langfuseLines(13_998, 1).replace('OWNER', 'ADMIN'),
].join('');

test('blocks read in threads give the events, balance and proofs that one thread gives', async (t) => {
  const made = newCase(t);
  const file = fileBeside(made, 'large.jsonl', lines);
  const { originals } = await importFiles(made, [file]);
  assert.deepEqual(originals[0]?.records, {
    total: 22_003,
    new: 22_000,
    duplicate: 1,
    conflicting: 1,
    rejected: 1,
  });
  const evidence = openEvidence(made, { readOnly: true });
  const [original] = evidence.originals();
  evidence.close();
  const interpretation = original?.interpretation;
  assert.ok(interpretation);

  const digest = new EventsDigest();
  const tree = new RecordTree();
  const reader = new BatchReader(interpretation);
  const cutter = new RecordCutter(interpretation.reader, ({ batch }) => {
    const read = reader.read(batch);
    digest.add(read.digest);
    tree.add(read.records);
  });
  const bytes = readFileSync(file);
  // Other chunks than the import's: blocks close where the records say.
  for (let at = 0; at < bytes.length; at += 70_001) cutter.push(bytes.subarray(at, at + 70_001));
  cutter.end();
  assert.equal(original?.eventsDigest, digest.finish());
  assert.equal(original?.treeRoot, tree.finish().root);
  assert.equal((await verify(made)).ok, true);
  const before = await printedEvents(made);
  await reindexCase(made, quiet);
  assert.deepEqual(await printedEvents(made), before);
});

test('search and changed fields read in threads are those that the records tell', async (t) => {
  const made = newCase(t);
  await importFiles(made, [fileBeside(made, 'large.jsonl', lines)]);
  const answers = (): Promise<readonly number[]> =>
    withOpen(made, (open) =>
      Promise.all(
        ['changed /name', '"prompt-id-21500"', 'NOT changed /name'].map((text) =>
          open.query.count(parseFilterText(text), 'UTC', quiet.signal),
        ),
      ),
    );
  const before = await answers();
  assert.deepEqual(await secondPassOf(made, quiet), { events: 22_001 });
  await withOpen(made, (open) => {
    assert.deepEqual(open.indexStatus(), { ready: true, done: 22_001, total: 22_001 });
  });
  assert.deepEqual(await answers(), before);
  assert.deepEqual(before, [22_001, 1, 0]);
});

test('cancelled while threads are reading, the case is as it was and takes the file afterwards', async (t) => {
  const made = newCase(t);
  const file = fileBeside(made, 'large.jsonl', lines);
  for (const at of [3, 6, 8]) {
    const controller = new AbortController();
    let calls = 0;
    await assert.rejects(
      importFiles(made, [file], {}, controller.signal, () => {
        if (++calls === at) controller.abort();
      }),
    );
    assert.deepEqual(readdirSync(path.join(made, 'evidence')), []);
    assert.deepEqual(await printedEvents(made), []);
  }
  assert.equal((await importFiles(made, [file])).originals[0]?.records.new, 22_000);
});

test('a thread that ends gives up what it was reading, and says so', async () => {
  const threads = new BatchThreads(1);
  const mapping = sourceOf('langfuse')!.definition.mapping;
  const reader = { name: 'json-lines', version: 1, encoding: 'utf-8' } as const;
  const interpretation = {
    reader,
    adapter: { name: 'langfuse', version: 1, data: '' },
    mapping,
    reading: 1,
  };
  const asked: Promise<unknown>[] = [];
  const cutter = new RecordCutter(reader, ({ batch }) => {
    asked.push(threads.read(interpretation, batch));
  });
  cutter.push(Buffer.from(langfuseLines(0, 3000)));
  cutter.end();
  const outcome = Promise.allSettled(asked);
  await threads.close();
  assert.deepEqual(
    (await outcome).map((each) => each.status),
    ['rejected', 'rejected', 'rejected'],
  );
});
