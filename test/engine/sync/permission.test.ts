import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

import { lockCase } from '../../../electron/engine/evidence/caseLock.ts';
import { Grants } from '../../../electron/engine/grants.ts';
import { createHandlers } from '../../../electron/engine/handlers.ts';
import { Session } from '../../../electron/engine/session.ts';
import { isDue } from '../../../electron/engine/sync/schedule.ts';
import { HostSettingsFile } from '../../../electron/hostSettings.ts';
import type { SecretStore } from '../../../electron/secrets/secretStore.ts';
import { SyncPermissions, answerEngine } from '../../../electron/syncPermissions.ts';
import type { EngineHandlers } from '../../../shared/contract.ts';
import type { ApiSource, SyncSource } from '../../../shared/sync.ts';
import { newEntry, sourceOf } from '../../campaign/syncFaults.ts';
import { temporaryFolder } from '../../helpers/folder.ts';
import { fileBeside, langfuseLines, newCase } from '../../helpers/importedCase.ts';
import { startApi } from '../../servers/apiServer.ts';
import type { ApiServer } from '../../servers/apiServer.ts';
import { apiStyles } from '../../servers/apiStyles.ts';

const never = new AbortController().signal;

/** An engine on a computer of its own: settings, permissions and secrets in a folder. */
function computer(t: TestContext): {
  readonly session: Session;
  readonly calls: EngineHandlers;
  readonly grants: Grants;
  readonly settings: HostSettingsFile;
  readonly secrets: Map<string, string>;
  open(made: string): Promise<void>;
} {
  const folder = temporaryFolder(t);
  const settings = new HostSettingsFile(folder);
  const secrets = new Map<string, string>();
  const store: SecretStore = {
    place: 'memory',
    problem: null,
    get: (key) => Promise.resolve(secrets.get(key) ?? null),
    set: () => Promise.resolve(),
  };
  const session = new Session(
    () => undefined,
    answerEngine(settings, new SyncPermissions(folder), store),
  );
  session.background = false;
  const grants = new Grants();
  const calls = createHandlers(session, grants);
  t.after(() => session.close());
  return {
    session,
    calls,
    grants,
    settings,
    secrets,
    open: async (made) => {
      await calls['case.open']({ case: grants.add(made, 'case'), author: 'Ada' }, never);
    },
  };
}

async function githubServer(t: TestContext): Promise<{ api: ApiServer; source: ApiSource }> {
  const style = apiStyles.find(({ name }) => name === 'github');
  if (!style) throw new Error('no GitHub');
  const log = Array.from({ length: 5 }, (_, i) => newEntry(style, i + 1, (1.7e12 + i) * 1000));
  const api = await startApi(style, log);
  t.after(() => api.close());
  return { api, source: { ...sourceOf(style, api), secret: { kind: 'store' } } };
}

test('a case from another computer fetches nothing here until somebody allows it', async (t) => {
  const made = newCase(t);
  const { api, source } = await githubServer(t);
  const hers = computer(t);
  await hers.open(made);
  const saved = await hers.calls['sync.save']({ source, folder: null }, never);
  assert.equal(saved.blocked, null);
  hers.secrets.set(saved.secretKey ?? '', api.secret);
  const [hersRun] = await hers.calls['sync.run']({ job: 'a', ids: null }, never);
  assert.deepEqual({ error: hersRun?.error, new: hersRun?.newRecords }, { error: null, new: 5 });
  hers.session.close();

  const his = computer(t);
  await his.open(made);
  const asked = api.requests.length;
  his.secrets.set(saved.secretKey ?? '', api.secret);
  const [listed] = await his.calls['sync.list']({}, never);
  assert.equal(listed?.blocked, 'not-allowed');
  const [refused] = await his.calls['sync.run']({ job: 'b', ids: null }, never);
  assert.match(
    refused?.error ?? '',
    /^Not allowed on this computer yet: look at what it reads \(GitHub audit log, https:/u,
  );
  assert.equal(api.requests.length, asked);
  await his.calls['sync.allow']({ id: source.id }, never);
  const [allowed] = await his.calls['sync.run']({ job: 'c', ids: null }, never);
  assert.equal(allowed?.error, null);
  assert.ok(api.requests.length > asked);
});

test('a source whose server was changed behind our back is not allowed, and its secret is not found', async (t) => {
  const made = newCase(t);
  const { source } = await githubServer(t);
  const here = computer(t);
  await here.open(made);
  const saved = await here.calls['sync.save']({ source, folder: null }, never);
  here.secrets.set(saved.secretKey ?? '', 'x');
  const changed = { ...source, server: 'https://collector.example' };
  await here.calls['setting.set']({ name: `sync.${source.id}`, value: changed }, never);
  const [listed] = await here.calls['sync.list']({}, never);
  assert.deepEqual(
    { blocked: listed?.blocked, hasSecret: listed?.hasSecret },
    { blocked: 'not-allowed', hasSecret: false },
  );
  const renamed = {
    ...source,
    name: 'Other name',
    schedule: { kind: 'every', minutes: 5 },
  } as const;
  await here.calls['setting.set']({ name: `sync.${source.id}`, value: { ...renamed } }, never);
  assert.equal((await here.calls['sync.list']({}, never))[0]?.blocked, null);
});

test('one switch turns all network off; watched folders go on', async (t) => {
  const made = newCase(t);
  const { api, source } = await githubServer(t);
  const here = computer(t);
  await here.open(made);
  here.secrets.set(
    (await here.calls['sync.save']({ source, folder: null }, never)).secretKey ?? '',
    api.secret,
  );
  const folder = path.dirname(fileBeside(made, 'a.jsonl', langfuseLines(0, 2)));
  const logs: SyncSource = {
    id: 'logs',
    name: 'Logs',
    kind: 'folder',
    folder: '/elsewhere',
    schedule: { kind: 'hand' },
  };
  const granted = here.grants.add(folder, 'read');
  const kept = await here.calls['sync.save']({ source: logs, folder: granted }, never);
  assert.equal(kept.place, folder);
  here.settings.change({ network: false });
  const outcomes = await here.calls['sync.run']({ job: 'a', ids: null }, never);
  assert.deepEqual(
    outcomes.map(({ name, error, newRecords }) => ({ name, error, newRecords })),
    [
      { name: 'github', error: 'Network is switched off in Settings.', newRecords: 0 },
      { name: 'Logs', error: null, newRecords: 2 },
    ],
  );
  assert.deepEqual(api.requests, []);
});

test('a folder that nobody chose cannot be watched', async (t) => {
  const made = newCase(t);
  const here = computer(t);
  await here.open(made);
  const source: SyncSource = {
    id: 'x',
    name: 'X',
    kind: 'folder',
    folder: '/etc',
    schedule: { kind: 'hand' },
  };
  await assert.rejects(
    async () => here.calls['sync.save']({ source, folder: null }, never),
    /Choose the folder to watch/u,
  );
});

test('a missing secret is told with the place where it was looked for', async (t) => {
  const made = newCase(t);
  const { source } = await githubServer(t);
  const here = computer(t);
  await here.open(made);
  await here.calls['sync.save']({ source, folder: null }, never);
  const variable = { kind: 'variable', name: 'NO_SUCH_TOKEN' } as const;
  const other: SyncSource = { ...source, id: 'two', name: 'Two', secret: variable };
  await here.calls['sync.save']({ source: other, folder: null }, never);
  const outcomes = await here.calls['sync.run']({ job: 'a', ids: null }, never);
  assert.deepEqual(
    outcomes.map(({ error }) => error),
    [
      "It needs a secret, and this computer's store has none for it.",
      'It needs a secret, and the environment variable NO_SUCH_TOKEN is not set for this program.',
    ],
  );
});

test('an import and a sync at once both end well', async (t) => {
  const made = newCase(t);
  const { api, source } = await githubServer(t);
  const here = computer(t);
  await here.open(made);
  here.secrets.set(
    (await here.calls['sync.save']({ source, folder: null }, never)).secretKey ?? '',
    api.secret,
  );
  const file = here.grants.add(fileBeside(made, 'a.jsonl', langfuseLines(0, 500)), 'read');
  const [imported, [synced]] = await Promise.all([
    here.calls['import.start']({ job: 'i', files: [{ file }] }, never),
    here.calls['sync.run']({ job: 's', ids: null }, never),
  ]);
  assert.equal(imported.originals[0]?.records.new, 500);
  assert.deepEqual({ error: synced?.error, new: synced?.newRecords }, { error: null, new: 5 });
});

test('a source runs when the case is opened, where it is so scheduled', async (t) => {
  const made = newCase(t);
  const folder = path.join(path.dirname(made), 'watched');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'a.jsonl'), langfuseLines(0, 3));
  const here = computer(t);
  await here.open(made);
  const source: SyncSource = {
    id: 'logs',
    name: 'Logs',
    kind: 'folder',
    folder,
    schedule: { kind: 'open' },
  };
  await here.calls['sync.save']({ source, folder: here.grants.add(folder, 'read') }, never);
  here.session.close();
  here.session.background = true;
  await here.open(made);
  for (let i = 0; i < 100 && here.session.current.evidence.originals().length === 0; i++)
    await wait(50);
  assert.equal(here.session.current.evidence.originals().length, 1);
  here.session.background = false;
});

const minute = 60_000;
const base = { id: 'a', name: 'A', kind: 'folder', folder: '/a' } as const;
const cases = [
  { what: 'by hand never', schedule: { kind: 'hand' }, last: 0, tried: null, due: false },
  { what: 'on opening once', schedule: { kind: 'open' }, last: 0, tried: null, due: true },
  { what: 'on opening not again', schedule: { kind: 'open' }, last: 0, tried: 1, due: false },
  {
    what: 'every 5 minutes after 5',
    schedule: { kind: 'every', minutes: 5 },
    last: 95 * minute,
    tried: null,
    due: true,
  },
  {
    what: 'every 5 minutes not after 4, whoever ran it',
    schedule: { kind: 'every', minutes: 5 },
    last: 96 * minute,
    tried: null,
    due: false,
  },
  {
    what: 'every 5 minutes not at once after a try that left no run',
    schedule: { kind: 'every', minutes: 5 },
    last: 0,
    tried: 99 * minute,
    due: false,
  },
] as const;

for (const { what, schedule, last, tried, due } of cases) {
  test(`a schedule runs ${what}`, () => {
    assert.equal(isDue({ ...base, schedule }, last, tried, 100 * minute), due);
  });
}

test('a run is stopped by its source; what came stays, and the next run goes on', async (t) => {
  const made = newCase(t);
  const { api, source } = await githubServer(t);
  const style = apiStyles.find(({ name }) => name === 'github');
  if (!style) throw new Error('no GitHub');
  for (let i = 6; i <= 60; i++) api.log.push(newEntry(style, i, (1.7e12 + i) * 1000));
  const here = computer(t);
  await here.open(made);
  const saved = await here.calls['sync.save']({ source, folder: null }, never);
  here.secrets.set(saved.secretKey ?? '', api.secret);
  api.fault = (request) => (request === 3 ? 'slow' : null);
  api.onRequest = (request) => {
    if (request === 3) void here.calls['sync.stop']({ id: source.id }, never);
  };
  const [stopped] = await here.calls['sync.run']({ job: 'a', ids: null }, never);
  assert.deepEqual(
    { error: stopped?.error, new: stopped?.newRecords },
    { error: 'Stopped before its end; the next run goes on from there.', new: 20 },
  );
  api.onRequest = () => undefined;
  const [next] = await here.calls['sync.run']({ job: 'b', ids: null }, never);
  assert.deepEqual({ error: next?.error, new: next?.newRecords }, { error: null, new: 40 });
});

test('a sync waits while another program writes to the case', async (t) => {
  const made = newCase(t);
  const { api, source } = await githubServer(t);
  const here = computer(t);
  await here.open(made);
  const saved = await here.calls['sync.save']({ source, folder: null }, never);
  here.secrets.set(saved.secretKey ?? '', api.secret);
  const lock = lockCase(made, 'a test');
  const running = here.calls['sync.run']({ job: 'a', ids: null }, never);
  await wait(2500);
  lock.release();
  const [run] = await running;
  assert.deepEqual({ error: run?.error, new: run?.newRecords }, { error: null, new: 5 });
});
