import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { reindexCase } from '../../electron/engine/import/reindex.ts';
import { runImport } from '../../electron/engine/import/run.ts';
import { openCase } from '../../electron/engine/openCase.ts';
import { verifyWhole } from '../../electron/engine/verifyTask.ts';
import { runTask } from '../../electron/engine/workerTask.ts';
import { toFailure } from '../../shared/failure.ts';
import { everything } from '../../shared/filter.ts';

const author = 'Campaign';
const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

/** What may not change when an import is given up, or must be the same however often it was interrupted. */
type State = {
  readonly files: readonly string[];
  readonly imports: number;
  readonly covers: boolean;
  readonly events: number;
  /** Over the places and native ids of all events, in order. */
  readonly digest: string;
};

async function stateOf(folder: string): Promise<State> {
  const open = openCase(folder, { author });
  try {
    const set = await open.query.rows(everything, [], 'UTC', quiet.signal);
    const hash = createHash('sha256');
    for (let at = 0; at < set.count; at++) {
      const row = set.at(at);
      const { original, offset, length, part } = open.index.place(row);
      hash.update(`${original} ${offset} ${length} ${part} ${open.index.text(row, 'action')}\n`);
    }
    return {
      files: readdirSync(path.join(folder, 'evidence')).map((name) => {
        const bytes = readFileSync(path.join(folder, 'evidence', name));
        return `${name} ${createHash('sha256').update(bytes).digest('hex')}`;
      }),
      imports: open.evidence.ledger().filter(({ kind }) => kind === 'import').length,
      covers: open.indexCovers(),
      events: set.count,
      digest: hash.digest('hex'),
    };
  } finally {
    open.close();
  }
}

async function assertVerifies(folder: string): Promise<void> {
  const { problems } = await verifyWhole(folder, { ...quiet, author, readOnly: false });
  assert.deepEqual(problems, []);
}

const given = (files: readonly string[]): { path: string; name: string }[] =>
  files.map((file) => ({ path: file, name: path.basename(file) }));

type Trial = {
  /** A case that holds something already; it is copied for every round. */
  readonly before: string;
  readonly files: readonly string[];
  readonly rounds: number;
  readonly random: () => number;
};

/** What the import makes of the case when nobody disturbs it, and how long it takes. */
async function undisturbed({ before, files }: Trial): Promise<{ after: State; lasts: number }> {
  const folder = `${before}-undisturbed`;
  rmSync(folder, { recursive: true, force: true });
  cpSync(before, folder, { recursive: true });
  const started = performance.now();
  await runTask({ kind: 'import', folder, author, files: given(files) }, quiet.signal, () => {
    // Nobody looks.
  });
  const lasts = performance.now() - started;
  const after = await stateOf(folder);
  rmSync(folder, { recursive: true });
  return { after, lasts };
}

/** Cancels an import at random moments: the case is as it was, or the import was done already. */
export async function cancelImports(trial: Trial): Promise<{ cancelled: number; done: number }> {
  const { after, lasts } = await undisturbed(trial);
  const before = await stateOf(trial.before);
  const found = { cancelled: 0, done: 0 };
  for (let round = 0; round < trial.rounds; round++) {
    const folder = `${trial.before}-cancel`;
    cpSync(trial.before, folder, { recursive: true });
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), trial.random() * lasts);
    const task = { kind: 'import', folder, author, files: given(trial.files) } as const;
    const outcome = await runTask(task, controller.signal, () => undefined).then(
      () => 'done' as const,
      (thrown: unknown) => {
        // Any other failure is one.
        if (toFailure(thrown).code !== 'cancelled') throw thrown;
        return 'cancelled' as const;
      },
    );
    clearTimeout(timer);
    found[outcome]++;
    assert.deepEqual(await stateOf(folder), outcome === 'done' ? after : before);
    await assertVerifies(folder);
    rmSync(folder, { recursive: true });
  }
  return found;
}

const script = (folder: string, files: readonly string[]): string =>
  `const { runImport } = await import(${JSON.stringify(new URL('../../electron/engine/import/run.ts', import.meta.url).href)});
   process.stdout.write('begins');
   await runImport(${JSON.stringify(folder)}, ${JSON.stringify(given(files))}, { author: ${JSON.stringify(author)}, signal: new AbortController().signal, onProgress: () => undefined });`;

/** Kills the process of an import at random moments: the case opens, verifies, and takes the import again. */
export async function killImports(trial: Trial): Promise<{ committed: number; lost: number }> {
  const { after, lasts } = await undisturbed(trial);
  const before = await stateOf(trial.before);
  const found = { committed: 0, lost: 0 };
  for (let round = 0; round < trial.rounds; round++) {
    const folder = `${trial.before}-kill`;
    cpSync(trial.before, folder, { recursive: true });
    await killed(folder, trial.files, trial.random() * lasts);
    const state = await stateOf(folder);
    const isCommitted = state.imports > before.imports;
    found[isCommitted ? 'committed' : 'lost']++;
    await assertVerifies(folder);
    if (!state.covers) await reindexCase(folder, quiet);
    const { digest } = await stateOf(folder);
    assert.equal(digest, isCommitted ? after.digest : before.digest);
    await runImport(folder, given(trial.files), { ...quiet, author });
    const again = await stateOf(folder);
    assert.deepEqual(
      [again.digest, again.events, again.covers],
      [after.digest, after.events, true],
    );
    assert.equal(again.files.length, after.files.length);
    await assertVerifies(folder);
    rmSync(folder, { recursive: true });
  }
  return found;
}

async function killed(folder: string, files: readonly string[], afterMs: number): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script(folder, files)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
  await ended;
  clearTimeout(timer);
}
