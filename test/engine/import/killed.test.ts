import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import Database from 'better-sqlite3';

import { createEvidence } from '../../../electron/engine/evidence/evidence.ts';
import { reindexCase } from '../../../electron/engine/import/reindex.ts';
import {
  fileBeside,
  importFiles,
  langfuseLines,
  newCase,
  printedEvents,
  verify,
  withOpen,
} from '../../helpers/importedCase.ts';

const rounds = 20;
const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
const helper = new URL('../../helpers/importedCase.ts', import.meta.url).href;

/** Imports in a process of its own, which is killed `afterMs` after it has begun; null lets it end. Gives what it took. */
async function importKilled(
  made: string,
  files: readonly string[],
  afterMs: number | null,
): Promise<number> {
  const script = `const { importFiles } = await import(${JSON.stringify(helper)});
    process.stdout.write('begins');
    await importFiles(${JSON.stringify(made)}, ${JSON.stringify(files)});`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const began = performance.now();
  const timer = afterMs === null ? null : setTimeout(() => child.kill('SIGKILL'), afterMs);
  await ended;
  if (timer) clearTimeout(timer);
  return performance.now() - began;
}

test(`killed at ${rounds} random moments, an import is there or is not; run again, all is as if undisturbed`, async (t) => {
  const undisturbed = newCase(t);
  const first = fileBeside(undisturbed, 'first.jsonl', langfuseLines(0, 30));
  const files = [
    fileBeside(undisturbed, 'a.jsonl', langfuseLines(10, 400)),
    fileBeside(undisturbed, 'b.jsonl.gz', gzipSync(langfuseLines(300, 400))),
  ];
  await importFiles(undisturbed, [first]);
  const before = await printedEvents(undisturbed);
  const lasts = await importKilled(undisturbed, files, null);
  const after = await printedEvents(undisturbed);
  let there = 0;
  for (let round = 0; round < rounds; round++) {
    const made = path.join(path.dirname(undisturbed), `${round}.casebook`);
    createEvidence(made, { name: 'Test', author: 'Ada' }).close();
    await importFiles(made, [first]);
    await importKilled(made, files, (lasts * 0.75 * (round + Math.random())) / rounds);
    const state = await withOpen(made, (open) => ({
      imports: open.evidence.ledger().filter(({ kind }) => kind === 'import').length,
      covers: open.indexCovers(),
    }));
    if (state.imports === 2) there++;
    if (!state.covers) await reindexCase(made, quiet);
    const { problems } = await verify(made);
    assert.deepEqual(problems, []);
    assert.deepEqual(await printedEvents(made), state.imports === 2 ? after : before);
    await importFiles(made, files);
    assert.deepEqual(await printedEvents(made), after);
    assert.deepEqual(readdirSync(path.join(made, 'evidence')).length, 3);
    assert.deepEqual((await verify(made)).problems, []);
  }
  t.diagnostic(`${there} of ${rounds} were committed before they were killed`);
});

test('an index that fails once the import is committed costs no evidence', async (t) => {
  const made = newCase(t);
  const file = fileBeside(made, 'a.jsonl', langfuseLines(0, 20));
  let broken = false;
  const failing = importFiles(made, [file], {}, quiet.signal, () => {
    if (broken) return;
    broken = true;
    const db = new Database(path.join(made, 'index.db'));
    db.exec('DROP TABLE job');
    db.close();
  });
  await assert.rejects(failing, /kept as evidence, but the index could not take their events/u);
  rmSync(path.join(made, 'index.db'));
  assert.deepEqual(readdirSync(path.join(made, 'evidence')), ['0001.pack']);
  assert.deepEqual((await verify(made)).problems, []);
  await withOpen(made, (open) => {
    assert.equal(open.indexCovers(), false);
  });
  await reindexCase(made, quiet);
  assert.equal((await printedEvents(made)).length, 20);
});
