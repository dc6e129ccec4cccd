import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';

import { runImport } from '../../../electron/engine/import/run.ts';
import type { TaskProgress } from '../../../electron/engine/workerTask.ts';
import type { ImportResult } from '../../../shared/importResult.ts';
import { assertVerifies } from '../../helpers/importCounts.ts';
import { langfuseLines, newCase, printedEvents } from '../../helpers/importedCase.ts';

const files = 45;
const partFiles = 20;

/** A folder of gz files of 3 events; the last one holds again what the first holds, and the 25th is no log. */
function folderOf(t: TestContext): string {
  const folder = path.join(path.dirname(newCase(t)), 'logs');
  mkdirSync(folder);
  for (let at = 0; at < files; at++) {
    const lines = langfuseLines((at % (files - 1)) * 3, 3);
    const bytes = at === 24 ? '\x89PNG\r\n\x1a\n' : gzipSync(lines);
    writeFileSync(path.join(folder, `${String(at).padStart(3, '0')}.jsonl.gz`), bytes);
  }
  return folder;
}

function importParts(
  made: string,
  folder: string,
  more: {
    readonly partFiles?: number;
    readonly signal?: AbortSignal;
    readonly onProgress?: (progress: TaskProgress) => void;
  } = {},
): Promise<ImportResult> {
  return runImport(made, [{ path: folder, name: 'logs' }], {
    author: 'Ada',
    signal: new AbortController().signal,
    onProgress: () => undefined,
    partFiles,
    ...more,
  });
}

test('in parts, a folder becomes the events that it becomes in one piece, with one progress', async (t) => {
  const folder = folderOf(t);
  const whole = newCase(t);
  const { totals, failed } = await importParts(whole, folder, { partFiles: files });
  const made = newCase(t);
  const heard: TaskProgress[] = [];
  const result = await importParts(made, folder, { onProgress: (said) => heard.push(said) });
  assert.deepEqual({ totals: result.totals, failed: result.failed }, { totals, failed });
  assert.deepEqual(await printedEvents(made), await printedEvents(whole));
  const packs = readdirSync(path.join(made, 'evidence')).filter((name) => name.endsWith('.pack'));
  assert.equal(packs.length, 3);
  await assertVerifies(made);
  const done = heard.flatMap(({ bytesDone, firstEvents }) => (firstEvents ? [] : [bytesDone]));
  assert.deepEqual(
    done,
    done.toSorted((a, b) => a - b),
  );
  assert.ok(heard.every(({ bytesTotal }) => bytesTotal === heard[0]?.bytesTotal));
  assert.deepEqual([...new Set(heard.map(({ kept }) => kept?.files))], [undefined, 20, 40]);
});

test('cancelled in its second part, the first one stays, and what it brought is not read twice', async (t) => {
  const folder = folderOf(t);
  const whole = newCase(t);
  const { totals } = await importParts(whole, folder);
  const made = newCase(t);
  const controller = new AbortController();
  const cancelled = importParts(made, folder, {
    signal: controller.signal,
    onProgress: ({ kept }) => {
      if (kept) controller.abort();
    },
  });
  await assert.rejects(cancelled, {
    code: 'cancelled',
    message:
      'Cancelled. 20 of the 45 files are in the case. Import them again to go on: what is in is not read twice.',
  });
  assert.equal((await printedEvents(made)).length, 60);
  await assertVerifies(made);
  const again = await importParts(made, folder);
  assert.equal(again.totals.again, totals.again + 20);
  assert.equal(again.totals.records.new, totals.records.new - 60);
  assert.deepEqual(await printedEvents(made), await printedEvents(whole));
  await assertVerifies(made);
});

test('killed in its third part, it goes on from there', async (t) => {
  const folder = folderOf(t);
  const whole = newCase(t);
  await importParts(whole, folder);
  const made = newCase(t);
  const entry = new URL('../../../electron/engine/import/run.ts', import.meta.url).href;
  const script = `const { runImport } = await import(${JSON.stringify(entry)});
    await runImport(${JSON.stringify(made)}, [{ path: ${JSON.stringify(folder)}, name: 'logs' }], {
      author: 'Ada', partFiles: ${partFiles}, signal: new AbortController().signal,
      onProgress: ({ kept }) => { if (kept?.files === 40) process.kill(process.pid, 'SIGKILL'); },
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: 'inherit',
  });
  await once(child, 'exit');
  assert.equal(child.signalCode, 'SIGKILL');
  const { totals } = await importParts(made, folder);
  assert.equal(totals.again, 39 + 1);
  assert.deepEqual(await printedEvents(made), await printedEvents(whole));
  await assertVerifies(made);
});
