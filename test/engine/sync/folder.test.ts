import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';

import { openEvidence } from '../../../electron/engine/evidence/evidence.ts';
import type { SyncSource } from '../../../shared/sync.ts';
import {
  eventsOf,
  langfuseLines,
  langfuseRecord,
  newCase,
  verify,
} from '../../helpers/importedCase.ts';
import { syncOnce } from '../../helpers/syncCase.ts';

const longAgo = new Date(Date.now() - 3_600_000);
let moment = 0;

/** Writes a file that was left alone since; each time with a time of its own. */
function settled(file: string, content: string, how: 'write' | 'append' = 'write'): void {
  mkdirSync(path.dirname(file), { recursive: true });
  (how === 'write' ? writeFileSync : appendFileSync)(file, content);
  leave(file);
}

function leave(file: string): void {
  utimesSync(file, longAgo, new Date(longAgo.getTime() + ++moment * 1000));
}

function watched(t: TestContext): { made: string; folder: string; source: SyncSource } {
  const made = newCase(t);
  const folder = path.join(path.dirname(made), 'watched');
  mkdirSync(folder);
  return {
    made,
    folder,
    source: { id: 'logs', name: 'Logs', kind: 'folder', folder, schedule: { kind: 'hand' } },
  };
}

async function ids(made: string): Promise<readonly string[]> {
  return (await eventsOf(made)).map(({ id }) => id ?? '').toSorted();
}

function names(made: string): readonly string[] {
  const evidence = openEvidence(made, { readOnly: true });
  try {
    return evidence.originals().map(({ name }) => name);
  } finally {
    evidence.close();
  }
}

function ledgerKinds(made: string): readonly string[] {
  const evidence = openEvidence(made, { readOnly: true });
  try {
    return evidence.ledger().map(({ kind }) => kind);
  } finally {
    evidence.close();
  }
}

const numbered = (first: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `id-${first + i}`).toSorted();

test('new files come once; a second run without changes asks nothing of the case', async (t) => {
  const { made, folder, source } = watched(t);
  settled(path.join(folder, 'a.jsonl'), langfuseLines(0, 3));
  settled(path.join(folder, 'deep/er/b.jsonl'), langfuseLines(3, 2));
  const first = await syncOnce(made, source);
  assert.deepEqual(
    { error: first.error, files: first.files, newRecords: first.newRecords },
    { error: null, files: 2, newRecords: 5 },
  );
  const kinds = ledgerKinds(made);
  const second = await syncOnce(made, source);
  assert.equal(second.files, 0);
  assert.deepEqual(ledgerKinds(made), kinds);
  assert.deepEqual(await ids(made), numbered(0, 5));
});

test('what a log has gained becomes an original of its own', async (t) => {
  const { made, folder, source } = watched(t);
  const log = path.join(folder, 'audit.jsonl');
  settled(log, langfuseLines(0, 3));
  await syncOnce(made, source);
  const before = Buffer.byteLength(langfuseLines(0, 3));
  settled(log, langfuseLines(3, 4), 'append');
  const grown = await syncOnce(made, source);
  assert.deepEqual(grown.warnings, []);
  assert.deepEqual(names(made), ['audit.jsonl', `audit.jsonl from byte ${before}`]);
  assert.equal(grown.newRecords, 4);
  assert.deepEqual(await ids(made), numbered(0, 7));
  assert.equal((await verify(made)).ok, true);
});

test('a half-written last line waits until it is whole', async (t) => {
  const { made, folder, source } = watched(t);
  const log = path.join(folder, 'audit.jsonl');
  const lines = langfuseLines(0, 3);
  writeFileSync(log, lines.slice(0, -40));
  const half = await syncOnce(made, source);
  assert.equal(half.newRecords, 2);
  appendFileSync(log, lines.slice(-40));
  const whole = await syncOnce(made, source);
  assert.equal(whole.newRecords, 1);
  assert.deepEqual(await ids(made), numbered(0, 3));
  assert.equal((await eventsOf(made)).length, 3);
});

test('a last line that was left without an end for long is taken, and taken again whole if it grows', async (t) => {
  const { made, folder, source } = watched(t);
  const log = path.join(folder, 'audit.jsonl');
  const lines = langfuseLines(0, 2);
  settled(log, lines.slice(0, -1));
  assert.equal((await syncOnce(made, source)).newRecords, 2);
  settled(log, `\n${langfuseLines(2, 1)}`, 'append');
  const grown = await syncOnce(made, source);
  assert.equal(grown.newRecords, 1);
  assert.deepEqual(await ids(made), numbered(0, 3));
});

test('a rewritten log is noticed and taken again as a whole', async (t) => {
  const { made, folder, source } = watched(t);
  const log = path.join(folder, 'audit.jsonl');
  settled(log, langfuseLines(0, 5));
  await syncOnce(made, source);
  settled(log, langfuseLines(3, 6));
  const rewritten = await syncOnce(made, source);
  assert.match(rewritten.warnings.join(), /audit\.jsonl was rewritten.*\(E1\)/u);
  assert.deepEqual(await ids(made), numbered(0, 9));
});

test('a grown file of another shape is taken again as a whole, its known records as duplicates', async (t) => {
  const { made, folder, source } = watched(t);
  const file = path.join(folder, 'export.json');
  const list = (count: number): string =>
    JSON.stringify(Array.from({ length: count }, (_, i) => langfuseRecord(`id-${i}`)));
  settled(file, list(2));
  await syncOnce(made, source);
  settled(file, list(5));
  const again = await syncOnce(made, source);
  assert.equal(again.newRecords, 3);
  assert.equal(again.originals[0]?.records.duplicate, 2);
  assert.deepEqual(await ids(made), numbered(0, 5));
});

test('a file that is still being written waits, and says so', async (t) => {
  const { made, folder, source } = watched(t);
  writeFileSync(path.join(folder, 'export.json'), '[');
  const run = await syncOnce(made, source);
  assert.equal(run.files, 0);
  assert.match(run.warnings.join(), /export\.json is still being written/u);
});

test('a file that holds no log is named with its reason once, and left until it changes', async (t) => {
  const { made, folder, source } = watched(t);
  settled(path.join(folder, 'photo.png'), '\x89PNG and more');
  settled(path.join(folder, 'a.jsonl'), langfuseLines(0, 1));
  const first = await syncOnce(made, source);
  assert.deepEqual(
    first.failed.map(({ name }) => name),
    ['photo.png'],
  );
  const second = await syncOnce(made, source);
  assert.deepEqual({ failed: second.failed, error: second.error }, { failed: [], error: null });
});

test('a folder that is not there is told by its path; what came before stays', async (t) => {
  const { made, folder, source } = watched(t);
  settled(path.join(folder, 'a.jsonl'), langfuseLines(0, 2));
  await syncOnce(made, source);
  rmSync(folder, { recursive: true });
  const run = await syncOnce(made, source);
  assert.equal(run.error, `${folder}: the watched folder is not there, or cannot be read`);
  assert.deepEqual(await ids(made), numbered(0, 2));
});

test('more files than one part takes come in one run', async (t) => {
  const { made, folder, source } = watched(t);
  for (let i = 0; i < 120; i++) settled(path.join(folder, `${i}.jsonl`), langfuseLines(i, 1));
  const run = await syncOnce(made, source);
  assert.deepEqual({ error: run.error, new: run.newRecords }, { error: null, new: 120 });
});
