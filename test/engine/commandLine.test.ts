import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { DuckDBInstance } from '@duckdb/node-api';
import Database from 'better-sqlite3';

import { commands } from '../../electron/cli/commands.ts';
import { lockCase } from '../../electron/engine/evidence/caseLock.ts';
import { textMember } from '../../electron/engine/jsonObject.ts';
import { casebook, casebookJson, jsonLines } from '../helpers/command.ts';
import { temporaryFolder } from '../helpers/folder.ts';

const samples = path.resolve(import.meta.dirname, '../../resources/samples');

function sampleCase(folder: string): string {
  const made = path.join(folder, 'story.casebook');
  casebook('import', made, samples);
  return made;
}

test('import prints one balanced line of JSON and exits 1 where a record was rejected', (t) => {
  const folder = temporaryFolder(t);
  const { out, code } = casebook('import', path.join(folder, 'a.casebook'), samples, '--json');
  assert.equal(code, 1);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape is what is tested
  const { originals } = JSON.parse(out) as {
    originals: { records: Record<string, number>; bytes: Record<string, number> }[];
  };
  assert.deepEqual(
    originals.map(({ records, bytes }) => [
      (records['new'] ?? 0) +
        (records['duplicate'] ?? 0) +
        (records['conflicting'] ?? 0) +
        (records['rejected'] ?? 0) ===
        records['total'],
      (bytes['header'] ?? 0) +
        (bytes['records'] ?? 0) +
        (bytes['separators'] ?? 0) +
        (bytes['rejected'] ?? 0) ===
        bytes['decoded'],
      records['rejected'],
      records['duplicate'],
    ]),
    [
      [true, true, 0, 0],
      [true, true, 1, 54],
      [true, true, 0, 0],
      [true, true, 0, 0],
    ],
  );
});

test('query, count, facet, histogram and exports agree on one filter', (t) => {
  const folder = temporaryFolder(t);
  const made = sampleCase(folder);
  const filter = 'action ~ *dat* OR (resourceType = apiKey AND NOT actor contains alice)';
  const rows = jsonLines(casebook('query', made, '--filter', filter).out);
  const references = rows.map(({ event }) => event);
  const sum = (key: string, name: string, flag: string): number => {
    const list = casebookJson('query', made, '--filter', filter, flag, name)[key];
    assert(Array.isArray(list));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- buckets and values carry counts
    return list.reduce((all, each) => all + (each as { count: number }).count, 0);
  };
  const exported = (format: string): string => {
    const file = path.join(folder, `out.${format}`);
    const { rows: count, sha256 } = casebookJson(
      'export',
      made,
      file,
      '--format',
      format,
      '--filter',
      filter,
    );
    assert.equal(count, rows.length);
    assert.equal(sha256, createHash('sha256').update(readFileSync(file)).digest('hex'));
    return file;
  };
  const database = new Database(exported('sqlite'), { readonly: true });
  const inDatabase = database.prepare('SELECT event FROM event ORDER BY position').pluck().all();
  database.close();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own export
  const inJson = (JSON.parse(readFileSync(exported('json'), 'utf8')) as { event: string }[]).map(
    ({ event }) => event,
  );
  assert.deepEqual(
    {
      count: casebookJson('query', made, '--filter', filter, '--count'),
      facet: sum('values', 'source', '--facet'),
      histogram: sum('buckets', 'day', '--histogram'),
      jsonl: jsonLines(readFileSync(exported('jsonl'), 'utf8')).map(({ event }) => event),
      json: inJson,
      sqlite: inDatabase,
      csv: readFileSync(exported('csv'), 'utf8').split('\r\n').length > rows.length,
    },
    {
      count: { count: rows.length },
      facet: rows.length,
      histogram: rows.length,
      jsonl: references,
      json: references,
      sqlite: references,
      csv: true,
    },
  );
});

test('show gives an event, its states and exactly the bytes that lie at its place', (t) => {
  const made = sampleCase(temporaryFolder(t));
  const [first] = jsonLines(
    casebook('query', made, '--filter', 'resourceId = mem-eve', '--limit', '1').out,
  );
  const shown = casebookJson('show', made, textMember(first, 'event'));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape is what is tested
  const source = shown['source'] as {
    name: string;
    offset: number;
    length: number;
    sha256: string;
  };
  const original = readFileSync(path.join(samples, path.basename(source.name)));
  assert.deepEqual(Object.keys(shown), ['event', 'before', 'after', 'source', 'bytes']);
  assert.equal(source.sha256, createHash('sha256').update(original).digest('hex'));
  assert.equal(
    Buffer.from(textMember(shown, 'bytes'), 'base64').toString('hex'),
    original.subarray(source.offset, source.offset + source.length).toString('hex'),
  );
});

test('verify is clean, reindex gives the same rows, index and sql answer', (t) => {
  const made = sampleCase(temporaryFolder(t));
  const before = casebook('query', made).out;
  const { ok, problems, originals } = casebookJson('verify', made);
  assert.deepEqual({ ok, problems, originals }, { ok: true, problems: [], originals: 4 });
  assert.equal(casebookJson('reindex', made)['events'], before.split('\n').length - 1);
  assert.equal(casebook('query', made).out, before);
  assert.equal(casebookJson('index', made)['events'], before.split('\n').length - 1);
  assert.equal(
    casebook('query', made, '--count', '--filter', '"golden-answers"').out,
    casebook(
      'query',
      made,
      '--count',
      '--filter',
      'resourceName = golden-answers OR raw./after contains golden-answers OR raw./before contains golden-answers',
    ).out,
  );
  const counted = jsonLines(casebook('sql', made, 'SELECT count(*) AS n FROM event').out);
  assert.deepEqual(counted, [{ n: before.split('\n').length - 1 }]);
});

test('an exported CSV is safe for spreadsheets, and begins with their byte order mark, unless asked exact', async (t) => {
  const folder = temporaryFolder(t);
  const made = path.join(folder, 'formula.casebook');
  const file = path.join(folder, 'log.csv');
  writeFileSync(
    file,
    'Timestamp,Event Name,Category,Description,User Name,IP Address\n2026-01-01T00:00:00Z,=1+1,Models,"@SUM(A1)",\t=cmd,10.0.0.1\n',
  );
  casebook('import', made, file);
  const csv = (name: string, ...more: string[]): string => {
    const to = path.join(folder, name);
    casebook('export', made, to, '--columns', 'action,description', ...more);
    return readFileSync(to, 'utf8');
  };
  assert.equal(csv('safe.csv'), '\uFEFF"action","description"\r\n"\'=1+1","\'@SUM(A1)"\r\n');
  assert.equal(csv('exact.csv', '--exact'), '"action","description"\r\n"=1+1","@SUM(A1)"\r\n');
  const { reader, events, mapping } = casebookJson('preview', path.join(folder, 'safe.csv'));
  assert(Array.isArray(events));
  assert.deepEqual([reader, events.length], ['csv', 1]);
  assert.match(JSON.stringify(mapping), /"action":\["action"\]/u);
  const duck = await DuckDBInstance.create(':memory:');
  const connection = await duck.connect();
  const read = await connection.runAndReadAll(
    `SELECT action, description FROM read_csv('${path.join(folder, 'safe.csv')}', header=true)`,
  );
  assert.deepEqual(read.getRowsJson(), [["'=1+1", "'@SUM(A1)"]]);
  connection.closeSync();
  duck.closeSync();
});

const wrong: readonly (readonly [what: string, args: readonly string[], words: RegExp])[] = [
  ['an unknown command', ['fly'], /no command "fly"/u],
  ['an unknown option', ['query', 'x', '--fast'], /--fast/u],
  ['a case that is not there', ['query', 'nowhere.casebook'], /no such case/u],
  ['a filter that mixes AND with OR', ['query', 'nowhere', '--filter', 'a = 1'], /./u],
  ['a folder that is no case', ['verify', samples], /not a case/u],
  ['a file that is not there', ['import', 'new.casebook', 'missing.json'], /missing\.json/u],
  ['a facet of no field', ['query', 'nowhere', '--facet', 'nono'], /--facet: .*"nono"/u],
  ['columns of no field', ['export', 'nowhere', 'a.csv', '--columns', 'x'], /--columns: .*"x"/u],
  ['a preset that is none', ['export', 'x', 'a.csv', '--columns', 'preset:x'], /preset:kore/u],
  ['a limit in words', ['entities', 'nowhere', 'actor', '--limit', 'ten'], /--limit: "ten"/u],
  ['a reach below 0', ['context', 'nowhere', 'E1-0', '--reach=-3'], /--reach: "-3"/u],
  ['a unit of no histogram', ['query', 'nowhere', '--histogram', 'year'], /--histogram: "year"/u],
  ['an order of no list', ['entities', 'nowhere', 'actor', '--sort', 'x'], /--sort: "x"/u],
  ['a format of no export', ['export', 'nowhere', 'a.txt'], /--format: "txt"/u],
  ['a review state of no note', ['note', 'x', 'E1-0', '--review', 'ok'], /--review: "ok"/u],
];
for (const [what, args, words] of wrong) {
  test(`refuses ${what} in one line with exit 2`, () => {
    const { code, err, out } = casebook(...args);
    assert.equal(code, 2);
    assert.match(err, words);
    assert.equal(err.trim().split('\n').length, 1);
    assert.equal(out.trim(), args[0] === 'import' ? out.trim() : '');
  });
}

const zoned: readonly (readonly string[])[] = [
  ['preview', samples],
  ['query', 'nowhere'],
  ['export', 'nowhere', 'a.csv'],
  ['note', 'nowhere', 'E1-0', '--flag'],
  ['context', 'nowhere', 'E1-0'],
  ['entities', 'nowhere', 'actor'],
  ['overview', 'nowhere'],
];
for (const args of zoned) {
  test(`${args[0]} refuses a time zone that is none`, () => {
    const { code, err } = casebook(...args, '--zone', 'Mars/Base');
    assert.deepEqual(
      [code, err.match(/--zone: there is no time zone "Mars\/Base"/u)?.length],
      [2, 1],
    );
  });
}

test('an import or a sync with a wrong option makes no case', (t) => {
  const folder = temporaryFolder(t);
  const made = path.join(folder, 'a.casebook');
  const mapping = path.join(folder, 'mapping.json');
  const kore = path.join(samples, 'kore-audit-logs.csv');
  const preview = casebookJson('preview', kore);
  assert(typeof preview['mapping'] === 'object' && preview['mapping'] !== null);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what preview gives is a mapping
  const given = preview['mapping'] as { readonly time: object };
  writeFileSync(mapping, JSON.stringify({ ...given, time: { ...given.time, zone: 'Mars/Base' } }));
  const refused = [
    casebook('import', made, kore, '--zone', 'Mars/Base'),
    casebook('import', made, kore, '--source', 'nonsense'),
    casebook('import', made, kore, '--mapping', mapping),
    casebook('import', made, kore, '--prefix', 'nonsense'),
    casebook('sync', made, '--add', path.join(folder, 'missing.json')),
  ];
  assert.deepEqual(
    refused.map(({ code, out, err }) => [code, out, err.trim().split('\n').length]),
    refused.map(() => [2, '', 1]),
  );
  assert.match(refused[2]?.err ?? '', /mapping\.json: time\.zone: .*"Mars\/Base"/u);
  assert.equal(existsSync(made), false);
});

test('while another process writes, a case can be read, and what its index lacks is told', (t) => {
  const made = sampleCase(temporaryFolder(t));
  const lock = lockCase(made, 'a test');
  t.after(() => lock.release());
  const before = casebook('query', made, '--count');
  assert.deepEqual([before.code, before.out.trim()], [0, '273']);
  rmSync(path.join(made, 'index.db'));
  const behind = casebook('query', made, '--count');
  assert.equal(behind.code, 0);
  assert.match(behind.err, /index does not hold every evidence file/u);
  const refused = casebook('import', made, samples);
  assert.deepEqual([refused.code, refused.out], [2, '']);
  assert.match(refused.err, /another/iu);
});

test('a file that is in the case already is told of as one', (t) => {
  const made = path.join(temporaryFolder(t), 'a.casebook');
  const kore = path.join(samples, 'kore-audit-logs.csv');
  casebook('import', made, kore);
  assert.match(casebook('import', made, kore).out, /^1 file was in the case already/mu);
});

test('help fits a terminal of eighty columns and tells every command; help of one tells how it is called', () => {
  const { out, code } = casebook('help');
  assert.equal(code, 0);
  assert.ok(Math.max(...out.split('\n').map((line) => line.length)) <= 80);
  for (const { name } of commands) assert.match(out, new RegExp(`^ {2}${name} +\\w`, 'mu'));
  assert.match(out, /--author NAME says, else the\s+environment’s CASEBOOK_AUTHOR/u);
  const one = casebook('query', '--help').out;
  assert.match(one, /^casebook query CASE \[--view NAME\]/u);
  assert.equal(one, casebook('help', 'query').out);
});
