import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

import Database from 'better-sqlite3';
import { z } from 'zod';

import { openEvidence } from '../../electron/engine/evidence/evidence.ts';
import { exportColumns } from '../../electron/engine/export/columns.ts';
import { runExport } from '../../electron/engine/export/run.ts';
import { reindexCase } from '../../electron/engine/import/reindex.ts';
import { runImport } from '../../electron/engine/import/run.ts';
import { openCase } from '../../electron/engine/openCase.ts';
import type { OpenCase } from '../../electron/engine/openCase.ts';
import { verifyWhole } from '../../electron/engine/verifyTask.ts';
import { runTask } from '../../electron/engine/workerTask.ts';
import { toFailure } from '../../shared/failure.ts';
import { everything } from '../../shared/filter.ts';
import { defaultView } from '../../shared/view.ts';
import { storedCase, tablesOf } from './storedCase.ts';

const author = 'Campaign';
const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

/** What a case says, which is the same however often its imports were interrupted. */
type Said = {
  readonly imports: number;
  readonly originals: number;
  readonly covers: boolean;
  readonly events: number;
  /** Over the places and actions of all events, in order. */
  readonly digest: string;
};

async function withOpen<T>(folder: string, use: (open: OpenCase) => Promise<T>): Promise<T> {
  const open = openCase(folder, { author });
  try {
    return await use(open);
  } finally {
    open.close();
  }
}

const saidBy = (folder: string): Promise<Said> =>
  withOpen(folder, async (open) => {
    const set = await open.query.rows(everything, [], 'UTC', quiet.signal);
    const hash = createHash('sha256');
    for (let at = 0; at < set.count; at++) {
      const row = set.at(at);
      const { original, offset, length, part } = open.index.place(row);
      hash.update(`${original} ${offset} ${length} ${part} ${open.index.text(row, 'action')}\n`);
    }
    return {
      imports: open.evidence.ledger().filter(({ kind }) => kind === 'import').length,
      originals: open.evidence.originals().length,
      covers: open.indexCovers(),
      events: set.count,
      digest: hash.digest('hex'),
    };
  });

/** SHA-256 of what leaves the case: every field of every event as JSON lines and CSV, and the rows of a database. */
const exportsOf = (folder: string): Promise<Readonly<Record<string, string>>> =>
  withOpen(folder, async (open) => {
    const hashes: Record<string, string> = {};
    for (const format of ['jsonl', 'csv', 'sqlite'] as const) {
      const file = `${folder}-export.${format}`;
      const request = { path: file, view: defaultView, format, exact: true };
      const { sha256 } = await runExport(open, { ...request, columns: exportColumns([]) }, quiet);
      // A database also says when it was written.
      hashes[format] =
        format === 'sqlite' ? (new Map(tablesOf(file)).get('event') ?? 'no table') : sha256;
      rmSync(file);
    }
    return hashes;
  });

async function assertVerifies(folder: string): Promise<void> {
  const { problems } = await verifyWhole(folder, { ...quiet, author, readOnly: false });
  assert.deepEqual(problems, []);
}

const given = (files: readonly string[]): { path: string; name: string }[] =>
  files.map((file) => ({ path: file, name: path.basename(file) }));

export type Trial = {
  /** A case that holds something already; it is copied for every round. */
  readonly before: string;
  readonly files: readonly string[];
  readonly rounds: number;
  readonly random: () => number;
};

/** A copy of the case for one round; gone afterwards. */
async function inCopy<T>(
  { before }: Trial,
  name: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = `${before}-${name}`;
  rmSync(folder, { recursive: true, force: true });
  cpSync(before, folder, { recursive: true });
  const result = await use(folder);
  rmSync(folder, { recursive: true });
  return result;
}

/** What the import makes of the case when nobody disturbs it, and how long it takes. */
const undisturbed = (trial: Trial) =>
  inCopy(trial, 'undisturbed', async (folder) => {
    const started = performance.now();
    const task = { kind: 'import', folder, author, files: given(trial.files) } as const;
    await runTask(task, quiet.signal, () => undefined);
    const lasts = performance.now() - started;
    return { lasts, after: await saidBy(folder), exports: await exportsOf(folder) };
  });

/** A moment in each of as many equal parts of the import as there are rounds. */
const moment = (trial: Trial, round: number, lasts: number): number =>
  ((round + trial.random()) / trial.rounds) * lasts;

/** All that is stored but the custody log, and that by itself. */
function storedAndLedger(folder: string) {
  const { tables, ...files } = storedCase(folder);
  const { [ledgerTable]: _hash, ...others } = tables;
  const evidence = openEvidence(folder, { readOnly: true });
  const ledger = evidence.ledger().map(({ kind, hash }) => ({ kind, hash }));
  evidence.close();
  return { stored: { ...files, tables: others }, ledger };
}
const ledgerTable = 'evidence.db ledger';

/**
 * Cancels an import at random moments: every byte of the case is as it was, but for the custody log's word that an import was
 * stopped; or the import was done already.
 */
export async function cancelImports(trial: Trial): Promise<{ cancelled: number; done: number }> {
  const { after, lasts } = await undisturbed(trial);
  const before = storedAndLedger(trial.before);
  const found = { cancelled: 0, done: 0 };
  for (let round = 0; round < trial.rounds; round++) {
    await inCopy(trial, 'cancel', async (folder) => {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), moment(trial, round, lasts));
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
      if (outcome === 'done') assert.deepEqual(await saidBy(folder), after);
      else {
        const { stored, ledger } = storedAndLedger(folder);
        assert.deepEqual(stored, before.stored);
        assert.deepEqual(ledger.slice(0, before.ledger.length), before.ledger);
        assert.deepEqual(
          ledger.slice(before.ledger.length).map(({ kind }) => kind),
          ['interrupted'],
        );
      }
      await assertVerifies(folder);
    });
  }
  return found;
}

/** Where a killed import stood: nothing was committed; evidence was, its index was not; both were. */
export type Killed = { before: number; between: number; after: number };

/**
 * Kills the process of an import, at random moments and at those around its commit: the case opens, verifies, and takes the
 * import again, and what leaves it then is what leaves an undisturbed one.
 */
export async function killImports(trial: Trial): Promise<Killed> {
  const { after, lasts, exports } = await undisturbed(trial);
  const before = await saidBy(trial.before);
  const found: Killed = { before: 0, between: 0, after: 0 };
  for (let round = 0; round < trial.rounds; round++) {
    await inCopy(trial, 'kill', async (folder) => {
      // Every fourth as soon as the commit begins to be written, every fourth as soon as it can be seen.
      const aim = (
        [moment(trial, round, lasts), moment(trial, round, lasts), 'writes', 'commits'] as const
      )[round % 4];
      await killedImport(folder, trial.files, aim ?? 0);
      const left = await saidBy(folder);
      const isCommitted = left.imports > before.imports;
      found[isCommitted ? (left.covers ? 'after' : 'between') : 'before']++;
      await assertVerifies(folder);
      if (!left.covers) await reindexCase(folder, quiet);
      const { digest } = await saidBy(folder);
      assert.equal(digest, isCommitted ? after.digest : before.digest);
      await runImport(folder, given(trial.files), { ...quiet, author });
      const { imports, ...again } = await saidBy(folder);
      assert.deepEqual(again, {
        originals: after.originals,
        covers: true,
        events: after.events,
        digest: after.digest,
      });
      assert.equal(imports, after.imports + (isCommitted ? 1 : 0));
      assert.deepEqual(await exportsOf(folder), exports);
      await assertVerifies(folder);
    });
  }
  return found;
}

const script = (folder: string, files: readonly string[]): string =>
  `const { runImport } = await import(${JSON.stringify(new URL('../../electron/engine/import/run.ts', import.meta.url).href)});
   process.stdout.write('begins');
   await runImport(${JSON.stringify(folder)}, ${JSON.stringify(given(files))}, { author: ${JSON.stringify(author)}, signal: new AbortController().signal, onProgress: () => undefined });`;

/** Milliseconds after it began, or what to wait for. */
type Aim = number | 'writes' | 'commits';

async function killedImport(folder: string, files: readonly string[], aim: Aim): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script(folder, files)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = new Promise((resolve) => child.once('exit', resolve));
  const watched = aim === 'commits' ? new Database(path.join(folder, 'evidence.db')) : null;
  const entries = watched?.prepare('SELECT count(*) AS entries FROM ledger');
  const wal = path.join(folder, 'evidence.db-wal');
  const sizeOfLog = (): number => (existsSync(wal) ? statSync(wal).size : 0);
  const count = (): number => countSchema.parse(entries?.get()).entries;
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const started = performance.now();
  const at = aim === 'commits' ? count() : sizeOfLog();
  const due = (): boolean => {
    if (typeof aim === 'number') return performance.now() - started >= aim;
    return aim === 'commits' ? count() > at : sizeOfLog() > at;
  };
  while (child.exitCode === null && !due()) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  child.kill('SIGKILL');
  await end;
  watched?.close();
}

const countSchema = z.object({ entries: z.number() });
