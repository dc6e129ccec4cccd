import { compress, decompress } from './packColumn.ts';

/**
 * A stretch of a dictionary as bytes: an encoding byte (0 UTF-8, 1 UTF-16LE, for texts with lone surrogates, which UTF-8
 * would lose), the number of texts, the end of each in the bytes that follow (uint32, little endian), the texts; zstd.
 */
export function packTexts(texts: readonly string[]): Buffer {
  const wide = !texts.every((text) => text.isWellFormed());
  const pieces = texts.map((text) => Buffer.from(text, wide ? 'utf16le' : 'utf8'));
  const head = Buffer.allocUnsafe(5 + 4 * texts.length);
  head.writeUInt8(wide ? 1 : 0, 0);
  head.writeUInt32LE(texts.length, 1);
  let end = 0;
  pieces.forEach((piece, i) => {
    end += piece.length;
    head.writeUInt32LE(end, 5 + 4 * i);
  });
  return compress(Buffer.concat([head, ...pieces]));
}

export function unpackTexts(body: Uint8Array): string[] {
  const bytes = decompress(body);
  const encoding = bytes.readUInt8(0) === 1 ? 'utf16le' : 'utf8';
  const count = bytes.readUInt32LE(1);
  const start = 5 + 4 * count;
  const texts: string[] = [];
  let from = start;
  for (let i = 0; i < count; i++) {
    const to = start + bytes.readUInt32LE(5 + 4 * i);
    texts.push(bytes.toString(encoding, from, to));
    from = to;
  }
  return texts;
}
