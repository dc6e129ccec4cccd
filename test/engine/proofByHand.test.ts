import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';

import { z } from 'zod';

import { proofCommand } from '../../shared/recordBytes.ts';
import { casebook, casebookJson, jsonLines } from '../helpers/command.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const samples = path.resolve(import.meta.dirname, '../../resources/samples');

const sha256 = (...parts: readonly Uint8Array[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** A copy of the sample files, one of them packed, imported. */
function caseWithGzip(t: TestContext): { readonly made: string; readonly given: string } {
  const folder = temporaryFolder(t);
  const given = path.join(folder, 'given');
  cpSync(samples, given, { recursive: true });
  const page = path.join(given, 'arcane-organisation-audit-logs.json');
  writeFileSync(`${page}.gz`, gzipSync(readFileSync(page)));
  rmSync(page);
  const made = path.join(folder, 'proof.casebook');
  casebook('import', made, given);
  return { made, given };
}

const row = z.object({
  event: z.string(),
  originalName: z.string(),
  originalSha256: z.string(),
  offset: z.number(),
  length: z.number(),
  bytesSha256: z.string(),
  recordHash: z.string(),
});
const shown = z.object({
  event: row,
  source: z.object({
    name: z.string(),
    sha256: z.string(),
    container: z.enum(['plain', 'gzip', 'zip']),
  }),
});

const show = (made: string, event: string): z.infer<typeof shown> =>
  shown.parse(casebookJson('show', made, event));

/** One event of each evidence file. */
function oneEach(made: string): readonly string[] {
  const { out } = casebook('sql', made, 'SELECT min(event) AS event FROM event GROUP BY original');
  return jsonLines(out).map(({ event }) => z.string().parse(event));
}

test('each exported row names its file, and the bytes cut out there have its hashes; of a .gz, out of its content', (t) => {
  const { made } = caseWithGzip(t);
  const contents = new Map(
    readdirSync(samples).map((name) => {
      const bytes = readFileSync(path.join(samples, name));
      return [sha256(bytes), { name, bytes }] as const;
    }),
  );
  const out = path.join(path.dirname(made), 'all.jsonl');
  casebook('export', made, out);
  const rows = jsonLines(readFileSync(out, 'utf8')).map((line) => row.parse(line));
  assert.equal(rows.length, 273);
  for (const { event, offset, length, ...told } of rows) {
    const content = contents.get(told.originalSha256);
    assert(content);
    const bytes = content.bytes.subarray(offset, offset + length);
    assert.deepEqual(
      [path.basename(told.originalName), told.bytesSha256, told.recordHash],
      [content.name, sha256(bytes), sha256(Buffer.of(0), bytes)],
      event,
    );
  }
  const one = rows[7];
  assert(one);
  const found = casebook('query', made, '--filter', `bytesSha256 = ${one.bytesSha256}`);
  assert.deepEqual(
    jsonLines(found.out).map(({ event }) => event),
    [one.event],
  );
});

test('the command that show gives prints the hash that show gives', (t) => {
  if (spawnSync('sha256sum', ['--version']).status !== 0) return t.skip('no sha256sum here');
  const { made, given } = caseWithGzip(t);
  const events = oneEach(made);
  assert.equal(events.length, 4);
  for (const reference of events) {
    const { event, source } = show(made, reference);
    const command = proofCommand(event, source.container);
    const { out } = casebook('show', made, reference);
    assert.ok(out.includes(command), command);
    const range = `${event.length} bytes from byte ${event.offset} on (the first is byte 0)`;
    assert.ok(out.includes(range), range);
    assert.ok(out.includes(`${event.bytesSha256} (SHA-256 of these bytes)`));
    const file = `${path.basename(source.name)}${source.container === 'gzip' ? '.gz' : ''}`;
    const ran = spawnSync('sh', ['-c', command.replace('FILE', `'${path.join(given, file)}'`)]);
    assert.equal(ran.stdout.toString().split(' ')[0], event.bytesSha256, reference);
  }
});
