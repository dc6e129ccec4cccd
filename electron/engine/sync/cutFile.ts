import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';

const chunkBytes = 1024 * 1024;
const newline = 10;

export type Cut = {
  readonly from: number;
  readonly to: number;
  /** Of the file's bytes before `to`. */
  readonly sha256: string;
  readonly change: 'new' | 'grown' | 'rewritten';
};

export type CutOptions = {
  /** Bytes that the file had when it was looked at; what is added meanwhile waits for the next time. */
  readonly size: number;
  /** Stop after the last end of a line. */
  readonly byLines: boolean;
  /** `new`: what was added since `before`, where the rest is unchanged. */
  readonly from: 'start' | 'new';
  /** What was taken the last time: so many bytes, of this SHA-256. */
  readonly before: { readonly to: number; readonly sha256: string } | null;
  /** The file to write. */
  readonly staged: string;
};

/**
 * Copies a part of a file, and says whether what was there before is still there. Null when there is nothing to take: no
 * whole line yet, or the very bytes of the last time.
 */
export async function cutFile(file: string, options: CutOptions): Promise<Cut | null> {
  const handle = await open(file, 'r');
  try {
    const { before } = options;
    const to = options.byLines ? await lineEnd(handle, options.size) : options.size;
    const isKept =
      before !== null && to >= before.to && (await hashOf(handle, before.to)) === before.sha256;
    if (before !== null && isKept && to === before.to) return null;
    // The last time may have ended within a line that was left alone for long: that line is taken again, whole.
    const from = isKept && options.from === 'new' ? await lineEnd(handle, before?.to ?? 0) : 0;
    if (to <= from) return null;
    const sha256 = await copy(handle, from, to, options.staged);
    if (sha256 === null) return null;
    return { from, to, sha256, change: before === null ? 'new' : isKept ? 'grown' : 'rewritten' };
  } finally {
    await handle.close();
  }
}

/** The first MiB. */
export async function readStart(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(chunkBytes), 0, chunkBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The offset after the last end of a line before `size`; 0 where there is none. */
async function lineEnd(handle: FileHandle, size: number): Promise<number> {
  const buffer = Buffer.alloc(chunkBytes);
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - chunkBytes);
    const { bytesRead } = await handle.read(buffer, 0, end - start, start);
    const at = buffer.subarray(0, bytesRead).lastIndexOf(newline);
    if (at >= 0) return start + at + 1;
    end = start;
  }
  return 0;
}

async function* bytesBefore(handle: FileHandle, to: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.alloc(chunkBytes);
  for (let at = 0; at < to;) {
    const { bytesRead } = await handle.read(buffer, 0, Math.min(chunkBytes, to - at), at);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}

async function hashOf(handle: FileHandle, to: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytesBefore(handle, to)) hash.update(chunk);
  return hash.digest('hex');
}

/** Writes the bytes from `from` to `to` and hashes all before `to`; null where the file has become shorter. */
async function copy(
  handle: FileHandle,
  from: number,
  to: number,
  staged: string,
): Promise<string | null> {
  const hash = createHash('sha256');
  const target = await open(staged, 'w', 0o600);
  let at = 0;
  try {
    for await (const chunk of bytesBefore(handle, to)) {
      hash.update(chunk);
      const skip = Math.max(0, from - at);
      if (skip < chunk.length) await target.write(chunk.subarray(skip));
      at += chunk.length;
    }
  } finally {
    await target.close();
  }
  return at === to ? hash.digest('hex') : null;
}
