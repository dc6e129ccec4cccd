import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { createZstdDecompress } from 'node:zlib';

import { PackWriter, frameBytes } from '../../../electron/engine/evidence/packWriter.ts';
import { temporaryFolder } from '../../helpers/folder.ts';

function newPack(t: TestContext): { pack: PackWriter; file: string } {
  const folder = temporaryFolder(t);
  mkdirSync(path.join(folder, 'evidence'));
  return {
    pack: new PackWriter(folder, '0001.pack'),
    file: path.join(folder, 'evidence', '0001.pack'),
  };
}

/** As `zstd -dc` would. */
async function decoded(file: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  await pipeline([readFileSync(file)], createZstdDecompress(), async (source) => {
    for await (const chunk of source) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- zlib gives buffers
      parts.push(chunk as Buffer);
    }
  });
  return Buffer.concat(parts);
}

/** Half of it compresses, half does not. */
const content = Buffer.concat([
  randomBytes(frameBytes + 77),
  Buffer.alloc(2 * frameBytes, 'audit log '),
  randomBytes(5000),
]);

for (const size of [1, 1000, frameBytes - 1, frameBytes, frameBytes + 1, 3 * frameBytes]) {
  test(`what is written in pieces of ${size} comes out of the whole file, and of each frame`, async (t) => {
    const { pack, file } = newPack(t);
    const written = size === 1 ? content.subarray(0, 3000) : content;
    for (let at = 0; at < written.length; at += size)
      pack.write(written.subarray(at, Math.min(written.length, at + size)));
    const result = pack.finish();
    const bytes = readFileSync(file);
    assert((await decoded(file)).equals(written));
    assert.deepEqual(
      {
        bytes: result.bytes,
        decodedBytes: result.decodedBytes,
        sha256: result.sha256,
        offsets: result.frames.map(({ decodedOffset }) => decodedOffset),
        end: result.frames.reduce((sum, { fileLength }) => sum + fileLength, 0),
        mode: statSync(file).mode & 0o777,
      },
      {
        bytes: bytes.length,
        decodedBytes: written.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        offsets: result.frames.map((_, i) => i * frameBytes),
        end: bytes.length,
        mode: 0o600,
      },
    );
  });
}

test('rolled back to a mark, the pack is as it was, whether frames were written since or not', async (t) => {
  for (const [before, since] of [
    [10, 20],
    [10, 3 * frameBytes],
    [frameBytes + 10, 2 * frameBytes],
    [frameBytes, frameBytes],
    [0, frameBytes + 1],
  ] as const) {
    const { pack, file } = newPack(t);
    pack.write(content.subarray(0, before));
    const mark = pack.mark();
    pack.write(randomBytes(since));
    pack.rollBack(mark);
    assert.equal(pack.position, before);
    pack.write(Buffer.from('the end'));
    const result = pack.finish();
    assert(
      (await decoded(file)).equals(
        Buffer.concat([content.subarray(0, before), Buffer.from('the end')]),
      ),
    );
    assert.equal(result.sha256, createHash('sha256').update(readFileSync(file)).digest('hex'));
  }
});

test('reads back anything already written, while it goes on writing', (t) => {
  const { pack } = newPack(t);
  let end = 0;
  for (const size of [100, frameBytes, 5, 2 * frameBytes + 3, 1, frameBytes - 109]) {
    pack.write(content.subarray(end, end + size));
    end = Math.min(content.length, end + size);
    for (const [from, to] of [
      [0, 1],
      [0, end],
      [end - 1, end],
      [end >> 1, end],
      [Math.max(0, frameBytes - 3), Math.min(end, frameBytes + 3)],
    ] as const) {
      if (from < 0 || to <= from) continue;
      assert(
        pack.read(from, to - from).equals(content.subarray(from, to)),
        `${from} to ${to} of ${end}`,
      );
    }
  }
  assert.throws(() => pack.read(end - 1, 2), /beyond the end/u);
  pack.discard();
});

test('discarded, nothing of it is left', (t) => {
  const { pack, file } = newPack(t);
  pack.write(content);
  pack.discard();
  pack.discard();
  assert.equal(existsSync(file), false);
});
