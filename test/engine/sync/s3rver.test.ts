import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { gzipSync } from 'node:zlib';

import S3rver from 's3rver';

import type { BucketSource } from '../../../shared/sync.ts';
import { temporaryFolder } from '../../helpers/folder.ts';
import { eventsOf, langfuseLines, newCase, verify } from '../../helpers/importedCase.ts';
import { syncOnce } from '../../helpers/syncCase.ts';
import { selfSigned } from '../../servers/certificate.ts';

// An S3 server that others wrote: its own lists, names, ETags and errors. It takes any V4 signature of a key that it knows, and
// its lists of more than a page need a cipher that OpenSSL 3 does not offer: signatures and pages are bucket.test.ts's.

const bucket = 'trail';

async function served(t: TestContext): Promise<{
  put: (key: string, body: string | Buffer) => Promise<unknown>;
  source: BucketSource;
}> {
  const { key, cert } = selfSigned();
  const server = new S3rver({
    directory: temporaryFolder(t),
    address: '127.0.0.1',
    port: 0,
    key,
    cert,
    silent: true,
    vhostBuckets: false,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  t.after(() => server.close());
  return {
    put: (name, body) =>
      server.store.putObject({ bucket, key: name, content: Buffer.from(body), metadata: {} }),
    source: {
      id: 'bucket',
      name: 'Trail',
      kind: 'bucket',
      server: `https://127.0.0.1:${port}`,
      bucket,
      region: 'us-east-1',
      prefix: 'logs/',
      keyId: 'S3RVER',
      pathStyle: true,
      secret: { kind: 'variable', name: 'SECRET' },
      certificate: cert,
      schedule: { kind: 'hand' },
    },
  };
}

const idsOf = async (folder: string): Promise<readonly string[]> =>
  (await eventsOf(folder)).map(({ id }) => id ?? '').toSorted();
const numbered = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `id-${i}`).toSorted();

test('a bucket on a server that others wrote: names to be encoded, gzip, new and replaced objects', async (t) => {
  const folder = newCase(t);
  const { put, source } = await served(t);
  const names = ["a b+c'(1)*.jsonl", 'é/ü&=.jsonl', 'deep/er/x.jsonl.gz'];
  for (let i = names.length; i < 200; i++) names.push(`n/${String(i).padStart(4, '0')}.jsonl`);
  for (const [i, name] of names.entries()) {
    const lines = langfuseLines(i, 1);
    await put(`logs/${name}`, name.endsWith('.gz') ? gzipSync(lines) : lines);
  }
  await put('elsewhere/x.jsonl', langfuseLines(5000, 1));
  const first = await syncOnce(folder, source, 'S3RVER');
  assert.equal(first.error, null);
  // The .gz, and what it holds.
  assert.equal(first.files, names.length + 1);
  assert.deepEqual(await idsOf(folder), numbered(200));

  assert.equal((await syncOnce(folder, source, 'S3RVER')).files, 0);

  await put('logs/n/0199.jsonl', langfuseLines(199, 2));
  await put('logs/z.jsonl', langfuseLines(201, 1));
  const later = await syncOnce(folder, source, 'S3RVER');
  assert.deepEqual([later.files, later.newRecords], [2, 2]);
  assert.deepEqual(await idsOf(folder), numbered(202));
  assert.equal((await verify(folder)).ok, true);
});

test('what that server refuses is told: no such bucket, a key that it does not know', async (t) => {
  const folder = newCase(t);
  const { source } = await served(t);
  const absent = await syncOnce(folder, { ...source, bucket: 'other' }, 'S3RVER');
  assert.match(absent.error ?? '', /404, NoSuchBucket.*bucket other/u);
  const stranger = await syncOnce(folder, { ...source, keyId: 'AKIANOBODY' }, 'S3RVER');
  assert.match(
    stranger.error ?? '',
    /does not let this key read bucket trail \(403, InvalidAccessKeyId/u,
  );
});
