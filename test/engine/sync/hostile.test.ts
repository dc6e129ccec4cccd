import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { openEvidence } from '../../../electron/engine/evidence/evidence.ts';
import { readBucketPage } from '../../../electron/engine/sync/bucketList.ts';
import { syncRecords } from '../../../electron/engine/sync/syncRecord.ts';
import type { ApiSource, BucketSource } from '../../../shared/sync.ts';
import { answering, githubAt } from '../../helpers/answering.ts';
import { newCase, verify } from '../../helpers/importedCase.ts';
import { impatient, syncOnce } from '../../helpers/syncCase.ts';

const quick = { ...impatient, attempts: 2, timeoutMs: 500, wholeMs: 700 };

const base = Date.now() - 1e6;

function record(id: string, given: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    '@timestamp': base,
    _document_id: id,
    action: 'a.b',
    actor: 'x',
    ...given,
  });
}

for (const [what, headers, body, said] of [
  ['a web page with 200', { 'content-type': 'text/html' }, '<html>sign in</html>', /no JSON/u],
  ['a compressed answer', { 'content-encoding': 'gzip' }, gzipSync('[]'), /answers in gzip/u],
  ['an object in place of the list', {}, '{"message":"hello"}', /holds no list at its top/u],
  [
    'a wait beyond all dates',
    { 'retry-after': '9'.repeat(30) },
    null,
    /longer than there are dates/u,
  ],
  [
    'a limit that ends beyond all dates',
    { 'x-ratelimit-reset': '1e40' },
    null,
    /longer than there are dates/u,
  ],
  ['more content than it said', { 'content-length': '2' }, '[{"a":1}]', null],
] as const) {
  test(`${what} ends the run with words, and leaves nothing`, async (t) => {
    const made = newCase(t);
    const api = await answering(t, (_request, response) => {
      response.writeHead(body === null ? 429 : 200, headers);
      response.end(body ?? '{}');
    });
    const run = await syncOnce(made, githubAt(api), null, quick);
    if (said) assert.match(run.error ?? '', said);
    assert.equal(run.newRecords, 0);
    assert.equal((await verify(made)).ok, true);
  });
}

test('a wait that ended in the past is no wait', async (t) => {
  const made = newCase(t);
  const api = await answering(t, (_request, response) => {
    const past = { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' };
    if (api.requests.length === 1) response.writeHead(503, past).end('{}');
    else response.end(`[${record('a')}]`);
  });
  assert.equal((await syncOnce(made, githubAt(api), null, quick)).newRecords, 1);
});

test('an answer that trickles is given up, though it is never silent', async (t) => {
  const made = newCase(t);
  const api = await answering(t, (_request, response) => {
    response.writeHead(200);
    const dripping = setInterval(() => response.write(' '), 50);
    response.on('close', () => clearInterval(dripping));
  });
  const began = performance.now();
  const run = await syncOnce(made, githubAt(api), null, quick);
  assert.match(run.error ?? '', /its answer was not whole after 1 s/u);
  assert.ok(performance.now() - began < 5000);
});

test('pages that lead round in a circle end the run; what they gave stays', async (t) => {
  const made = newCase(t);
  const api = await answering(t, (request, response) => {
    const page = new URL(request.url ?? '', 'https://x').searchParams.get('page') ?? 'a';
    const next = { a: 'b', b: 'c', c: 'a' }[page] ?? 'a';
    response.setHeader('link', `<${api.server}/orgs/acme/audit-log?page=${next}>; rel="next"`);
    response.end(`[${record(page)}]`);
  });
  const run = await syncOnce(made, githubAt(api));
  assert.match(run.error ?? '', /from page to page in a circle/u);
  assert.equal(run.newRecords, 3);
  assert.ok(api.requests.length < 20, String(api.requests.length));
});

test('a server that gives the same records for every page number ends the run', async (t) => {
  const made = newCase(t);
  let at = 0;
  const api = await answering(t, (_request, response) => {
    at++;
    response.end(`{"auditlogs":[${record('a')}],"at":${at}}`);
  });
  const run = await syncOnce(made, { ...githubAt(api), api: 'kore', values: {} });
  assert.match(run.error ?? '', /the same records whatever page/u);
  assert.ok(at < 40, String(at));
});

test('a next page that is named by the secret is not asked for; a token in its address is not kept', async (t) => {
  const made = newCase(t);
  const secret = 'canary-77b1c0';
  const variable = { kind: 'variable', name: 'TOKEN' } as const;
  const leaking = await answering(t, (_request, response) => {
    const next = `${leaking.server}/orgs/acme/audit-log?cursor=${encodeURIComponent(`x ${secret}`)}`;
    response.setHeader('link', `<${next}>; rel="next"`);
    response.end(`[${record('a')}]`);
  });
  const leaked = await syncOnce(made, { ...githubAt(leaking), secret: variable }, secret);
  assert.match(leaked.error ?? '', /names a next page by the secret itself/u);
  assert.equal(leaking.requests.length, 1);
  const made2 = newCase(t);
  const signed = await answering(t, (request, response) => {
    if (!request.url?.includes('after='))
      response.setHeader(
        'link',
        `<${signed.server}/orgs/acme/audit-log?after=1&access_token=tok-331a&signature=sig-98fe>; rel="next"`,
      );
    response.end(`[${record(String(signed.requests.length))}]`);
  });
  const source: ApiSource = { ...githubAt(signed), secret: variable };
  assert.equal((await syncOnce(made2, source, secret)).newRecords, 2);
  const evidence = openEvidence(made2, { readOnly: true });
  const places = syncRecords(evidence.ledger()).flatMap(({ taken }) =>
    taken.map(({ place, headers }) => `${place} ${JSON.stringify(headers)}`),
  );
  evidence.close();
  assert.doesNotMatch(places.join(' '), /tok-331a|sig-98fe/u);
  assert.match(places.join(' '), /after=1&access_token=/u);
  for (const folder of [made, made2])
    for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (file.isFile())
        assert.ok(
          !readFileSync(path.join(file.parentPath, file.name)).includes(secret),
          `${file.name} holds the secret`,
        );
});

test('records nested beyond measure, or dated beyond all dates, break neither a run nor the next', async (t) => {
  const made = newCase(t);
  const deep = `{"_document_id":"deep","action":"a.b","actor":"x","in":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
  const api = await answering(t, (_request, response) => {
    const dated = [record('far', { '@timestamp': 1e300 }), record('old', { '@timestamp': -1e300 })];
    response.end(`[${[deep, ...dated, record('a')].join(',')}]`);
  });
  const first = await syncOnce(made, githubAt(api));
  assert.equal(first.error, null);
  assert.deepEqual(
    first.originals.map(({ records }) => [records.total, records.new, records.rejected]),
    [[4, 3, 1]],
  );
  assert.equal((await syncOnce(made, githubAt(api))).error, null);
});

test('a server whose clock is years ahead does not hide what comes later', async (t) => {
  const made = newCase(t);
  const ids = ['a'];
  const api = await answering(t, (request, response) => {
    response.sendDate = false;
    response.setHeader('date', 'Fri, 01 Jan 2100 00:00:00 GMT');
    const since = /created:>=([\dTZ:.-]+)/u.exec(decodeURIComponent(request.url ?? ''))?.[1];
    const from = since === undefined ? 0 : Date.parse(since);
    const times = new Map([
      ['a', Date.UTC(2099, 0, 1)],
      ['b', Date.now() - 1000],
    ]);
    const given = ids.filter((id) => (times.get(id) ?? 0) >= from);
    response.end(`[${given.map((id) => record(id, { '@timestamp': times.get(id) })).join(',')}]`);
  });
  assert.equal((await syncOnce(made, githubAt(api))).newRecords, 1);
  ids.push('b');
  const overlap = (await syncOnce(made, githubAt(api))).newRecords;
  assert.ok(overlap <= 1);
  const evidence = openEvidence(made, { readOnly: true });
  const [last] = syncRecords(evidence.ledger()).slice(-1);
  evidence.close();
  assert.ok(JSON.stringify(last?.cursor).length < 1000);
  const through = /"through":(\d+)/u.exec(JSON.stringify(last?.cursor))?.[1];
  assert.ok(Number(through) <= Date.now() + 2 * 86_400_000, through);
});

const listed = (inside: string): Buffer =>
  Buffer.from(`<ListBucketResult><EncodingType>url</EncodingType>${inside}</ListBucketResult>`);

for (const [what, inside, expected] of [
  [
    'a letter beyond all letters',
    '<Contents><Key>a&#99999999999;</Key></Contents>',
    ['a&#99999999999;'],
  ],
  ['thousands of begins without an end', '<Contents>'.repeat(400_000), []],
  [
    'a key of another folder',
    '<Contents><Key>..%2F..%2Fetc%2Fpasswd</Key></Contents>',
    ['../../etc/passwd'],
  ],
] as const) {
  test(`a bucket’s list with ${what} is read in no time`, { timeout: 5000 }, () => {
    const { objects } = readBucketPage('s3', listed(inside));
    assert.deepEqual(
      objects.map(({ key }) => key),
      expected,
    );
  });
}

test('a bucket’s list with a name that is none is refused', () => {
  assert.throws(
    () => readBucketPage('s3', listed('<Contents><Key>%E0%A4%A</Key></Contents>')),
    /holds a name that cannot be read/u,
  );
});

test('a bucket that lists in a circle ends the run, and asks for nothing outside of it', async (t) => {
  const made = newCase(t);
  const server = await answering(t, (_request, response) => {
    response.end(
      listed(
        '<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken><Contents><Key>..%2Fsecret.json</Key><ETag>e</ETag><Size>5</Size></Contents>',
      ),
    );
  });
  const source: BucketSource = {
    id: 'b',
    name: 'Bucket',
    kind: 'bucket',
    server: server.server,
    certificate: server.certificate,
    bucket: 'logs',
    region: 'us-east-1',
    prefix: '',
    keyId: '',
    pathStyle: true,
    secret: { kind: 'none' },
    schedule: { kind: 'hand' },
  };
  const run = await syncOnce(made, source, null, quick);
  assert.match(run.error ?? '', /goes round in a circle/u);
  assert.ok(server.requests.length < 5);
  assert.ok(server.requests.every((url) => url.startsWith('/logs/?')));
});
