import assert from 'node:assert/strict';
import { test } from 'node:test';

import { emptyRequest, requestOf } from '../../../renderer/features/sync/requestDraft.ts';
import {
  draftOf,
  missing,
  newDraft,
  sourceOf,
} from '../../../renderer/features/sync/sourceDraft.ts';
import {
  allowWords,
  runWords,
  savingWords,
  scheduleWords,
} from '../../../renderer/features/sync/syncWords.ts';
import { stoppedWords, syncSourceSchema } from '../../../shared/sync.ts';
import type { SyncSource, SyncSourceInfo } from '../../../shared/sync.ts';

const id = '0f7f3c1e-0000-4000-8000-000000000001';
const common = { id, name: 'A', schedule: { kind: 'every', minutes: 15 } } as const;
const remote = {
  server: 'https://host.test:8443',
  secret: { kind: 'variable', name: 'TOKEN' },
  certificate: null,
} as const;
const sources: readonly SyncSource[] = [
  { ...common, kind: 'folder', folder: '/var/log/audit' },
  {
    ...common,
    ...remote,
    kind: 'api',
    api: 'github',
    values: { scope: 'orgs/acme' },
    since: '2026-01-31T00:00:00Z',
    request: null,
  },
  {
    ...common,
    ...remote,
    secret: { kind: 'store' },
    kind: 'bucket',
    bucket: 'trail',
    region: 'eu-central-1',
    prefix: 'AWSLogs/',
    keyId: 'AKIA',
    pathStyle: true,
  },
  {
    ...common,
    ...remote,
    secret: { kind: 'none' },
    kind: 'api',
    api: 'generic',
    values: {},
    since: null,
    request: {
      path: '/api/logs',
      query: { limit: '100' },
      headers: { Accept: 'application/json' },
      items: '/logs',
      time: '/at',
      timeUnit: 'ms',
      since: { from: '{since}' },
      sinceUnit: 'ms',
      paging: { kind: 'cursor', at: '/next', query: 'cursor' },
      overlapMinutes: 30,
    },
  },
];

for (const source of sources) {
  test(`a ${source.kind} that is opened for change and saved is the same, and one that the engine takes`, () => {
    assert.deepEqual(sourceOf(draftOf(source)), source);
    assert.equal(syncSourceSchema.safeParse(source).success, true);
  });
}

test('a server is taken as it is typed: without https, with a slash at its end', () => {
  const draft = { ...newDraft(id), what: 'okta', name: 'O', server: 'acme.okta.com/' };
  const source = sourceOf(draft);
  assert.equal(source.kind === 'api' && source.server, 'https://acme.okta.com');
});

test('a server without TLS is refused by name', () => {
  const read = syncSourceSchema.safeParse({ ...sources[1], server: 'http://host.test' });
  assert.match(read.error?.issues[0]?.message ?? '', /no address of the form https:\/\/host/u);
});

test('what is missing is said one thing at a time', () => {
  const draft = newDraft(id);
  assert.equal(missing(draft, null), 'a name');
  assert.equal(missing({ ...draft, name: 'A' }, null), 'the folder');
  assert.equal(missing({ ...draft, name: 'A', what: 'bucket', server: 's' }, null), 'the bucket');
  assert.equal(missing({ ...draft, name: 'A', folder: '/a' }, null), null);
});

test('a header without a colon is told as that', () => {
  assert.throws(
    () => requestOf({ ...emptyRequest, path: '/a', headers: 'Bearer {secret}' }),
    /Headers: "Bearer \{secret\}" has no : between name and value/u,
  );
});

const run = { at: '', error: null, requests: 0, files: 0, newRecords: 0, warnings: [] };
const runs = [
  [run, 'nothing new'],
  [{ ...run, files: 2, newRecords: 1 }, '1 new record in 2 files'],
  [{ ...run, error: 'x' }, 'failed'],
  [{ ...run, error: stoppedWords }, 'stopped'],
  [{ ...run, error: 'x', files: 1, newRecords: 20 }, 'stopped after 20 new records in 1 file'],
] as const;
for (const [given, words] of runs) {
  test(`a run reads "${words}"`, () => assert.equal(runWords(given), words));
}

test('schedules read as a person says them', () => {
  assert.deepEqual(
    [
      scheduleWords({ kind: 'every', minutes: 15 }),
      scheduleWords({ kind: 'every', minutes: 60 }),
      scheduleWords({ kind: 'every', minutes: 360 }),
    ],
    ['every 15 minutes', 'every hour', 'every 6 hours'],
  );
});

test('what is allowed names the server and the variable that it is sent', () => {
  const [, api] = sources;
  if (!api) throw new Error('no source');
  const info: SyncSourceInfo = {
    source: api,
    place: 'GitHub audit log, https://host.test:8443/orgs/acme/audit-log',
    lastRun: null,
    isRunning: false,
    blocked: 'not-allowed',
    secretKey: null,
    hasSecret: false,
  };
  const words = allowWords(info).join(' ');
  assert.match(words, /fetches from GitHub audit log, https:\/\/host\.test:8443/u);
  assert.match(words, /sends the environment variable TOKEN/u);
});

test('an error of saving is said without the names of a call', () => {
  assert.equal(
    savingWords('sync.save: source.bucket is no name of a bucket'),
    'bucket is no name of a bucket',
  );
});
