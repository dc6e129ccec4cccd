/**
 * `npm run campaign`: what would take too long for every test run. `-- --events N` (1,000,000) for the agreement of all answers,
 * `--rounds N` (100) for cancels and kills, `--schedules N` (200) of faults and `--sync-kills N` (50) for sync,
 * `--only agreement,cancel,kill,sync-faults,sync-kills`, `--seed N`.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { createEvidence } from '../../electron/engine/evidence/evidence.ts';
import { runImport } from '../../electron/engine/import/run.ts';
import { openCase } from '../../electron/engine/openCase.ts';
import { generateEvents } from '../bench/generate.ts';
import { seeded } from '../bench/random.ts';
import { apiStyles } from '../servers/apiStyles.ts';
import { checkAgreement, checkBytes } from './agreement.ts';
import { cancelImports, killImports } from './interrupted.ts';
import { naiveEvents } from './naiveEvents.ts';
import { syncThroughFaults } from './syncFaults.ts';
import { killSyncs } from './syncKills.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '100' },
    schedules: { type: 'string', default: '200' },
    'sync-kills': { type: 'string', default: '50' },
    only: { type: 'string', default: 'agreement,cancel,kill,sync-faults,sync-kills' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const only = new Set(values.only.split(','));
const rounds = Number(values.rounds);
const seed = Number(values.seed);
const random = seeded(seed);
const folder = mkdtempSync(path.join(tmpdir(), 'casebook-campaign-'));
const author = 'Campaign';
const quiet = { author, signal: new AbortController().signal, onProgress: () => undefined };

async function caseOf(name: string, file: string): Promise<string> {
  const made = path.join(folder, `${name}.casebook`);
  createEvidence(made, { name, author }).close();
  await runImport(made, [{ path: file, name: path.basename(file) }], quiet);
  return made;
}

async function step(name: string, act: () => Promise<string>): Promise<void> {
  if (!only.has(name)) return;
  const started = performance.now();
  const found = await act();
  console.log(`${name}: ${found}, ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

console.log(`seed ${seed}`);
try {
  mkdirSync(folder, { recursive: true });
  await step('agreement', async () => {
    const file = path.join(folder, 'large.jsonl');
    generateEvents(file, Number(values.events), seed);
    const made = await caseOf('large', file);
    const events = naiveEvents(file);
    const open = openCase(made, { author });
    try {
      const filters = Math.min(rounds, 100);
      await checkAgreement(open, events, random, {
        filters,
        whole: 20,
        exports: 3,
        onRecords: 10,
        folder,
      });
      checkBytes(open, file, events, random, 1000);
      return `${events.length.toLocaleString('en')} events, ${filters} random filters, 1,000 events to the byte`;
    } finally {
      open.close();
    }
  });
  const small = path.join(folder, 'small.jsonl');
  generateEvents(small, 2000, seed + 1);
  const large = path.join(folder, 'threads.jsonl');
  generateEvents(large, 12_000, seed + 2);
  const trial = async (name: string) => ({
    before: await caseOf(name, small),
    files: [large, small],
    rounds,
    random: () => random.next(),
  });
  await step('cancel', async () => {
    const { cancelled, done } = await cancelImports(await trial('cancel'));
    return `${cancelled} cancelled, ${done} done before`;
  });
  await step('kill', async () => {
    const { before, between, after } = await killImports(await trial('kill'));
    // Else the moments that matter were not tried.
    assert.ok(before > 0 && between > 0, `${before} before, ${between} between`);
    return `${before} killed before the commit, ${between} between it and the index, ${after} after both`;
  });
  await step('sync-faults', async () => {
    let runs = 0;
    let requests = 0;
    const count = Number(values.schedules);
    for (let at = 0; at < count; at++) {
      const style = apiStyles[at % apiStyles.length];
      if (!style) continue;
      const made = path.join(folder, 'sync.casebook');
      const done = await syncThroughFaults(made, style, seed + at).catch((cause: unknown) => {
        throw new Error(`${style.name}, seed ${seed + at}`, { cause });
      });
      runs += done.runs;
      requests += done.requests;
      rmSync(made, { recursive: true });
    }
    return `${count} schedules of faults, ${runs} runs, ${requests.toLocaleString('en')} requests`;
  });
  await step('sync-kills', async () => {
    const github = apiStyles.find(({ name }) => name === 'github');
    if (!github) throw new Error('no GitHub server');
    const { killed, entries } = await killSyncs(
      path.join(folder, 'sync-kills'),
      github,
      Number(values['sync-kills']),
      random,
    );
    return `${killed} killed, ${entries} parts imported`;
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
