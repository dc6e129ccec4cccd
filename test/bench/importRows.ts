import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

import { createEvidence } from '../../electron/engine/evidence/evidence.ts';
import { runTask } from '../../electron/engine/workerTask.ts';
import type { Dataset } from './dataset.ts';
import { importCsv, importJson } from './duck.ts';
import type { Duck } from './duck.ts';
import { memoryMeasure, runScript, timedHere } from './processes.ts';
import type { Ran } from './processes.ts';
import { inTurn, median } from './table.ts';
import type { Row } from './table.ts';

export type Importing = {
  readonly events: number;
  readonly runs: number;
  /** Holds the JSON lines and their search index afterwards. */
  readonly caseFolder: string;
  readonly data: Dataset;
  /** Holds the JSON lines in its table `event` afterwards. */
  readonly duck: Duck;
};

const cli = path.resolve(import.meta.dirname, '../../electron/cli.ts');

async function importFresh(folder: string, file: string): Promise<Ran> {
  rmSync(folder, { recursive: true, force: true });
  return runScript([cli, 'import', folder, file, '--json']);
}

/** The other forms of the same events. */
export async function* otherForms(bench: Importing): AsyncGenerator<Row> {
  const { caseFolder, data, duck, events, runs } = bench;
  const csvFile = data.csv(events);
  const csv = await inTurn(
    runs,
    () => importFresh(caseFolder, csvFile),
    () => timedHere(() => importCsv(duck, csvFile)),
  );
  await duck.run('DROP TABLE csv_event');
  yield { what: 'import CSV', ...csv, unit: 'ms', target: '≤ 1.5 ×' };
  const folder = data.recordFiles(events);
  const gz: Ran[] = [];
  for (let run = 0; run < runs; run++) gz.push(await importFresh(caseFolder, folder));
  yield {
    what: 'import {"Records":[…]}, gz files of 10,000',
    ours: median(gz.map(({ ms }) => ms)),
    cpu: median(gz.map(({ cpuMs }) => cpuMs)),
    unit: 'ms',
  };
  yield {
    what: '  evidence of gz files, of the decoded',
    ours: (sizeOf(path.join(caseFolder, 'evidence')) / statSync(data.jsonl(events)).size) * 100,
    unit: '%',
    target: '≤ 22 %',
  };
}

export async function* importRows(bench: Importing): AsyncGenerator<Row> {
  const { caseFolder, data, duck, events, runs } = bench;
  const file = data.jsonl(events);
  // How memory grows: a fifth of the events before all of them.
  const fifth = (await importFresh(caseFolder, data.jsonl(events / 5))).peakMb;
  let whole = 0;
  const json = await inTurn(
    runs,
    async () => {
      const done = await importFresh(caseFolder, file);
      whole = Math.max(whole, done.peakMb);
      return done;
    },
    () => timedHere(() => importJson(duck, file)),
  );
  yield {
    what: 'import JSON lines: kept, hashed, indexed, ready',
    ...json,
    unit: 'ms',
    target: '≤ 1.2 ×',
  };
  yield {
    what: '  most memory, all processes',
    ours: whole,
    unit: 'MB',
    target: '≤ 700 MB',
    note: memoryMeasure,
  };
  yield {
    what: '  memory growth from a fifth to all',
    ours: ((whole - fifth) * 2 ** 20) / (events * 0.8),
    unit: 'bytes an event',
    target: '≤ 20',
    ...(events < 10_000_000 && { note: 'what does not grow weighs much in it below 10,000,000' }),
  };
  yield {
    what: '  first events told',
    ours: await firstEvents(file, caseFolder),
    unit: 'ms',
    target: '≤ 1,000 ms',
  };
  const index = await runScript([cli, 'index', caseFolder]);
  yield {
    what: '  search and background columns ready, after the import',
    ours: index.ms,
    cpu: index.cpuMs,
    unit: 'ms',
    target: `≤ ${Math.round(2 * json.ours).toLocaleString('en')} ms, twice the import`,
  };
  yield* sizeRows(caseFolder, statSync(file).size);
}

async function* sizeRows(caseFolder: string, decoded: number): AsyncGenerator<Row> {
  const share = (folder: string): number => (sizeOf(folder) / decoded) * 100;
  yield {
    what: 'evidence, of the decoded',
    ours: share(path.join(caseFolder, 'evidence')),
    unit: '%',
    target: '≤ 15 %',
  };
  yield {
    what: 'whole case with the search index, of the decoded',
    ours: share(caseFolder),
    unit: '%',
    target: '≤ 40 %',
  };
  const verify = await runScript([cli, 'verify', caseFolder, '--json']);
  yield {
    what: 'verify',
    ours: decoded / 1000 / verify.ms,
    cpu: verify.cpuMs,
    unit: 'MB/s',
    target: '≥ 300 MB/s',
  };
}

/** 100,000 small files (a fifth of them with `--quick`) beside one file of the same bytes, once. */
export async function* folderRows(bench: Importing): AsyncGenerator<Row> {
  const { caseFolder, data, events } = bench;
  const files = events / 10;
  const { folder, whole } = data.smallFiles(files, 10);
  const few = (await importFresh(caseFolder, path.join(folder, '0000'))).peakMb;
  let most = 0;
  const both = await inTurn(
    1,
    async () => {
      const done = await importFresh(caseFolder, folder);
      most = Math.max(most, done.peakMb);
      return done;
    },
    () => importFresh(`${caseFolder}-whole`, whole),
  );
  rmSync(`${caseFolder}-whole`, { recursive: true, force: true });
  const what = `import ${files.toLocaleString('en')} gz files of 10 events`;
  const peerName = 'beside it the same bytes as one file';
  yield { what, ...both, unit: 'ms', target: '≤ 2.0 ×', peerName };
  yield { what: '  most memory, all processes', ours: most, unit: 'MB', target: '≤ 700 MB' };
  yield {
    what: '  memory growth from 1,000 files to all',
    ours: ((most - few) * 2 ** 20) / ((files - 1000) * 10),
    unit: 'bytes an event',
    target: 'flat: ≤ 20',
  };
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
