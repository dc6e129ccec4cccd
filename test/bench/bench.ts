/**
 * `npm run bench`: Casebook beside DuckDB (and lnav, where it is installed) on the same events, in turn. `-- --quick`: a fifth
 * of the events, once. `-- --ten`: 10,000,000 events, once; needs about 20 GB of disk, which `--folder` tells where.
 * `-- --only import,forms,query,lnav,export,scroll`; all but `import` and `forms` use the case that `import` has left.
 * `-- --only folder`: as many events in 100,000 small files.
 */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { dataset } from './dataset.ts';
import { holdsEvents, importJson, openDuck } from './duck.ts';
import { exploreRows } from './exploreRows.ts';
import { exportRows } from './exportRows.ts';
import { folderRows, importRows, otherForms } from './importRows.ts';
import { lnavRows, lnavVersion } from './lnavRows.ts';
import { measureScroll } from './scroll.ts';
import { print, printHead } from './table.ts';
import type { Row } from './table.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    ten: { type: 'boolean', default: false },
    only: { type: 'string' },
    /** Where generated files and the case lie. */
    folder: { type: 'string', default: '.bench' },
  },
});
const events = values.ten ? 10_000_000 : values.quick ? 200_000 : 1_000_000;
const usual = values.ten ? 'import,query,scroll' : 'forms,import,query,lnav,export,scroll';
const only = new Set((values.only ?? usual).split(','));
const folder = path.resolve(values.folder);
mkdirSync(folder, { recursive: true });
const data = dataset(folder);
const jsonl = data.jsonl(events);
const caseFolder = path.join(folder, `bench-${events}.casebook`);
// On disk it is kept from run to run, under the name of what is in it.
const duck = await openDuck(values.ten ? `${jsonl}.duckdb` : null);
const runs = values.quick || values.ten ? 1 : 3;
const bench = { events, runs, caseFolder, data, duck, jsonl };

console.log(
  `${events.toLocaleString('en')} events, ${(statSync(jsonl).size / events).toFixed(0)} bytes each; ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}; median of ${runs} where not said otherwise; DuckDB's table ${values.ten ? 'on disk' : 'in memory'}`,
);
printHead();

async function printAll(name: string, rows: () => AsyncGenerator<Row>): Promise<void> {
  if (!only.has(name)) return;
  for await (const row of rows()) print(row);
}

/** The window while a person scrolls through the case. */
async function* scrollRows(): AsyncGenerator<Row> {
  const { longTasks, frameP99, blank, rows } = await measureScroll(caseFolder);
  const what = `window, scrolling ${rows.toLocaleString('en')} rows: `;
  yield { what: `${what}tasks over 50 ms`, ours: longTasks.length, unit: 'tasks', target: '0' };
  yield { what: `${what}between frames, p99`, ours: frameP99, unit: 'ms', target: '≤ 34 ms' };
  yield { what: `${what}longest blank row`, ours: blank, unit: 'ms', target: '≤ 100 ms' };
}

await printAll('forms', () => otherForms(bench));
await printAll('import', () => importRows(bench));
const usesCase = ['query', 'lnav', 'export', 'scroll'].some((name) => only.has(name));
if (usesCase && !existsSync(caseFolder))
  throw new Error(`there is no ${caseFolder} yet: let --only name import, too`);
if ((only.has('query') || only.has('export')) && !(await holdsEvents(duck, events)))
  await importJson(duck, jsonl);
await printAll('query', () => exploreRows(bench));
if (only.has('lnav') && lnavVersion() === null)
  console.log('lnav is not installed (Debian: apt install lnav): its rows are left out');
else await printAll('lnav', () => lnavRows(bench));
await printAll('export', () => exportRows(bench));
await printAll('scroll', scrollRows);
await printAll('folder', () => folderRows({ ...bench, caseFolder: `${caseFolder}-folder` }));
process.exit(0);
