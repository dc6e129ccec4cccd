import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';

import { runImport } from '../../electron/engine/import/run.ts';
import { openCase } from '../../electron/engine/openCase.ts';
import { generateEvents } from '../bench/generate.ts';
import { seeded } from '../bench/random.ts';
import { checkAgreement, checkBytes } from '../campaign/agreement.ts';
import { cancelImports, killImports } from '../campaign/interrupted.ts';
import { naiveEvents } from '../campaign/naiveEvents.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import { newCase } from '../helpers/importedCase.ts';

/** What `npm run campaign` does at full size, small enough for every run; another seed each time, told when it fails. */
const seed = Date.now() % 1_000_000;
const quiet = { author: 'Ada', signal: new AbortController().signal, onProgress: () => undefined };

async function imported(made: string, file: string): Promise<void> {
  await runImport(made, [{ path: file, name: path.basename(file) }], quiet);
}

test(`rows, count, facets, histogram and export agree with the file itself (seed ${seed})`, async (t) => {
  const folder = temporaryFolder(t);
  const file = path.join(folder, 'events.jsonl');
  generateEvents(file, 3000, seed);
  const made = newCase(t);
  await imported(made, file);
  const events = naiveEvents(file);
  const open = openCase(made, { author: 'Ada' });
  t.after(() => open.close());
  const random = seeded(seed);
  await checkAgreement(open, events, random, {
    filters: 40,
    whole: 40,
    exports: 4,
    onRecords: 30,
    folder,
  });
  checkBytes(open, file, events, random, 300);
});

test(`imports that are large enough for threads bear being cancelled and killed (seed ${seed})`, async (t) => {
  const folder = temporaryFolder(t);
  const small = path.join(folder, 'small.jsonl');
  const large = path.join(folder, 'large.jsonl');
  generateEvents(small, 500, seed + 1);
  generateEvents(large, 9000, seed + 2);
  const random = seeded(seed);
  const trial = async (rounds: number) => {
    const before = newCase(t);
    await imported(before, small);
    return { before, files: [large, small], rounds, random: () => random.next() };
  };
  const { cancelled, done } = await cancelImports(await trial(6));
  const { before, between, after } = await killImports(await trial(4));
  assert.equal(cancelled + done, 6);
  assert.ok(cancelled > 0 && before > 0 && between + after > 0, 'both sides of the commit');
  t.diagnostic(
    `${cancelled} cancelled, ${done} not; ${before} killed before the commit, ${between} before the index, ${after} after`,
  );
});
