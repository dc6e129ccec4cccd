import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';

import { readBucketPage } from '../../../electron/engine/sync/bucketList.ts';
import { signedHeaders } from '../../../electron/engine/sync/signV4.ts';
import type { BucketSource } from '../../../shared/sync.ts';
import { eventsOf, langfuseLines, newCase, verify } from '../../helpers/importedCase.ts';
import { impatient, syncOnce } from '../../helpers/syncCase.ts';
import { startBucket } from '../../servers/bucketServer.ts';
import type { BucketServer } from '../../servers/bucketServer.ts';

// The examples of "Authenticating Requests: Using the Authorization Header" in the S3 API reference.
const exampleKey = {
  keyId: 'AKIAIOSFODNN7EXAMPLE',
  secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  token: null,
  region: 'us-east-1',
};
const examples = [
  {
    what: 'GET an object, with a Range',
    url: 'https://examplebucket.s3.amazonaws.com/test.txt',
    more: { range: 'bytes=0-9' },
    signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
  {
    what: 'GET a parameter without a value',
    url: 'https://examplebucket.s3.amazonaws.com/?lifecycle',
    more: {},
    signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  },
  {
    what: 'GET a list',
    url: 'https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J',
    more: {},
    signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  },
];

for (const { what, url, more, signature } of examples) {
  test(`signs as the S3 reference does: ${what}`, () => {
    const headers = signedHeaders(new URL(url), exampleKey, new Date('2013-05-24T00:00:00Z'), more);
    assert.equal(headers['authorization']?.split('Signature=')[1], signature);
  });
}

async function served(t: TestContext): Promise<BucketServer> {
  const bucket = await startBucket();
  t.after(() => bucket.close());
  return bucket;
}

function sourceOf(bucket: BucketServer, prefix = ''): BucketSource {
  return {
    id: 'bucket',
    name: 'Trail',
    kind: 'bucket',
    server: bucket.server,
    bucket: bucket.bucket,
    region: 'eu-central-1',
    prefix,
    keyId: bucket.keyId,
    pathStyle: true,
    secret: { kind: 'variable', name: 'SECRET' },
    certificate: bucket.certificate,
    schedule: { kind: 'hand' },
  };
}

function put(bucket: BucketServer, key: string, first: number, count: number): void {
  const text = langfuseLines(first, count);
  const body = key.endsWith('.gz') ? gzipSync(text) : Buffer.from(text);
  const at = bucket.objects.findIndex((each) => each.key === key);
  bucket.objects.splice(at < 0 ? bucket.objects.length : at, at < 0 ? 0 : 1, { key, body });
}

async function ids(made: string): Promise<readonly string[]> {
  return (await eventsOf(made)).map(({ id }) => id ?? '').toSorted();
}

const numbered = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `id-${i}`).toSorted();

test('objects below a prefix come once, over several pages; with names that must be encoded', async (t) => {
  const made = newCase(t);
  const bucket = await served(t);
  bucket.pageSize = 3;
  const names = [
    'a.jsonl',
    'b c.jsonl',
    "d+e'(1)*.jsonl",
    'é/ü&=?.jsonl',
    'f.jsonl.gz',
    'g#h.jsonl',
    'i.jsonl',
  ];
  for (const [i, name] of names.entries()) put(bucket, `logs/${name}`, i * 2, 2);
  put(bucket, 'elsewhere/x.jsonl', 100, 1);
  const run = await syncOnce(made, sourceOf(bucket, 'logs/'), bucket.secret);
  assert.equal(run.error, null);
  assert.deepEqual(await ids(made), numbered(14));
  const again = await syncOnce(made, sourceOf(bucket, 'logs/'), bucket.secret);
  assert.equal(again.files, 0);
  assert.ok(bucket.requests.every((request) => request.startsWith('GET ')));
  assert.equal((await verify(made)).ok, true);
});

test('a new object and one that was replaced come with the next run', async (t) => {
  const made = newCase(t);
  const bucket = await served(t);
  put(bucket, 'a.jsonl', 0, 2);
  put(bucket, 'b.jsonl', 2, 2);
  await syncOnce(made, sourceOf(bucket), bucket.secret);
  put(bucket, 'b.jsonl', 3, 2);
  put(bucket, 'c.jsonl', 5, 1);
  const run = await syncOnce(made, sourceOf(bucket), bucket.secret);
  assert.equal(run.newRecords, 2);
  assert.deepEqual(await ids(made), numbered(6));
});

test('a key that is refused is told as that; what failed midway goes on', async (t) => {
  const made = newCase(t);
  const bucket = await served(t);
  for (let i = 0; i < 30; i++) put(bucket, `${String(i).padStart(2, '0')}.jsonl`, i, 1);
  const refused = await syncOnce(made, sourceOf(bucket), 'not-the-secret');
  assert.match(
    refused.error ?? '',
    /^127\.0\.0\.1:\d+ does not let this key read bucket trail \(403, SignatureDoesNotMatch: another signature\)/u,
  );
  bucket.fail = (request) => (request > 26 ? 503 : null);
  const failed = await syncOnce(made, sourceOf(bucket), bucket.secret, {
    ...impatient,
    attempts: 2,
  });
  assert.match(failed.error ?? '', /it answers 503/u);
  bucket.fail = (request) => (request % 3 === 0 ? 500 : null);
  assert.equal((await syncOnce(made, sourceOf(bucket), bucket.secret)).error, null);
  assert.deepEqual(await ids(made), numbered(30));
});

test("CloudTrail's layout: days that were read are not listed again, digests hold no events", async (t) => {
  const made = newCase(t);
  const bucket = await served(t);
  const root = 'logs/AWSLogs/123456789012';
  const key = (region: string, day: string, n: number): string =>
    `${root}/CloudTrail/${region}/2026/11/${day}/123456789012_CloudTrail_${region}_202611${day}T000${n}Z_x.jsonl.gz`;
  put(bucket, key('eu-central-1', '01', 1), 0, 2);
  put(bucket, key('eu-central-1', '10', 1), 2, 2);
  put(bucket, key('us-east-1', '10', 1), 4, 1);
  put(bucket, `${root}/CloudTrail-Digest/eu-central-1/2026/11/10/digest.json.gz`, 90, 1);
  const first = await syncOnce(made, sourceOf(bucket, 'logs/'), bucket.secret);
  assert.deepEqual({ error: first.error, new: first.newRecords }, { error: null, new: 5 });
  assert.match(first.warnings.join(), /1 CloudTrail digest file not read/u);
  put(bucket, key('eu-central-1', '11', 1), 5, 1);
  put(bucket, key('us-west-2', '02', 1), 6, 1);
  const asked = bucket.requests.length;
  const second = await syncOnce(made, sourceOf(bucket, 'logs/'), bucket.secret);
  assert.deepEqual({ error: second.error, new: second.newRecords }, { error: null, new: 2 });
  assert.deepEqual(await ids(made), numbered(7));
  const lists = bucket.requests.slice(asked).filter((request) => request.includes('start-after'));
  assert.match(lists.join(), /start-after=[^&]*eu-central-1%2F2026%2F11%2F08%2F/u);
});

test('a list that is no list, or is cut without a way on, is told', () => {
  assert.throws(() => readBucketPage('s3.test', Buffer.from('<html/>')), /the answer is no list/u);
  const cut = '<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>';
  assert.throws(() => readBucketPage('s3.test', Buffer.from(cut)), /cut without a way on/u);
});
