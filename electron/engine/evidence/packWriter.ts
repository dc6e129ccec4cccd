import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** Decoded bytes in a frame. Measured on audit logs: 0.097 of the source, a random read costs one frame. */
export const frameBytes = 128 * 1024;

export type Frame = {
  readonly decodedOffset: number;
  readonly decodedLength: number;
  readonly fileOffset: number;
  readonly fileLength: number;
};

export type PackResult = {
  readonly file: string;
  readonly bytes: number;
  readonly decodedBytes: number;
  readonly sha256: string;
  readonly frames: readonly Frame[];
};

/** Where a pack can be taken back to. */
type Mark = {
  readonly fileLength: number;
  readonly frames: number;
  readonly decoded: number;
  readonly filled: number;
};

/**
 * Writes a pack: independent zstd frames of 128 KiB (RFC 8878), one after another, so that stock `zstd -dc` gives the
 * originals back. Frames run on across originals: a hundred thousand small files share them.
 */
export class PackWriter {
  readonly #path: string;
  readonly #name: string;
  readonly #handle: number;
  readonly #buffer = Buffer.alloc(frameBytes);
  readonly #frames: Frame[] = [];
  #hash = createHash('sha256');
  #filled = 0;
  #decoded = 0;
  #fileLength = 0;
  #open = true;

  constructor(folder: string, name: string) {
    this.#name = name;
    this.#path = path.join(folder, 'evidence', name);
    this.#handle = openSync(this.#path, 'wx+', 0o600);
  }

  /** Decoded bytes so far: where the next original begins. */
  get position(): number {
    return this.#decoded + this.#filled;
  }

  mark(): Mark {
    return {
      fileLength: this.#fileLength,
      frames: this.#frames.length,
      decoded: this.#decoded,
      filled: this.#filled,
    };
  }

  /** As if nothing had been written since the mark. */
  rollBack(mark: Mark): void {
    // Written to the file since: the frame begins with what the buffer held.
    const frame = this.#frames[mark.frames];
    if (frame) this.#buffer.set(this.#decode(frame).subarray(0, mark.filled));
    this.#lastRead = null;
    ftruncateSync(this.#handle, mark.fileLength);
    this.#fileLength = mark.fileLength;
    this.#frames.length = mark.frames;
    this.#decoded = mark.decoded;
    this.#hash = this.#hashOfFile(mark.fileLength);
    this.#filled = mark.filled;
  }

  write(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      const part = chunk.subarray(at, at + frameBytes - this.#filled);
      this.#buffer.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === frameBytes) this.#flush();
    }
  }

  /** Reads back what was written, for comparing with an earlier record of the same job. */
  read(offset: number, length: number): Buffer {
    const out = Buffer.alloc(length);
    let done = 0;
    while (done < length) {
      const at = offset + done;
      if (at >= this.#decoded) {
        done += this.#buffer.copy(
          out,
          done,
          at - this.#decoded,
          Math.min(this.#filled, at - this.#decoded + length - done),
        );
        if (done < length) throw new Error('read beyond the end of the pack');
        return out;
      }
      const frame = this.#frames[Math.floor(at / frameBytes)];
      if (!frame) throw new Error('the pack lost a frame');
      const decoded = this.#decode(frame);
      done += decoded.copy(
        out,
        done,
        at - frame.decodedOffset,
        Math.min(decoded.length, at - frame.decodedOffset + length - done),
      );
    }
    return out;
  }

  /** Everything on disk, synced. */
  finish(): PackResult {
    if (this.#filled > 0) this.#flush();
    fsyncSync(this.#handle);
    this.#close();
    syncFolder(path.dirname(this.#path));
    return {
      file: this.#name,
      bytes: this.#fileLength,
      decodedBytes: this.#decoded,
      sha256: this.#hash.digest('hex'),
      frames: this.#frames,
    };
  }

  discard(): void {
    this.#close();
    rmSync(this.#path, { force: true });
  }

  #close(): void {
    if (this.#open) closeSync(this.#handle);
    this.#open = false;
  }

  #flush(): void {
    const body = zstdCompressSync(this.#buffer.subarray(0, this.#filled), {
      params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
    });
    writeSync(this.#handle, body, 0, body.length, this.#fileLength);
    this.#hash.update(body);
    this.#frames.push({
      decodedOffset: this.#decoded,
      decodedLength: this.#filled,
      fileOffset: this.#fileLength,
      fileLength: body.length,
    });
    this.#decoded += this.#filled;
    this.#fileLength += body.length;
    this.#filled = 0;
  }

  /** Of its first `length` bytes. Read again, as seldom as something is taken back: a copy of the hash at every mark would cost more. */
  #hashOfFile(length: number): Hash {
    const hash = createHash('sha256');
    const piece = Buffer.alloc(1024 * 1024);
    for (let at = 0; at < length;) {
      const read = readSync(this.#handle, piece, 0, Math.min(piece.length, length - at), at);
      if (read === 0) throw new Error('the pack is shorter than what was written to it');
      hash.update(piece.subarray(0, read));
      at += read;
    }
    return hash;
  }

  #lastRead: { readonly frame: Frame; readonly bytes: Buffer } | null = null;

  #decode(frame: Frame): Buffer {
    if (this.#lastRead?.frame === frame) return this.#lastRead.bytes;
    const body = Buffer.alloc(frame.fileLength);
    readSync(this.#handle, body, 0, body.length, frame.fileOffset);
    const bytes = zstdDecompressSync(body);
    this.#lastRead = { frame, bytes };
    return bytes;
  }
}

/** A new name in a folder is durable only once the folder is synced. Not possible, nor needed, on Windows. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
