import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** Values of one column of one segment as they lie in memory: value = base + values[i]; a constant has no values. */
export type PackedColumn = {
  readonly base: number;
  readonly values: Uint8Array | Uint16Array | Uint32Array | Float64Array | null;
};

/** The same as it lies in `segment_column`. */
export type StoredColumn = {
  readonly width: number;
  readonly base: number;
  readonly body: Buffer | null;
};

const fast = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

export const compress = (bytes: Uint8Array): Buffer => zstdCompressSync(bytes, fast);
export const decompress = (bytes: Uint8Array): Buffer => zstdDecompressSync(bytes);

/** Dictionary codes in the narrowest width that holds them; always with base 0, so that loops read them as they are. */
export function packCodes(codes: Uint32Array): StoredColumn {
  let most = 0;
  let least = 0xffff_ffff;
  for (const code of codes) {
    if (code > most) most = code;
    if (code < least) least = code;
  }
  if (most === least) return { width: 0, base: most, body: null };
  return store(narrow(codes, most), 0);
}

/** Whole numbers or doubles, NaN allowed; whole ones as the difference to the least, in the narrowest width. */
export function packNumbers(numbers: Float64Array): StoredColumn {
  let least = Infinity;
  let most = -Infinity;
  let whole = true;
  for (const number of numbers) {
    if (number < least) least = number;
    if (number > most) most = number;
    if (!Number.isSafeInteger(number)) whole = false;
  }
  if (!whole || most - least > 0xffff_ffff) return store(numbers, 0);
  if (most === least) return { width: 0, base: least, body: null };
  return store(
    narrow(
      Float64Array.from(numbers, (number) => number - least),
      most - least,
    ),
    least,
  );
}

/** Hashes of 64 bits, low and high half each; they do not compress, so they are not tried. */
export function packHashes(hashes: Uint32Array): StoredColumn {
  return { width: 8, base: 0, body: Buffer.from(bytesOf(hashes)) };
}

export function unpackColumn(stored: StoredColumn): PackedColumn {
  const { width, base, body } = stored;
  if (body === null) return { base, values: null };
  const buffer = aligned(decompress(body));
  switch (width) {
    case 1:
      return { base, values: new Uint8Array(buffer) };
    case 2:
      return { base, values: new Uint16Array(buffer) };
    case 4:
      return { base, values: new Uint32Array(buffer) };
    case 8:
      return { base, values: new Float64Array(buffer) };
    default:
      throw new Error(`a column of ${width} bytes a value`);
  }
}

export function unpackHashes(stored: StoredColumn): Uint32Array {
  return stored.body === null ? new Uint32Array() : new Uint32Array(aligned(stored.body));
}

function narrow(values: ArrayLike<number>, most: number): Uint8Array | Uint16Array | Uint32Array {
  if (most <= 0xff) return Uint8Array.from(values);
  if (most <= 0xffff) return Uint16Array.from(values);
  return Uint32Array.from(values);
}

function store(
  values: Uint8Array | Uint16Array | Uint32Array | Float64Array,
  base: number,
): StoredColumn {
  return { width: values.BYTES_PER_ELEMENT, base, body: compress(bytesOf(values)) };
}

const bytesOf = (values: ArrayBufferView): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** A copy of its own: zlib's and SQLite's buffers may lie at any offset of a shared pool. */
function aligned(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
