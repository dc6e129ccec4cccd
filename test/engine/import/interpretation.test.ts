import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';

import Database from 'better-sqlite3';

import { Grants } from '../../../electron/engine/grants.ts';
import { createHandlers } from '../../../electron/engine/handlers.ts';
import { interpretAgain, reindexCase } from '../../../electron/engine/import/reindex.ts';
import { Session } from '../../../electron/engine/session.ts';
import {
  eventsOf,
  fileBeside,
  importFiles,
  langfuseLines,
  newCase,
  verify,
  withOpen,
} from '../../helpers/importedCase.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };

async function assertVerifies(made: string): Promise<void> {
  const { problems } = await verify(made);
  assert.deepEqual(problems, []);
}

test('read again under another zone, times move, and the first reading stays in the custody log', async (t) => {
  const made = newCase(t);
  const csv =
    'Date & Time,Event Name,Category,Description,User/App Name,IP Address\n"Jan 04, 2026, 10:36:52 PM",Login,Login/Logout,User logged in,Ada,10.0.0.7\n';
  await importFiles(made, [fileBeside(made, 'a.csv', csv)]);
  const timeOf = async (): Promise<readonly unknown[]> =>
    (await eventsOf(made)).map(({ time }) => [
      time && new Date(time.ms).toISOString(),
      time?.zoneSource,
    ]);
  const before = await timeOf();
  await interpretAgain(
    made,
    { author: 'Ada', original: 1, mapping: null, zone: 'Asia/Kolkata' },
    quiet,
  );
  assert.deepEqual(
    [before, await timeOf()],
    [[['2026-01-04T22:36:52.000Z', 'assumed']], [['2026-01-04T17:06:52.000Z', 'set at import']]],
  );
  await withOpen(made, (open) => {
    assert.deepEqual(
      open.evidence.ledger().map(({ kind }) => kind),
      ['case.created', 'import', 'interpretation'],
    );
  });
  await assertVerifies(made);
});

function sessionOver(t: TestContext, made: string): ReturnType<typeof createHandlers> {
  const session = new Session(() => undefined);
  session.background = false;
  const grants = new Grants();
  const handlers = createHandlers(session, grants);
  t.after(() => {
    session.close();
  });
  void handlers['case.open']({ case: grants.add(made, 'case'), author: 'Ada' }, quiet.signal);
  return handlers;
}

test('a file set aside is hidden, and what another file holds of it too is counted there', async (t) => {
  const made = newCase(t);
  const one = fileBeside(made, 'one.jsonl', langfuseLines(0, 10));
  const two = fileBeside(made, 'two.jsonl', langfuseLines(5, 10));
  await importFiles(made, [one, two]);
  const handlers = sessionOver(t, made);
  const { signal } = quiet;
  const seen = async (): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const { original } of await eventsOf(made))
      counts[`E${original}`] = (counts[`E${original}`] ?? 0) + 1;
    return counts;
  };
  const found = [await seen()];
  await handlers['original.setAside']({ original: 1, aside: true, reason: 'not ours' }, signal);
  found.push(await seen());
  await handlers['original.setAside']({ original: 1, aside: false, reason: '' }, signal);
  found.push(await seen());
  assert.deepEqual(found, [{ E1: 10, E2: 5 }, { E2: 10 }, { E1: 10, E2: 5 }]);
  await assertVerifies(made);
});

test('what a file set aside holds does not hide a later file’s events; taken back, each counts once', async (t) => {
  const made = newCase(t);
  await importFiles(made, [fileBeside(made, 'one.jsonl', langfuseLines(0, 10))]);
  const { signal } = quiet;
  const first = sessionOver(t, made);
  await first['original.setAside']({ original: 1, aside: true, reason: 'not ours' }, signal);
  await importFiles(made, [fileBeside(made, 'two.jsonl', langfuseLines(5, 10))]);
  const hidden = (await eventsOf(made)).length;
  const second = sessionOver(t, made);
  await second['original.setAside']({ original: 1, aside: false, reason: '' }, signal);
  assert.deepEqual([hidden, (await eventsOf(made)).length], [10, 15]);
  await assertVerifies(made);
});

test('set aside and killed before the index followed, the case catches up when it is next used', async (t) => {
  const made = newCase(t);
  const one = fileBeside(made, 'one.jsonl', langfuseLines(0, 10));
  await importFiles(made, [one, fileBeside(made, 'two.jsonl', langfuseLines(5, 10))]);
  await withOpen(made, (open) => {
    open.setAside(1, true, 'not ours');
    assert.equal(open.indexCovers(), false);
  });
  await reindexCase(made, quiet);
  assert.equal((await eventsOf(made)).length, 10);
  await withOpen(made, (open) => {
    assert.equal(open.indexCovers(), true);
    // Nothing of this one lies elsewhere: hiding it changes no other file's events.
    open.setAside(1, false, '');
    assert.equal(open.indexCovers(), false);
  });
});

test('read again, the balance tells what other files hold too', async (t) => {
  const made = newCase(t);
  await importFiles(made, [
    fileBeside(made, 'one.jsonl', langfuseLines(0, 10)),
    fileBeside(made, 'two.jsonl', langfuseLines(5, 10)),
  ]);
  const handlers = sessionOver(t, made);
  const asked = { job: 'job', original: 2, mapping: null, zone: 'Asia/Kolkata' };
  const { records } = await handlers['original.interpret'](asked, quiet.signal);
  assert.deepEqual(records, { total: 10, new: 5, duplicate: 5, conflicting: 0, rejected: 0 });
  const listed = handlers['original.list']({}, quiet.signal);
  assert.deepEqual((await listed)[1]?.records, records);
  await assertVerifies(made);
});

test('a case that can only be read says what its index lacks', async (t) => {
  const made = newCase(t);
  await importFiles(made, [fileBeside(made, 'one.jsonl', langfuseLines(0, 10))]);
  rmSync(path.join(made, 'index.db'));
  const newer = new Database(path.join(made, 'evidence.db'));
  newer.pragma('user_version = 99');
  newer.close();
  await withOpen(made, (open) => {
    const { readOnly, events } = open.info();
    assert.equal(events, 0);
    assert.match(readOnly ?? '', /index does not hold every evidence file/u);
  });
});
