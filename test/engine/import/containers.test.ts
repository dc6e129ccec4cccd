import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { test, type TestContext } from 'node:test';
import { createGzip, gzipSync } from 'node:zlib';

import { ZipFile } from 'yazl';

import { DamagedContainer, gunzip, openZip } from '../../../electron/engine/import/containers.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import { sharedFolder } from '../../helpers/corpus.ts';

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

type Outcome = { readonly content: Buffer; readonly error: unknown };

async function outcome(source: AsyncIterable<Uint8Array>): Promise<Outcome> {
  const parts: Uint8Array[] = [];
  try {
    for await (const part of source) parts.push(Buffer.from(part));
    return { content: Buffer.concat(parts), error: null };
  } catch (error) {
    return { content: Buffer.concat(parts), error };
  }
}

const text = Buffer.from(
  Array.from({ length: 3000 }, (_, index) => `{"id":${index * 7919}}`).join('\n'),
);
const packed = gzipSync(text);

for (const [what, content, expected] of [
  ['one member', packed, text],
  [
    'members one after another',
    Buffer.concat([packed, gzipSync('x'), packed]),
    Buffer.concat([text, Buffer.from('x'), text]),
  ],
  ['zeros behind the end', Buffer.concat([packed, Buffer.alloc(3)]), text],
  ['no content', gzipSync(''), Buffer.alloc(0)],
] as const) {
  test(`gunzips ${what}, in chunks of any size`, async () => {
    for (const size of [1, 511, 512, 65_536]) {
      const { content: found, error } = await outcome(gunzip(chunks(content, size)));
      assert.equal(error, null);
      assert.ok(found.equals(expected));
    }
  });
}

function withByte(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 0xff;
  return changed;
}

for (const [what, content, least, words] of [
  [
    'cut in its data',
    packed.subarray(0, packed.length / 2),
    10_000,
    /damaged: it ends too early; the first [\d,]+ bytes/,
  ],
  ['cut in its trailer', packed.subarray(0, -3), text.length, /cut short/],
  ['with a wrong checksum', withByte(packed, packed.length - 7), text.length, /checksum/],
  [
    'followed by something else',
    Buffer.concat([packed, Buffer.from('{"a":1}')]),
    text.length,
    /not gzip follows/,
  ],
  ['cut in its header', packed.subarray(0, 6), 0, /cut short/],
] as const) {
  test(`keeps the good prefix of a gzip ${what}`, async () => {
    for (const size of [7, 65_536]) {
      const { content: found, error } = await outcome(gunzip(chunks(content, size)));
      assert.ok(error instanceof DamagedContainer);
      assert.match(error.message, words);
      assert.ok(found.length >= least, `${found.length} of ${least}`);
      assert.ok(text.subarray(0, found.length).equals(found));
    }
  });
}

/** 256 MiB of zeros, packed as they are asked for. */
function* zeros(mebibytes: number): Generator<Buffer> {
  const one = Buffer.alloc(1024 * 1024);
  for (let made = 0; made < mebibytes; made += 1) yield one;
}

/** Whoever stops reading ends the source with it: nothing is waited for. */
async function* bomb(): AsyncGenerator<Uint8Array> {
  const source = Readable.from(zeros(256));
  const gzip = source.pipe(createGzip({ level: 9 }));
  const out: AsyncIterable<Uint8Array> = gzip;
  try {
    yield* out;
  } finally {
    gzip.destroy();
    source.destroy();
  }
}

test('stops a gzip bomb of 256 MiB with flat memory', async () => {
  const before = process.memoryUsage.rss();
  let bytes = 0;
  await assert.rejects(
    async () => {
      for await (const part of gunzip(bomb())) bytes += part.length;
    },
    (error: unknown) =>
      error instanceof ExpectedError && /1,?\d\d\d times its size/.test(error.message),
  );
  assert.ok(bytes <= 65 * 1024 * 1024);
  assert.ok(process.memoryUsage.rss() - before < 150 * 1024 * 1024);
});

function folder(t: TestContext): string {
  const made = mkdtempSync(path.join(tmpdir(), 'casebook-zip-'));
  t.after(() => rmSync(made, { recursive: true }));
  return made;
}

async function zipped(t: TestContext, fill: (zip: ZipFile) => void): Promise<string> {
  const zip = new ZipFile();
  fill(zip);
  zip.end();
  const parts: Buffer[] = [];
  zip.outputStream.on('data', (part: Buffer) => parts.push(part));
  await once(zip.outputStream, 'end');
  const content = Buffer.concat(parts);
  const file = path.join(folder(t), 'a.zip');
  writeFileSync(file, content);
  return file;
}

test('gives the members of a zip and refuses links, archives and second names', async (t) => {
  const file = await zipped(t, (zip) => {
    zip.addBuffer(text, 'logs/a.jsonl');
    zip.addBuffer(text, 'stored.jsonl', { compress: false });
    zip.addBuffer(packed, 'b.jsonl.gz');
    zip.addBuffer(Buffer.from('/etc/passwd'), 'link', { mode: 0o120777 });
    zip.addBuffer(Buffer.from('PK'), 'inner.zip');
    zip.addBuffer(Buffer.from('other'), 'logs/a.jsonl');
    zip.addEmptyDirectory('folder/');
  });
  const { members, refused } = await openZip(file);
  assert.deepEqual(
    members.map(({ name, size }) => [name, size]),
    [
      ['logs/a.jsonl', text.length],
      ['stored.jsonl', text.length],
      ['b.jsonl.gz', packed.length],
    ],
  );
  assert.deepEqual(refused, [
    { name: 'link', reason: 'it is a link to another file, not a file' },
    { name: 'inner.zip', reason: 'an archive inside an archive is not opened: unpack it first' },
    { name: 'logs/a.jsonl', reason: 'another member has the same name' },
  ]);
  for (const member of members.slice(0, 2)) {
    const { content, error } = await outcome(member.open());
    assert.equal(error, null);
    assert.ok(content.equals(text));
  }
});

test('refuses a zip of too many entries', async (t) => {
  const file = await zipped(t, (zip) => {
    for (let index = 0; index < 11; index += 1) zip.addBuffer(Buffer.from('x'), `${index}`);
  });
  const limits = { ratio: 250, ratioAfter: 1e6, expandedBytes: 1e9, zipEntries: 10 };
  await assert.rejects(openZip(file, limits), /has 11 entries: more than the 10/);
});

test('stops a member that expands without end', async (t) => {
  const file = await zipped(t, (zip) => zip.addBuffer(Buffer.alloc(8 * 1024 * 1024), 'zeros'));
  const limits = { ratio: 250, ratioAfter: 1024 * 1024, expandedBytes: 1e9, zipEntries: 10 };
  const { members } = await openZip(file, limits);
  const { content, error } = await outcome(members[0]!.open());
  assert.ok(error instanceof ExpectedError);
  assert.ok(content.length < 4 * 1024 * 1024);
});

test('refuses a zip whose entries overlap', async (t) => {
  const file = await zipped(t, (zip) => {
    zip.addBuffer(Buffer.alloc(50, 'x'), 'a', { compress: false });
    zip.addBuffer(Buffer.alloc(50, 'x'), 'b', { compress: false });
  });
  const bytes = readFileSync(file);
  // The second central entry's offset of its local header (at 42 of 46 fixed bytes) is set to the first one's.
  const second = bytes.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
  bytes.writeUInt32LE(0, second + 42);
  writeFileSync(file, bytes);
  await assert.rejects(openZip(file), /overlap/);
});

async function zipOutcome(file: string): Promise<string[]> {
  try {
    const { members, refused } = await openZip(file);
    const said = refused.map(({ name, reason }) => `refused ${name}: ${reason}`);
    for (const member of members) {
      const { error } = await outcome(member.open());
      if (error === null) continue;
      assert.ok(error instanceof DamagedContainer || error instanceof ExpectedError, member.name);
      said.push(`failed ${member.name}: ${error.message}`);
    }
    return said;
  } catch (error) {
    assert.ok(error instanceof ExpectedError, file);
    return [error.message];
  }
}

test('rejects or neutralises every bad zip of the yauzl corpus', async (t) => {
  const corpus = sharedFolder('corpora/yauzl-zips/test');
  if (corpus === null) {
    t.skip('the corpus is not here');
    return;
  }
  const bad = readdirSync(path.join(corpus, 'failure')).filter((name) => name.endsWith('.zip'));
  for (const name of bad) {
    assert.notDeepEqual(await zipOutcome(path.join(corpus, 'failure', name)), [], name);
  }
  assert.equal(bad.length, 24);
  const good = readdirSync(path.join(corpus, 'success')).filter((name) => name.endsWith('.zip'));
  const odd: string[] = [];
  for (const name of good) {
    const said = await zipOutcome(path.join(corpus, 'success', name));
    if (said.length > 0) odd.push(name);
  }
  assert.equal(good.length, 22);
  // Encrypted, compressed by an unknown method, named with a backslash.
  assert.deepEqual(odd, [
    'bogus-compression-method.zip',
    'sloppy-filenames.zip',
    'traditional-encryption-and-compression.zip',
    'traditional-encryption-and-compression_deprecated.zip',
    'traditional-encryption.zip',
    'traditional-encryption_deprecated.zip',
  ]);
});
