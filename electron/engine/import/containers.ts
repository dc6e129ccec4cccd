import { crc32, gunzipSync } from 'node:zlib';

import { ExpectedError } from '../../../shared/failure.ts';
import { ByteQueue } from './byteQueue.ts';
import { DamagedDeflate, inflate } from './inflate.ts';
import { listZip, openZipEntry, type ListedEntry } from './zipEntries.ts';

/** SECURITY 6. */
export type ContainerLimits = {
  /** Decompressed to compressed bytes, looked at once `ratioAfter` bytes have come out. */
  readonly ratio: number;
  readonly ratioAfter: number;
  readonly expandedBytes: number;
  readonly zipEntries: number;
};

export const containerLimits: ContainerLimits = {
  ratio: 250,
  ratioAfter: 64 * 1024 * 1024,
  expandedBytes: 64 * 1024 ** 3,
  zipEntries: 10_000,
};

/** A container is damaged behind `goodBytes` of content, which were given before; 0 when a checksum fails and nobody knows where. */
export class DamagedContainer extends Error {
  override readonly name = 'DamagedContainer';
  readonly goodBytes: number;
  constructor(why: string, goodBytes: number, options?: ErrorOptions) {
    const good = `; the first ${goodBytes.toLocaleString('en-US')} bytes of its content are good`;
    super(goodBytes > 0 ? why + good : why, options);
    this.goodBytes = goodBytes;
  }
}

/**
 * Decompresses gzip (RFC 1952): one or more members, zeros behind the last one are padding. Truncated, damaged or followed by something
 * else: gives what is good, then throws DamagedContainer. Expands beyond the limits: throws ExpectedError.
 */
export async function* gunzip(
  source: AsyncIterable<Uint8Array>,
  limits: ContainerLimits = containerLimits,
): AsyncGenerator<Uint8Array> {
  const queue = new ByteQueue(source);
  const guard = new ExpansionGuard(limits, () => queue.offset);
  try {
    for (let member = 1; await gzipHeader(queue, member, guard.out); member += 1) {
      let sum = 0;
      let size = 0;
      for await (const bytes of damageTold(inflate(queue), guard, 'the gzip data')) {
        sum = crc32(bytes, sum);
        size += bytes.length;
        yield bytes;
      }
      const trailer = Buffer.from(await queue.exactly(8));
      if (trailer.length < 8) throw new DamagedContainer('the gzip file is cut short', guard.out);
      if (trailer.readUInt32LE(0) !== sum || trailer.readUInt32LE(4) !== size % 2 ** 32) {
        throw new DamagedContainer('the gzip file fails its own checksum', 0);
      }
    }
  } finally {
    await queue.close();
  }
}

/** What a small gzip file may unfold into at once. */
const wholeBytes = 16 * 1024 * 1024;

/**
 * The content of a small gzip file in one call; null where anything about it is out of the ordinary (damaged, followed by something
 * else, larger than 16 MiB): `gunzip` reads it then, and tells what is wrong. Thirty times quicker than a stream for a small file.
 */
export function gunzipWhole(bytes: Uint8Array): Uint8Array | null {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `info` makes of the result; not in Node's types
    const { buffer, engine } = gunzipSync(bytes, {
      info: true,
      maxOutputLength: wholeBytes,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    return engine.bytesWritten === bytes.length ? buffer : null;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown) return null;
    throw thrown;
  }
}

/** Takes a member's header; false at the end of the file. */
async function gzipHeader(queue: ByteQueue, member: number, good: number): Promise<boolean> {
  const fixed = await queue.exactly(10);
  if (member > 1 && (await onlyZerosFollow(fixed, queue))) return false;
  if (fixed[0] !== 0x1f || fixed[1] !== 0x8b || (fixed[2] !== 8 && fixed.length > 2)) {
    throw new DamagedContainer('something that is not gzip follows the gzip data', good);
  }
  const flags = fixed[3] ?? 0;
  let complete = fixed.length === 10;
  if (flags & 4) {
    const length = await queue.exactly(2);
    const extra = (length[0] ?? 0) + (length[1] ?? 0) * 256;
    complete &&= length.length === 2 && (await queue.exactly(extra)).length === extra;
  }
  if (flags & 8) complete &&= await skipText(queue);
  if (flags & 16) complete &&= await skipText(queue);
  if (flags & 2) complete &&= (await queue.exactly(2)).length === 2;
  if (!complete) throw new DamagedContainer('the gzip file is cut short', good);
  return true;
}

async function onlyZerosFollow(first: Uint8Array, queue: ByteQueue): Promise<boolean> {
  let bytes = first;
  if (bytes.length > 0 && bytes[0] !== 0) return false;
  while (bytes.length > 0) {
    if (bytes.some((byte) => byte !== 0)) return false;
    bytes = await queue.some(65_536);
  }
  return true;
}

async function skipText(queue: ByteQueue): Promise<boolean> {
  for (;;) {
    const byte = await queue.exactly(1);
    if (byte.length === 0) return false;
    if (byte[0] === 0) return true;
  }
}

/** Counts what comes out of a container and stops one that expands without end. */
class ExpansionGuard {
  out = 0;
  readonly #limits: ContainerLimits;
  readonly #taken: () => number;

  constructor(limits: ContainerLimits, taken: () => number) {
    this.#limits = limits;
    this.#taken = taken;
  }

  see(bytes: number): void {
    this.out += bytes;
    const { ratio, ratioAfter, expandedBytes } = this.#limits;
    const taken = Math.max(1, this.#taken());
    if (this.out > ratioAfter && this.out / taken > ratio) {
      throw new ExpectedError(
        'unreadable',
        `it expands to ${Math.round(this.out / taken)} times its size, and more than ${ratio} times is not believed of a log: a decompression bomb?`,
      );
    }
    if (this.out > expandedBytes) {
      throw new ExpectedError(
        'unreadable',
        `it expands to more than ${expandedBytes.toLocaleString('en-US')} bytes`,
      );
    }
  }
}

async function* damageTold(
  content: AsyncIterable<Uint8Array>,
  guard: ExpansionGuard,
  what: string,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of content) {
      guard.see(bytes.length);
      yield bytes;
    }
  } catch (error) {
    if (!(error instanceof DamagedDeflate)) throw error;
    throw new DamagedContainer(`${what} is damaged: ${error.message}`, guard.out, { cause: error });
  }
}

export type ZipMember = {
  /** As the zip says; only ever a label, never a path to write to. */
  readonly name: string;
  /** In bytes, as the zip claims; reading checks them. */
  readonly size: number;
  readonly compressedSize: number;
  /** The member's content, decompressed (a .gz in it is not). Fails as `gunzip` does. */
  open(): AsyncIterable<Uint8Array>;
};

export type ZipMembers = {
  readonly members: readonly ZipMember[];
  /** Members that are not read, and why. */
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
};

/** Lists a zip (SECURITY 6). Throws ExpectedError when the zip as a whole cannot be trusted; holds no file open. */
export async function openZip(
  path: string,
  limits: ContainerLimits = containerLimits,
): Promise<ZipMembers> {
  const { entries, refused } = await listZip(path, limits.zipEntries);
  const members = entries.map((entry) => ({
    name: entry.name,
    size: entry.size,
    compressedSize: entry.compressedSize,
    open: () => memberContent(path, entry, limits),
  }));
  return { members, refused };
}

async function* memberContent(
  path: string,
  entry: ListedEntry,
  limits: ContainerLimits,
): AsyncGenerator<Uint8Array> {
  const queue = new ByteQueue(openZipEntry(path, entry));
  const guard = new ExpansionGuard(limits, () => queue.offset);
  const what = `the zip’s member ${entry.name}`;
  let sum = 0;
  try {
    const content = entry.compressed ? inflate(queue) : stored(queue);
    for await (const bytes of damageTold(content, guard, what)) {
      if (guard.out > entry.size) {
        throw new DamagedContainer(`${what} is longer than the zip says`, guard.out - bytes.length);
      }
      sum = crc32(bytes, sum);
      yield bytes;
    }
    if (guard.out < entry.size || (await queue.some(1)).length > 0) {
      throw new DamagedContainer(`${what} is not as long as the zip says`, guard.out);
    }
    if (sum !== entry.crc32) throw new DamagedContainer(`${what} fails its own checksum`, 0);
  } finally {
    await queue.close();
  }
}

async function* stored(queue: ByteQueue): AsyncGenerator<Uint8Array> {
  for (;;) {
    const bytes = await queue.some(64 * 1024);
    if (bytes.length === 0) return;
    yield bytes;
  }
}
