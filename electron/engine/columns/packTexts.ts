import { compress, decompress } from './packColumn.ts';
import { decodeText } from './textBytes.ts';
import type { TextBytes } from './textBytes.ts';

/**
 * A stretch of a dictionary as it is stored: the number of texts, the end of each in the bytes that follow (uint32, little
 * endian), the texts as UTF-8 (see `TextBytes` for what UTF-8 would lose); zstd. `from`: the first text of the stretch.
 */
export function packTexts(texts: TextBytes, from: number, count: number): Buffer {
  const start = texts.start(from);
  const end = count === 0 ? start : texts.end(from + count - 1);
  const head = Buffer.allocUnsafe(4 + 4 * count);
  head.writeUInt32LE(count, 0);
  for (let at = 0; at < count; at++) head.writeUInt32LE(texts.end(from + at) - start, 4 + 4 * at);
  return compress(Buffer.concat([head, texts.bytes.subarray(start, end)]));
}

export function unpackTexts(body: Uint8Array): string[] {
  const texts: string[] = [];
  each(body, (bytes, from, to) => texts.push(decodeText(bytes, from, to)));
  return texts;
}

/** Adds the texts of a stretch to others without making strings of them. */
export function unpackInto(body: Uint8Array, texts: TextBytes): void {
  each(body, (bytes, from, to) => texts.addBytes(bytes, from, to));
}

function each(body: Uint8Array, take: (bytes: Buffer, from: number, to: number) => void): void {
  const bytes = decompress(body);
  const count = bytes.readUInt32LE(0);
  const start = 4 + 4 * count;
  let from = start;
  for (let at = 0; at < count; at++) {
    const to = start + bytes.readUInt32LE(4 + 4 * at);
    take(bytes, from, to);
    from = to;
  }
}
