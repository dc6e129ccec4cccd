import { createInflateRaw } from 'node:zlib';

import type { ByteQueue } from './byteQueue.ts';

/** Compressed data that cannot be decompressed to its end. `message` says why, without a place. */
export class DamagedDeflate extends Error {
  override readonly name = 'DamagedDeflate';
}

/**
 * The first 64 KiB go in by 512 bytes, so that a small damaged file loses no more than the bytes around the damage: Node drops what
 * was decompressed in the call that fails.
 */
const carefulBytes = 64 * 1024;
const carefulPiece = 512;
const piece = 16 * 1024;

/** Decompresses one deflate stream (RFC 1951) and leaves what follows it in the queue. Throws DamagedDeflate behind the good bytes. */
export async function* inflate(queue: ByteQueue): AsyncGenerator<Uint8Array> {
  const stream = createInflateRaw({ chunkSize: 64 * 1024 });
  const out: Uint8Array[] = [];
  let ended = false;
  let failed: Error | null = null;
  let wake = (): void => {};
  stream.on('data', (bytes: Buffer) => out.push(bytes));
  stream.on('end', () => {
    ended = true;
    wake();
  });
  stream.on('error', (error) => {
    failed = error;
    wake();
  });
  const settled = (act: (done: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
      act(resolve);
    });
  const isOver = (): boolean => ended || failed !== null;
  let given = 0;
  try {
    while (!isOver()) {
      const bytes = await queue.some(given < carefulBytes ? carefulPiece : piece);
      if (bytes.length === 0) await settled((done) => stream.end(done));
      else await settled((done) => stream.write(bytes, () => done()));
      given += bytes.length;
      yield* out.splice(0);
      if (bytes.length === 0) {
        // The end of the stream is told a moment after its last write.
        if (!isOver()) await settled(() => {});
        yield* out.splice(0);
      } else if (ended && given > stream.bytesWritten) {
        queue.giveBack(bytes.subarray(bytes.length - (given - stream.bytesWritten)));
      }
    }
  } finally {
    stream.destroy();
  }
  if (failed !== null) throw new DamagedDeflate(words(failed), { cause: failed });
}

function words(error: Error): string {
  return error.message === 'unexpected end of file' ? 'it ends too early' : error.message;
}
