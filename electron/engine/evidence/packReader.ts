import { closeSync, openSync, readSync } from 'node:fs';
import { zstdDecompressSync } from 'node:zlib';

import { ExpectedError } from '../../../shared/failure.ts';
import type { Db } from '../db/open.ts';
import { evidenceFile } from './evidenceFile.ts';
import { frameBytes } from './packWriter.ts';

const cachedFrames = 96;
/** What cannot be compressed grows by less than this (ZSTD_compressBound); a longer frame is none of ours. */
const maxFrameFileBytes = frameBytes + 1024;

type FrameRow = {
  readonly file_offset: number;
  readonly file_length: number;
  readonly decoded_length: number;
};

/** Reads decoded bytes out of packs; the last 96 frames (12 MiB) stay in memory. */
export class PackReader {
  readonly #folder: string;
  readonly #file: (pack: number) => string;
  readonly #frame: (pack: number, seq: number) => FrameRow | undefined;
  readonly #handles = new Map<number, number>();
  readonly #cache = new Map<string, Buffer>();

  constructor(folder: string, db: Db) {
    this.#folder = folder;
    const file = db.prepare<[number], { file: string }>('SELECT file FROM pack WHERE id = ?');
    const frame = db.prepare<[number, number], FrameRow>(
      'SELECT file_offset, file_length, decoded_length FROM frame WHERE pack = ? AND seq = ?',
    );
    this.#file = (pack) => file.get(pack)?.file ?? '';
    this.#frame = (pack, seq) => frame.get(pack, seq);
  }

  /** `offset` counts decoded bytes from the pack's beginning. Throws `corrupt` naming the pack where it is damaged. */
  read(pack: number, offset: number, length: number): Buffer {
    const seq = Math.floor(offset / frameBytes);
    const start = offset - seq * frameBytes;
    const first = this.#decoded(pack, seq);
    if (start + length <= first.length) return first.subarray(start, start + length);
    const out = Buffer.alloc(length);
    let done = first.copy(out, 0, start);
    for (let next = seq + 1; done < length; next++) {
      const copied = this.#decoded(pack, next).copy(out, done, 0, length - done);
      if (copied === 0) throw this.#damaged(pack, next, 'it ends too early');
      done += copied;
    }
    return out;
  }

  close(): void {
    for (const handle of this.#handles.values()) closeSync(handle);
    this.#handles.clear();
    this.#cache.clear();
  }

  #decoded(pack: number, seq: number): Buffer {
    const key = `${pack}:${seq}`;
    const cached = this.#cache.get(key);
    if (cached) {
      this.#cache.delete(key);
      this.#cache.set(key, cached);
      return cached;
    }
    const bytes = this.#decode(pack, seq);
    this.#cache.set(key, bytes);
    const oldest = this.#cache.size > cachedFrames ? this.#cache.keys().next() : null;
    if (oldest && !oldest.done) this.#cache.delete(oldest.value);
    return bytes;
  }

  #decode(pack: number, seq: number): Buffer {
    const frame = this.#frame(pack, seq);
    if (!frame) throw this.#damaged(pack, seq, 'it is not listed');
    if (frame.file_length < 1 || frame.file_length > maxFrameFileBytes)
      throw this.#damaged(pack, seq, 'its length in the file is not possible');
    const body = Buffer.alloc(frame.file_length);
    try {
      readSync(this.#handle(pack), body, 0, body.length, frame.file_offset);
      const bytes = zstdDecompressSync(body, { maxOutputLength: frameBytes });
      if (bytes.length === frame.decoded_length) return bytes;
    } catch (cause) {
      throw this.#damaged(pack, seq, cause instanceof Error ? cause.message : String(cause), cause);
    }
    throw this.#damaged(pack, seq, 'its length is another');
  }

  #handle(pack: number): number {
    const known = this.#handles.get(pack);
    if (known !== undefined) return known;
    const handle = openSync(evidenceFile(this.#folder, this.#file(pack)), 'r');
    this.#handles.set(pack, handle);
    return handle;
  }

  #damaged(pack: number, seq: number, why: string, cause?: unknown): ExpectedError {
    return new ExpectedError(
      'corrupt',
      `evidence/${this.#file(pack)}, block ${seq}: cannot be read: ${why}`,
      { cause },
    );
  }
}
