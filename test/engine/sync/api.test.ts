import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';

import { openEvidence } from '../../../electron/engine/evidence/evidence.ts';
import { syncRecords } from '../../../electron/engine/sync/syncRecord.ts';
import type { SyncRecord } from '../../../electron/engine/sync/syncRecord.ts';
import type { ApiSource } from '../../../shared/sync.ts';
import { seeded } from '../../bench/random.ts';
import {
  checkHolds,
  newEntry,
  newLog,
  sourceOf,
  syncThroughFaults,
} from '../../campaign/syncFaults.ts';
import { killSyncs } from '../../campaign/syncKills.ts';
import { answering, githubAt } from '../../helpers/answering.ts';
import { temporaryFolder } from '../../helpers/folder.ts';
import { newCase, verify } from '../../helpers/importedCase.ts';
import { impatient, syncOnce } from '../../helpers/syncCase.ts';
import { startApi } from '../../servers/apiServer.ts';
import type { ApiServer } from '../../servers/apiServer.ts';
import { apiStyles } from '../../servers/apiStyles.ts';
import type { ApiStyle, Entry } from '../../servers/apiStyles.ts';
import { selfSigned } from '../../servers/certificate.ts';

const seed = Date.now() % 1_000_000;

function styleNamed(name: string): ApiStyle {
  const found = apiStyles.find((style) => style.name === name);
  if (!found) throw new Error(`no API ${name}`);
  return found;
}

async function served(t: TestContext, style: ApiStyle, log: Entry[]): Promise<ApiServer> {
  const api = await startApi(style, log);
  t.after(() => api.close());
  return api;
}

/** So many records, a second apart, the last a minute ago. */
function spaced(style: ApiStyle, count: number): Entry[] {
  const end = Date.now() - 60_000;
  return Array.from({ length: count }, (_, i) =>
    newEntry(style, i + 1, (end - (count - i) * 1000) * 1000),
  );
}

function ledgerOf(made: string): readonly SyncRecord[] {
  const evidence = openEvidence(made, { readOnly: true });
  try {
    return syncRecords(evidence.ledger());
  } finally {
    evidence.close();
  }
}

for (const style of apiStyles) {
  test(`${style.name}: all of its log comes once, recognised; what is added comes with the next run; an idle run leaves no trace`, async (t) => {
    const made = newCase(t);
    const random = seeded(seed);
    const api = await served(t, style, newLog(style, random));
    const source = sourceOf(style, api);
    const first = await syncOnce(made, source, api.secret);
    assert.equal(first.error, null);
    assert.deepEqual([...new Set(first.originals.map((each) => each.source))], [style.product]);
    await checkHolds(made, api.log);
    const newest = api.log.at(-1)?.micros ?? 0;
    for (let i = 1; i <= 30; i++)
      api.log.push(newEntry(style, api.log.length + 1, newest + i * 700));
    const second = await syncOnce(made, source, api.secret);
    assert.deepEqual({ error: second.error, new: second.newRecords }, { error: null, new: 30 });
    await checkHolds(made, api.log);
    const before = ledgerOf(made).length;
    assert.equal((await syncOnce(made, source, api.secret)).newRecords, 0);
    assert.equal(ledgerOf(made).length, before);
    assert.equal((await verify(made)).ok, true);
  });

  test(`${style.name}: after faults of every kind the case holds its log (seed ${seed})`, async (t) => {
    const folder = temporaryFolder(t);
    await syncThroughFaults(path.join(folder, 'a.casebook'), style, seed);
  });
}

test(`killed now and then, a sync ends with the same case (seed ${seed})`, async (t) => {
  await killSyncs(temporaryFolder(t), styleNamed('github'), 2, seeded(seed));
});

test('records that share a millisecond at every page edge all come, even more of them than a page holds', async (t) => {
  const arcane = styleNamed('arcane');
  const made = newCase(t);
  const at = Date.now() - 60_000;
  const log = Array.from({ length: 230 }, (_, i) =>
    newEntry(arcane, i + 1, (at + Math.floor(i / 115)) * 1000 + (i % 115)),
  );
  const api = await served(t, arcane, log);
  const run = await syncOnce(made, sourceOf(arcane, api), api.secret);
  assert.equal(run.error, null);
  await checkHolds(made, log);
});

test('rows of one time in another order for each page all come', async (t) => {
  const kore = styleNamed('kore');
  const made = newCase(t);
  const at = Date.now() - 60_000;
  const log = Array.from({ length: 400 }, (_, i) =>
    newEntry(kore, i + 1, (at + Math.floor(i / 9)) * 1000),
  );
  const api = await served(t, kore, log);
  assert.deepEqual((await syncOnce(made, sourceOf(kore, api), api.secret)).warnings, []);
  await checkHolds(made, log);
});

test('a run that fails keeps what came, and the next goes on at the page that failed', async (t) => {
  const github = styleNamed('github');
  const made = newCase(t);
  const api = await served(t, github, spaced(github, 100));
  const source = sourceOf(github, api);
  api.fault = (request) => (request >= 4 ? '500' : null);
  const failed = await syncOnce(made, source, api.secret, { ...impatient, attempts: 2 });
  assert.equal(failed.newRecords, 60);
  assert.match(failed.error ?? '', /^127\.0\.0\.1:\d+: it answers 500 \(asked 2 times\)$/u);
  api.fault = () => null;
  const asked = api.requests.length;
  assert.equal((await syncOnce(made, source, api.secret)).newRecords, 40);
  assert.match(api.requests[asked] ?? '', /after=c60/u);
  await checkHolds(made, api.log);
});

test('a cursor that the server has forgotten begins again, and finds duplicates', async (t) => {
  const github = styleNamed('github');
  const made = newCase(t);
  const log = spaced(github, 60);
  let forgets = false;
  const api = await answering(t, (request, response) => {
    const url = new URL(request.url ?? '', 'https://127.0.0.1');
    const place = url.searchParams.get('after');
    if (place === 'c40' && !forgets) response.writeHead(500).end();
    else if (forgets && place === 'c40') {
      forgets = false;
      log.pop();
      response.writeHead(422).end('{"message":"no such cursor"}');
    } else {
      const { value, link } = github.answer(
        url.searchParams,
        log,
        new URL(url.pathname + url.search, api.server),
      );
      response.writeHead(200, link === undefined ? {} : { link }).end(JSON.stringify(value));
    }
  });
  const source = githubAt(api);
  assert.match(
    (await syncOnce(made, source, null, { ...impatient, attempts: 1 })).error ?? '',
    /500/u,
  );
  forgets = true;
  const run = await syncOnce(made, source, null, { ...impatient, attempts: 1 });
  assert.match(run.error ?? '', /500/u);
  assert.ok(api.requests.some((each, at) => at > 3 && !each.includes('after=')));
  await checkHolds(made, log.slice(0, 40));
});

test('a secret that has expired is told as that, and a new one goes on', async (t) => {
  const okta = styleNamed('okta');
  const made = newCase(t);
  const api = await served(t, okta, spaced(okta, 90));
  const source = sourceOf(okta, api);
  api.fault = (request) => (request === 3 ? 'expired' : null);
  const run = await syncOnce(made, source, api.secret);
  assert.match(
    run.error ?? '',
    /^127\.0\.0\.1:\d+ does not accept the secret for \/api\/v1\/logs \(401: Bad credentials\); it may have expired/u,
  );
  assert.equal(run.newRecords, 40);
  assert.equal((await syncOnce(made, source, api.secret)).newRecords, 50);
  await checkHolds(made, api.log);
});

test('a record that appears late, within the overlap, still comes', async (t) => {
  const github = styleNamed('github');
  const made = newCase(t);
  const log = spaced(github, 50);
  const api = await served(t, github, log);
  const source = sourceOf(github, api);
  await syncOnce(made, source, api.secret);
  log.splice(10, 0, newEntry(github, 51, (log[9]?.micros ?? 0) + 1));
  assert.equal((await syncOnce(made, source, api.secret)).newRecords, 1);
  await checkHolds(made, log);
});

test('a record dated in the future hides none that come after it', async (t) => {
  const slack = styleNamed('slack');
  const made = newCase(t);
  const log = [...spaced(slack, 10), newEntry(slack, 11, (Date.now() + 40 * 86_400_000) * 1000)];
  const api = await served(t, slack, log);
  const source = sourceOf(slack, api);
  await syncOnce(made, source, api.secret);
  log.splice(10, 0, newEntry(slack, 12, Date.now() * 1000));
  assert.equal((await syncOnce(made, source, api.secret)).newRecords, 1);
});

test('each page is an original with its address, headers and time, and no secret', async (t) => {
  const github = styleNamed('github');
  const made = newCase(t);
  const api = await served(t, github, spaced(github, 25));
  await syncOnce(made, sourceOf(github, api), api.secret);
  const taken = ledgerOf(made).flatMap((record) => record.taken);
  assert.deepEqual(
    taken.map(({ original, place, status }) => ({ original, place, status })),
    [
      {
        original: 1,
        place: `${api.server}/orgs/acme/audit-log?per_page=100&include=all&order=asc`,
        status: 200,
      },
      {
        original: 2,
        place: `${api.server}/orgs/acme/audit-log?per_page=100&include=all&order=asc&after=c20`,
        status: 200,
      },
    ],
  );
  assert.deepEqual(Object.keys(taken[0]?.headers ?? {}).toSorted(), [
    'content-type',
    'date',
    'link',
  ]);
  assert.ok(!JSON.stringify(ledgerOf(made)).includes(api.secret));
});

test('an empty page in the middle of a log does not end it; a cursor that stands still does', async (t) => {
  const made = newCase(t);
  const api = await answering(t, (request, response) => {
    const cursor = new URL(request.url ?? '', 'https://x').searchParams.get('cursor') ?? '0';
    const next = Number(cursor) < 6 ? String(Number(cursor) + 1) : cursor;
    const entries = Number(cursor) % 3 === 0 ? [{ id: `e${cursor}`, action: 'a.b' }] : [];
    if (cursor === '6') entries.pop();
    response.end(JSON.stringify({ entries, response_metadata: { next_cursor: next } }));
  });
  const run = await syncOnce(made, { ...githubAt(api), api: 'slack', values: {} });
  assert.deepEqual({ error: run.error, new: run.newRecords }, { error: null, new: 2 });
  assert.equal(api.requests.length, 7);
});

test('no redirect and no link to another server is followed', async (t) => {
  const made = newCase(t);
  const other = await answering(t, (_request, response) => response.end('[]'));
  const redirecting = await answering(t, (_request, response) => {
    response.writeHead(302, { location: `${other.server}/orgs/acme/audit-log` }).end();
  });
  const redirected = await syncOnce(made, githubAt(redirecting));
  assert.match(
    redirected.error ?? '',
    /sends elsewhere .*only the server that was named is contacted/u,
  );
  const linking = await answering(t, (_request, response) => {
    response.writeHead(200, { link: `<${other.server}/x>; rel="next"` }).end('[{"a":1}]');
  });
  const linked = await syncOnce(made, githubAt(linking));
  assert.match(linked.error ?? '', /names a next page on .*only the server that was named/u);
  assert.deepEqual(other.requests, []);
});

test('a redirect on the same server is followed', async (t) => {
  const made = newCase(t);
  const api = await answering(t, (request, response) => {
    if (request.url?.startsWith('/moved') === true) response.end('[{"action":"a.b","actor":"x"}]');
    else response.writeHead(307, { location: '/moved' }).end();
  });
  assert.equal((await syncOnce(made, githubAt(api))).newRecords, 1);
});

test('a certificate that nobody vouches for ends the run before anything is sent', async (t) => {
  const made = newCase(t);
  const api = await answering(t, (_request, response) => response.end('[]'));
  const run = await syncOnce(made, githubAt({ ...api, certificate: null }));
  assert.match(run.error ?? '', /its certificate does not verify/u);
  const another = await syncOnce(made, githubAt({ ...api, certificate: selfSigned().cert }));
  assert.match(another.error ?? '', /its certificate does not verify/u);
  assert.deepEqual(api.requests, []);
});

test('Retry-After is waited for; a wait that is too long ends the run and says until when', async (t) => {
  const made = newCase(t);
  let at = 0;
  const times: number[] = [];
  const api = await answering(t, (_request, response) => {
    times.push(performance.now());
    if (at++ === 0) response.writeHead(429, { 'retry-after': '1' }).end('{}');
    else response.end('[{"action":"a.b","actor":"x"}]');
  });
  assert.equal((await syncOnce(made, githubAt(api))).newRecords, 1);
  assert.ok((times[1] ?? 0) - (times[0] ?? 0) >= 990);
  const spent = await answering(t, (_request, response) => {
    const reset = String(Math.floor(Date.now() / 1000) + 3600);
    response.writeHead(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }).end('{}');
  });
  const run = await syncOnce(made, githubAt(spent));
  assert.match(run.error ?? '', /the rate limit is reached; it asks to wait until 20\d\d-/u);
  assert.equal(spent.requests.length, 1);
});

test('an answer that repeats the secret is not kept', async (t) => {
  const made = newCase(t);
  const secret = 'canary-5f0e6d';
  const api = await answering(t, (request, response) => {
    response.end(JSON.stringify([{ action: 'a.b', seen: request.headers.authorization }]));
  });
  const source: ApiSource = { ...githubAt(api), secret: { kind: 'variable', name: 'TOKEN' } };
  const run = await syncOnce(made, source, secret);
  assert.match(run.error ?? '', /repeats the secret in its answer; the answer was not kept/u);
  assert.equal(run.files, 0);
});

test('an API of any other product is read as its source says: pages by number, none at all', async (t) => {
  const made = newCase(t);
  const rows = Array.from({ length: 25 }, (_, i) => ({
    id: `r${i}`,
    when: new Date(Date.now() - 1e6 + i * 1000).toISOString(),
    who: `user${i % 3}`,
    what: 'door.opened',
  }));
  const api = await answering(t, (request, response) => {
    const page = Number(new URL(request.url ?? '', 'https://x').searchParams.get('page') ?? 1);
    response.end(JSON.stringify({ rows: rows.slice((page - 1) * 10, page * 10) }));
  });
  const request = {
    path: '/doors',
    query: {},
    headers: {},
    items: '/rows',
    time: '/when',
    timeUnit: 'iso',
    since: {},
    sinceUnit: 'iso',
    paging: { kind: 'number', query: 'page', first: 1, step: 1 },
    overlapMinutes: 0,
  } as const;
  const source: ApiSource = { ...githubAt(api), api: 'generic', request: { ...request } };
  assert.equal((await syncOnce(made, source)).newRecords, 25);
  const once = { ...request, paging: { kind: 'none' } } as const;
  const other: ApiSource = { ...source, id: 'other', name: 'Other', request: { ...once } };
  assert.equal((await syncOnce(made, other)).newRecords, 0);
  const broken: ApiSource = { ...source, id: 'broken', request: { ...request, items: '/lines' } };
  assert.match(
    (await syncOnce(made, broken)).error ?? '',
    /the answer to \/doors holds no list at \/lines/u,
  );
});
