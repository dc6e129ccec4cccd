import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { verifyWhole } from '../../electron/engine/verifyTask.ts';
import type { Random } from '../bench/random.ts';
import { startApi } from '../servers/apiServer.ts';
import type { ApiStyle } from '../servers/apiStyles.ts';
import { checkHolds, newEntry, sourceOf, syncEntries } from './syncFaults.ts';

const cli = path.resolve(import.meta.dirname, '../../electron/cli.ts');
const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

/**
 * Runs `casebook sync` and kills its process, so many times, while the log grows; then lets it run to its end. Throws unless
 * the case then holds each record of the log once, and verifies.
 */
export async function killSyncs(
  folder: string,
  style: ApiStyle,
  rounds: number,
  random: Random,
): Promise<{ readonly killed: number; readonly entries: number; readonly records: number }> {
  const made = path.join(folder, 'killed.casebook');
  const home = path.join(folder, 'home');
  mkdirSync(home, { recursive: true });
  let micros = (Date.now() - 86_400_000) * 1000;
  const api = await startApi(style, []);
  const grow = (count: number): void => {
    for (let i = 0; i < count; i++) {
      micros += random.below(3) === 0 ? random.below(5_000_000) + 1000 : random.below(400);
      api.log.push(newEntry(style, api.log.length + 1, micros));
    }
  };
  try {
    grow(300);
    const file = path.join(folder, 'source.json');
    writeFileSync(file, JSON.stringify(sourceOf(style, api)));
    await run(home, api.secret, ['sync', made, '--add', file], null);
    let lasts = await lasting(() => run(home, api.secret, ['sync', made], null));
    let killed = 0;
    for (let round = 0; killed < rounds && round < rounds * 4; round++) {
      grow(60);
      let wasKilled = false;
      const took = await lasting(async () => {
        wasKilled = await run(home, api.secret, ['sync', made], random.next() * lasts);
      });
      if (wasKilled) killed++;
      // how long a run takes that nobody disturbs, now: so that kills fall anywhere in it
      else lasts = took;
    }
    await run(home, api.secret, ['sync', made], null);
    await checkHolds(made, api.log);
    const { problems } = await verifyWhole(made, { ...quiet, author: 'Campaign', readOnly: false });
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    return { killed, entries: syncEntries(made), records: api.log.length };
  } finally {
    await api.close();
  }
}

async function lasting(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

/** Gives whether it was killed before its end; `afterMs` null: it is left alone. */
function run(
  home: string,
  secret: string,
  args: readonly string[],
  afterMs: number | null,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], {
      env: { ...process.env, CASEBOOK_HOME: home, TOKEN: secret },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const timer = afterMs === null ? null : setTimeout(() => child.kill('SIGKILL'), afterMs);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (timer) clearTimeout(timer);
      if (code !== null && code > 1) reject(new Error(`exit ${code}: ${said}`));
      else resolve(signal === 'SIGKILL');
    });
  });
}
