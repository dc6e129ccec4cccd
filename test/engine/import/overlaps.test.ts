import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import type { JsonValue } from '../../../shared/event.ts';
import { seeded } from '../../bench/random.ts';
import { assertVerifies, countsOf } from '../../helpers/importCounts.ts';
import {
  eventsOf,
  fileBeside,
  importFiles,
  langfuseRecord,
  newCase,
} from '../../helpers/importedCase.ts';

type Written = Readonly<Record<string, JsonValue>>;

/** Langfuse's CSV since March 2026 (dialect D, FORMATS 1). */
function csv(records: readonly Written[]): string {
  const names = Object.keys(langfuseRecord('x'));
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const cell = (name: string, value: JsonValue | undefined): string => {
    if (typeof value !== 'string') return '""';
    return quoted(name.endsWith('At') ? JSON.stringify(value) : value);
  };
  const rows = records.map((record) => names.map((name) => cell(name, record[name])).join(','));
  return [names.map(quoted).join(','), ...rows, ''].join('\n');
}

const encodings: readonly (readonly [
  ending: string,
  write: (records: readonly Written[]) => string | Uint8Array,
])[] = [
  ['jsonl', (records) => records.map((record) => `${JSON.stringify(record)}\n`).join('')],
  ['json', (records) => JSON.stringify(records)],
  ['pretty.json', (records) => JSON.stringify(records, null, 2)],
  ['jsonl.gz', (records) => gzipSync(records.map((record) => JSON.stringify(record)).join('\n'))],
  ['csv', csv],
];

const seed = Date.now() % 1_000_000;

test(`exports that overlap, in any encoding and order: each event counts once, and versions are told apart (seed ${seed})`, async (t) => {
  const random = seeded(seed);
  for (let round = 0; round < 8; round++) {
    const made = newCase(t);
    const versions = new Map<string, Set<string>>();
    const files: string[] = [];
    const expected: number[][] = [];
    for (let file = 0; file < 4; file++) {
      const from = random.below(20);
      const given = Array.from({ length: 1 + random.below(20) }, (_, at) => ({
        id: `r${round}-${from + at}`,
        action: random.next() < 0.1 ? 'delete' : 'update',
      }));
      const [ending, write] = random.pick(encodings);
      files.push(
        fileBeside(
          made,
          `${file}.${ending}`,
          write(given.map(({ id, action }) => langfuseRecord(id, { action }))),
        ),
      );
      const counts = [given.length, 0, 0, 0, 0];
      for (const { id, action } of given) {
        const known = versions.get(id);
        const kind = known === undefined ? 1 : known.has(action) ? 2 : 3;
        counts[kind] = (counts[kind] ?? 0) + 1;
        versions.set(id, (known ?? new Set()).add(action));
      }
      expected.push(counts);
    }
    const found: (readonly number[])[] = [];
    for (const part of random.next() < 0.5 ? [files] : files.map((file) => [file]))
      found.push(...countsOf(await importFiles(made, part)).filter(([total]) => total > 0));
    assert.deepEqual(found, expected, `round ${round}`);
    const all = [...versions.values()].reduce((sum, each) => sum + each.size, 0);
    assert.equal((await eventsOf(made)).length, all);
    await assertVerifies(made);
  }
});
