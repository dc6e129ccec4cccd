import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';

import { Grants } from '../../../electron/engine/grants.ts';
import { createHandlers } from '../../../electron/engine/handlers.ts';
import { interpretAgain } from '../../../electron/engine/import/reindex.ts';
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
