/**
 * `npm run bench`: Casebook beside DuckDB on the same events, in turn, medians. `-- --quick`: a fifth of the events, once.
 * `-- --only import,query,scroll`.
 */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { openDuck, importJson } from './duck.ts';
import { generateCsv, generateEvents, generateRecordFiles } from './generate.ts';
import { importRows } from './importRows.ts';
import type { Bench, Files } from './importRows.ts';
import { queryRows } from './queryRows.ts';
import { measureScroll } from './scroll.ts';
import { print } from './table.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: 'import,query,scroll' },
  },
});
const events = values.quick ? 200_000 : 1_000_000;
const only = new Set(values.only.split(','));
const folder = path.resolve('.bench');
mkdirSync(folder, { recursive: true });

/** Made once; the same seed gives the same files. */
function made(name: string, make: (file: string) => void): string {
  const file = path.join(folder, name);
  if (!existsSync(file)) make(file);
  return file;
}
const jsonl = made(`events-${events}.jsonl`, (file) => generateEvents(file, events));
const files: Files = {
  jsonl,
  fifth: made(`events-${events / 5}.jsonl`, (file) => generateEvents(file, events / 5)),
  csv: made(`events-${events}.csv`, (file) => generateCsv(file, events)),
  gz: made(`records-${events}`, (into) => generateRecordFiles(into, events)),
};
const bench: Bench = {
  events,
  runs: values.quick ? 1 : 3,
  caseFolder: path.join(folder, 'bench.casebook'),
  files,
  duck: await openDuck(),
};
console.log(
  `${events.toLocaleString('en')} events, ${(statSync(jsonl).size / events).toFixed(0)} bytes each; ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}; median of ${bench.runs}`,
);
if (only.has('import')) for await (const row of importRows(bench)) print(row);
if (only.has('query')) {
  await importJson(bench.duck, jsonl);
  for await (const row of queryRows(bench)) print(row);
}
if (only.has('scroll')) {
  const { longTasks, frameP99, blank } = await measureScroll(bench.caseFolder);
  print({ what: 'window: tasks over 50 ms in a scroll', ours: longTasks.length, unit: 'tasks' });
  print({
    what: 'window: time between frames, p99',
    ours: frameP99,
    unit: 'ms',
    target: '≤ 34 ms',
  });
  print({
    what: 'window: longest time a row was blank',
    ours: blank,
    unit: 'ms',
    target: '≤ 100 ms',
  });
}
process.exit(0);
