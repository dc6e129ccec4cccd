import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { openInEngine } from './engine.ts';
import type { Exploring } from './exploreRows.ts';
import { runProgram } from './processes.ts';
import type { Ran } from './processes.ts';
import { seeded } from './random.ts';
import { randomQuestion, sampledEvents } from './randomFilters.ts';
import { median } from './table.ts';
import type { Row } from './table.ts';

/** Null where lnav is not installed (Debian's package `lnav`). */
export function lnavVersion(): string | null {
  try {
    return execFileSync('lnav', ['-V'], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

const fields = ['type', 'userEmail', 'action', 'resourceType', 'projectId', 'ipAddress'];
/** What lnav needs to know of the generated files (docs.lnav.org/en/latest/formats.html). */
const format = {
  $schema: 'https://lnav.org/schemas/format-v1.schema.json',
  casebook_bench: {
    title: 'Events of the bench',
    json: true,
    'file-type': 'json',
    'timestamp-field': 'createdAt',
    'body-field': 'id',
    'line-format': [{ field: '__timestamp__' }, ' ', { field: 'action' }],
    value: Object.fromEntries(fields.map((name) => [name, { kind: 'string' }])),
  },
};

/**
 * lnav reads a file anew each time it is started, and keeps nothing of it: how long until it has read it, and how long a count
 * under a filter takes then (a run that counts, less one that only reads).
 */
export async function* lnavRows(at: Exploring): AsyncGenerator<Row> {
  const home = mkdtempSync(path.join(tmpdir(), 'casebook-lnav-'));
  // Its own settings, which it would otherwise look for, and make, at the user's.
  const folder = path.join(home, '.lnav', 'formats', 'bench');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'bench.json'), JSON.stringify(format));
  const ask = (sql: string): Promise<Ran> =>
    runProgram('lnav', ['-n', '-c', `;${sql}`, at.jsonl], { HOME: home });
  const engine = await openInEngine(at.caseFolder);
  try {
    const reads: number[] = [];
    const ours: number[] = [];
    const counts: number[] = [];
    const random = seeded(7);
    const sampled = sampledEvents(at.jsonl);
    for (let run = 0; run < Math.max(3, at.runs); run++) {
      const { ms } = await ask('SELECT 1');
      reads.push(ms);
      // Without conditions on time: lnav writes times its own way.
      const { filter, where } = randomQuestion(sampled, random, null, 2 + run);
      let count = -1;
      const asked = async (): Promise<void> => {
        ({ count } = await engine.call('event.count', { filter, zone: 'UTC' }));
      };
      ours.push((await engine.timed(asked)).ms);
      const told = await ask(`SELECT count(*) FROM casebook_bench WHERE ${inSqlite(where)}`);
      counts.push(told.ms - ms);
      const [said] = /\d+/u.exec(told.output.replace('count(*)', '')) ?? [];
      assert.equal(Number(said), count, `lnav counts otherwise: ${where}`);
    }
    yield {
      what: 'open the case beside lnav reading the file',
      ours: engine.ms,
      peer: median(reads),
      peerName: 'lnav',
      unit: 'ms',
    };
    yield {
      what: 'exact count of a new filter beside lnav',
      ours: median(ours),
      peer: median(counts),
      peerName: 'lnav',
      unit: 'ms',
    };
  } finally {
    await engine.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** DuckDB's words in those of SQLite, which lnav asks. */
const inSqlite = (where: string): string =>
  where
    .replaceAll(
      /starts_with\((.*?), ('.*?')\)/gu,
      (_all, text, piece) => `instr(${text}, ${piece}) = 1`,
    )
    .replaceAll(
      /contains\((.*?), ('.*?')\)/gu,
      (_all, text, piece) => `instr(${text}, ${piece}) > 0`,
    )
    .replaceAll('IS DISTINCT FROM', 'IS NOT');
