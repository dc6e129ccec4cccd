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
  const engine = new InflateEngine();
  let given = 0;
  try {
    while (!engine.over) {
      const bytes = await queue.some(given < carefulBytes ? carefulPiece : piece);
      given += bytes.length;
      if (bytes.length === 0) await engine.finish();
      else await engine.write(bytes);
      yield* engine.take();
      const unused = given - engine.consumed;
      if (engine.error === null && unused > 0) {
        queue.giveBack(bytes.subarray(bytes.length - unused));
        return;
      }
    }
  } finally {
    engine.close();
  }
  if (engine.error !== null) throw new DamagedDeflate(words(engine.error), { cause: engine.error });
}

/** Node's stream, driven a call at a time. What one call puts out is at most 1,032 times its input: 16 MiB. */
class InflateEngine {
  error: Error | null = null;
  over = false;
  readonly #stream = createInflateRaw({ chunkSize: 64 * 1024 });
  #out: Uint8Array[] = [];
  #wake: (() => void) | null = null;

  constructor() {
    this.#stream.on('data', (bytes: Uint8Array) => this.#out.push(bytes));
    this.#stream.on('end', () => this.#end(null));
    this.#stream.on('error', (error) => this.#end(error));
  }

  /** Bytes of input that belonged to the deflate stream so far. */
  get consumed(): number {
    return this.#stream.bytesWritten;
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#stream.write(bytes, () => resolve());
    });
  }

  finish(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#stream.end();
      if (this.over) resolve();
    });
  }

  take(): Uint8Array[] {
    const out = this.#out;
    this.#out = [];
    return out;
  }

  close(): void {
    this.#stream.destroy();
  }

  #end(error: Error | null): void {
    this.error ??= error;
    this.over = true;
    this.#wake?.();
  }
}

function words(error: Error): string {
  return error.message === 'unexpected end of file' ? 'it ends too early' : error.message;
}
