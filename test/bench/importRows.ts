import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

import { createEvidence } from '../../electron/engine/evidence/evidence.ts';
import { runTask } from '../../electron/engine/workerTask.ts';
import { importCsv, importJson } from './duck.ts';
import type { Duck } from './duck.ts';
import { runScript } from './processes.ts';
import { inTurn, median, timed } from './table.ts';
import type { Row } from './table.ts';

export type Files = {
  readonly jsonl: string;
  /** A fifth of the events, for how memory grows. */
  readonly fifth: string;
  readonly csv: string;
  readonly gz: string;
};

export type Bench = {
  readonly events: number;
  readonly runs: number;
  readonly caseFolder: string;
  readonly files: Files;
  readonly duck: Duck;
};

const cli = path.resolve(import.meta.dirname, '../../electron/cli.ts');

async function importFresh(folder: string, file: string): Promise<{ ms: number; peakMb: number }> {
  rmSync(folder, { recursive: true, force: true });
  return runScript([cli, 'import', folder, file, '--json']);
}

export async function* importRows(bench: Bench): AsyncGenerator<Row> {
  const { caseFolder, files, duck, runs } = bench;
  const peaks = { fifth: (await importFresh(caseFolder, files.fifth)).peakMb, whole: 0 };
  const csv = await inTurn(
    runs,
    async () => (await importFresh(caseFolder, files.csv)).ms,
    () => timed(() => importCsv(duck, files.csv)),
  );
  yield { what: 'import CSV', ...csv, unit: 'ms', target: '≤ 1.5 ×' };
  const gz: number[] = [];
  for (let run = 0; run < runs; run++) gz.push((await importFresh(caseFolder, files.gz)).ms);
  yield { what: 'import {"Records":[…]}, gz files of 10,000', ours: median(gz), unit: 'ms' };
  const stored = sizeOf(path.join(caseFolder, 'evidence'));
  const decoded = statSync(files.jsonl).size;
  yield {
    what: 'evidence of gz files',
    ours: (stored / decoded) * 100,
    unit: '%',
    target: '≤ 22 % of the decoded',
  };
  const json = await inTurn(
    runs,
    async () => {
      const done = await importFresh(caseFolder, files.jsonl);
      peaks.whole = Math.max(peaks.whole, done.peakMb);
      return done.ms;
    },
    () => timed(() => importJson(duck, files.jsonl)),
  );
  yield {
    what: 'import JSON lines: kept, hashed, indexed, ready',
    ...json,
    unit: 'ms',
    target: '≤ 1.2 ×',
  };
  yield { what: '  most memory, all processes', ours: peaks.whole, unit: 'MB', target: '≤ 700 MB' };
  yield {
    what: '  memory growth from a fifth to all',
    ours: ((peaks.whole - peaks.fifth) * 2 ** 20) / (bench.events * 0.8),
    unit: 'bytes an event',
    target: '≤ 20',
  };
  yield {
    what: '  first events told',
    ours: await firstEvents(files.jsonl, caseFolder),
    unit: 'ms',
  };
  const index = await runScript([cli, 'index', caseFolder]);
  yield {
    what: '  search and background columns ready, after the import',
    ours: index.ms,
    unit: 'ms',
    target: `≤ ${Math.round(2 * json.ours).toLocaleString('en')} ms`,
  };
  const evidence = sizeOf(path.join(caseFolder, 'evidence'));
  yield { what: 'evidence', ours: (evidence / decoded) * 100, unit: '%', target: '≤ 15 %' };
  yield {
    what: 'whole case with the search index',
    ours: (sizeOf(caseFolder) / decoded) * 100,
    unit: '%',
    target: '≤ 40 %',
  };
  const verify = await runScript([cli, 'verify', caseFolder, '--json']);
  yield { what: 'verify', ours: decoded / 1000 / verify.ms, unit: 'MB/s', target: '≥ 300 MB/s' };
}

/** From the start of the task to its first events, in a case beside the other. */
async function firstEvents(file: string, caseFolder: string): Promise<number> {
  const folder = `${caseFolder}-first`;
  rmSync(folder, { recursive: true, force: true });
  createEvidence(folder, { name: 'first', author: 'bench' }).close();
  const controller = new AbortController();
  const started = performance.now();
  let first = NaN;
  const files = [{ path: file, name: 'events.jsonl' }];
  await runTask(
    { kind: 'import', folder, author: 'bench', files },
    controller.signal,
    (progress) => {
      if (progress.firstEvents === undefined) return;
      first = performance.now() - started;
      controller.abort();
    },
  ).catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
  return first;
}

function sizeOf(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}
