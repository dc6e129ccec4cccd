import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';

import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';

import { startEngine } from '../../electron/cli/inProcess.ts';
import { parseFilterText } from '../../shared/filterText.ts';
import { generateEvents } from './generate.ts';

/** Casebook beside DuckDB on the same file, in turn, medians of the runs. `--quick`: a fifth of the events, one run. */
const quick = process.argv.includes('--quick');
const events = quick ? 200_000 : 1_000_000;
const runs = quick ? 1 : 3;
const folder = path.resolve('.bench');
const file = path.join(folder, `events-${events}.jsonl`);
const caseFolder = path.join(folder, 'bench.casebook');
const none = new AbortController().signal;

const median = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? NaN;

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

/** Most memory that a command's whole process took, in MB. */
function importInProcess(): { readonly ms: number; readonly peakMb: number } {
  rmSync(caseFolder, { recursive: true, force: true });
  const started = performance.now();
  const script = path.join(import.meta.dirname, 'importOnce.ts');
  const done = spawnSync(process.execPath, [script, caseFolder, file], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  return {
    ms: performance.now() - started,
    peakMb: Number(/peak (\d+)/u.exec(done.stderr)?.[1]) / 1024,
  };
}

const columns =
  "{id:'VARCHAR',createdAt:'TIMESTAMP',updatedAt:'TIMESTAMP',type:'VARCHAR',apiKeyId:'VARCHAR',userId:'VARCHAR',orgId:'VARCHAR',userOrgRole:'VARCHAR',projectId:'VARCHAR',userProjectRole:'VARCHAR',resourceType:'VARCHAR',resourceId:'VARCHAR',action:'VARCHAR',before:'VARCHAR',after:'VARCHAR',userEmail:'VARCHAR',ipAddress:'VARCHAR',userAgent:'VARCHAR'}";

async function importDuck(duck: DuckDBConnection): Promise<number> {
  await duck.run('DROP TABLE IF EXISTS event');
  return timed(() =>
    duck.run(
      `CREATE TABLE event AS SELECT * FROM read_json('${file}', format='newline_delimited', columns=${columns})`,
    ),
  );
}

const questions: readonly (readonly [filter: string, where: string])[] = [
  ['action = delete', "action = 'delete'"],
  ['action = delete AND resourceType = prompt', "action = 'delete' AND resourceType = 'prompt'"],
  [
    'actorEmail = user3@example.com AND action != create AND ip starts 10.1',
    "userEmail = 'user3@example.com' AND action != 'create' AND ipAddress LIKE '10.1%'",
  ],
  [
    'resourceType ~ *Membership AND occurredAt >= 2025-06-01',
    "resourceType LIKE '%Membership' AND createdAt >= '2025-06-01'",
  ],
];

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) generateEvents(file, events);
  const bytes = statSync(file).size;
  console.log(
    `${events.toLocaleString('en')} events, ${(bytes / events).toFixed(0)} bytes each; ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}; median of ${runs}`,
  );
  const duck = await (await DuckDBInstance.create(':memory:')).connect();
  const ours: number[] = [];
  const theirs: number[] = [];
  let peakMb = 0;
  for (let run = 0; run < runs; run++) {
    const done = importInProcess();
    ours.push(done.ms);
    peakMb = Math.max(peakMb, done.peakMb);
    theirs.push(await importDuck(duck));
  }
  row('import, kept, hashed, indexed, ready', median(ours), median(theirs));
  console.log(`  peak memory of the importing process: ${peakMb.toFixed(0)} MB`);
  await queries(duck);
  const size = (name: string): number =>
    existsSync(path.join(caseFolder, name)) ? statSync(path.join(caseFolder, name)).size : 0;
  console.log(
    `  case: evidence ${((size('evidence/0001.pack') / bytes) * 100).toFixed(1)} %, index.db ${((size('index.db') / bytes) * 100).toFixed(1)} % of the original`,
  );
  console.log(
    `  ${readFileSync('/proc/self/status', 'utf8').match(/VmHWM.*/u)?.[0] ?? ''} (this process, DuckDB in it)`,
  );
}

async function queries(duck: DuckDBConnection): Promise<void> {
  const engine = startEngine();
  engine.session.background = false;
  await engine.call(
    'case.open',
    { case: engine.grants.add(caseFolder, 'case'), author: 'bench' },
    none,
  );
  const { query } = engine.session.current;
  for (const [text, where] of questions) {
    const filter = parseFilterText(text);
    const mine: number[] = [];
    const peer: number[] = [];
    for (let run = 0; run < Math.max(3, runs); run++) {
      engine.session.current.refresh();
      const zone = run % 2 === 0 ? 'UTC' : 'Etc/UTC';
      mine.push(
        await timed(async () => {
          const rows = await query.rows(filter, [], zone, none);
          rows.slice(0, 100);
          await query.facet({ filter, zone, field: 'actorEmail', top: 10 }, none);
          await query.histogram({ filter, zone, unit: 'day', split: null }, none);
        }),
      );
      peer.push(
        await timed(async () => {
          await (
            await duck.run(`SELECT * FROM event WHERE ${where} ORDER BY createdAt LIMIT 100`)
          ).getRows();
          await (await duck.run(`SELECT count(*) FROM event WHERE ${where}`)).getRows();
          await (
            await duck.run(
              `SELECT userEmail, count(*) AS n FROM event WHERE ${where} GROUP BY 1 ORDER BY n DESC LIMIT 10`,
            )
          ).getRows();
          await (
            await duck.run(
              `SELECT date_trunc('day', createdAt) AS d, count(*) FROM event WHERE ${where} GROUP BY 1 ORDER BY 1`,
            )
          ).getRows();
        }),
      );
    }
    row(`page, count, facet, histogram: ${text}`, median(mine), median(peer));
  }
  engine.session.close();
}

function row(what: string, mine: number, peer: number): void {
  console.log(
    `${what.padEnd(90)} ${mine.toFixed(0).padStart(7)} ms   DuckDB ${peer.toFixed(0).padStart(7)} ms   ${(mine / peer).toFixed(2)} ×`,
  );
}

await main();
