import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

import { ledgerSummary } from '../../../electron/engine/ledgerSummary.ts';
import { assertVerifies } from '../../helpers/importCounts.ts';
import {
  author,
  fileBeside,
  importFiles,
  langfuseLines,
  newCase,
  withOpen,
} from '../../helpers/importedCase.ts';

/** What the case says of it when it is opened, and the last words of its custody log; the time of beginning left out. */
async function said(made: string): Promise<readonly (string | null)[]> {
  return withOpen(made, (open) => {
    const last = open.evidence.ledger().at(-1);
    const without = (words: string): string => words.replace(/began at .{16} UTC/u, 'began');
    const { interrupted } = open.info();
    return [
      interrupted && without(interrupted),
      last ? without(ledgerSummary(last).summary) : null,
    ];
  });
}

test('an import that was stopped or killed is told of until something else is done', async (t) => {
  const made = newCase(t);
  const file = fileBeside(made, 'mid.jsonl', langfuseLines(0, 3000));
  const other = fileBeside(made, 'other.jsonl', langfuseLines(5000, 10));
  const controller = new AbortController();
  await assert.rejects(
    importFiles(made, [file, other], {}, controller.signal, () => {
      controller.abort();
    }),
  );
  const stopped = `The import of mid.jsonl and 1 more that ${author} began was stopped before its end: cancelled, or its window closed. Nothing of it was kept.`;
  assert.deepEqual(await said(made), [stopped, stopped]);

  const entry = new URL('../../../electron/engine/import/run.ts', import.meta.url).href;
  const script = `const { runImport } = await import(${JSON.stringify(entry)});
    await runImport(${JSON.stringify(made)}, [{ path: ${JSON.stringify(file)}, name: 'mid.jsonl' }], {
      author: 'Ada', signal: new AbortController().signal,
      onProgress: () => { process.kill(process.pid, 'SIGKILL'); },
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: 'inherit',
  });
  await once(child, 'exit');
  assert.equal(child.signalCode, 'SIGKILL');
  const killed =
    'The import of mid.jsonl that Ada began was interrupted: the program ended before it. Nothing of it was kept.';
  assert.deepEqual(await said(made), [killed, killed]);
  assert.deepEqual(await said(made), [killed, killed]);

  await importFiles(made, [other]);
  assert.deepEqual(await said(made), [null, '1 evidence file imported']);
  await assertVerifies(made);
});
