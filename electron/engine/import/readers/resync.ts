const newline = 0x0a;
const openBrace = 0x7b;
const comma = 0x2c;

/** Where reading may begin again after a record that derailed: bytes with which a record (or a page of records) begins. */
export type Marker = {
  readonly bytes: Uint8Array;
  /** How many of the bytes, at their end, belong to the value that begins there. */
  readonly own: number;
  /** The marker counts only where a comma comes before it (white space aside). */
  readonly afterComma: boolean;
  readonly begins: 'record' | 'page';
};

/** A brace at the beginning of a line. */
export const braceInColumn0: Marker = {
  bytes: Uint8Array.of(newline, openBrace),
  own: 1,
  afterComma: false,
  begins: 'record',
};

/** Any object behind a comma: where the first record of a list derails and how the others begin is not known. */
export const objectAfterComma: Marker = {
  bytes: Uint8Array.of(openBrace, 0x22),
  own: 2,
  afterComma: true,
  begins: 'record',
};

export const pageInColumn0: Marker = { ...braceInColumn0, begins: 'page' };

/**
 * How the records of a list begin, told from its first one. Where it stands on a line of its own: a newline, the same indentation, a
 * brace. Within a line: a comma, a brace and the same first key. `separator` is the white space before the first record, `record`
 * its first bytes.
 */
export function markerOf(separator: Uint8Array, record: Uint8Array): Marker | null {
  if (record[0] !== openBrace) return null;
  const line = separator.lastIndexOf(newline);
  if (line >= 0) {
    const indent = separator.subarray(line + 1);
    const bytes = Uint8Array.of(newline, ...indent.subarray(0, 1024), openBrace);
    return { bytes, own: 1, afterComma: false, begins: 'record' };
  }
  const keyEnd = endOfFirstKey(record.subarray(0, 1024));
  if (keyEnd < 0) return null;
  return {
    bytes: new Uint8Array(record.subarray(0, keyEnd)),
    own: keyEnd,
    afterComma: true,
    begins: 'record',
  };
}

/** Index behind the first key's closing quote, or -1 when no colon follows it: then it is damaged itself. */
function endOfFirstKey(record: Uint8Array): number {
  const text = Buffer.from(record).toString('latin1');
  return /^\{\s*"(?:[^"\\]|\\.)*"(?=\s*:)/.exec(text)?.[0].length ?? -1;
}

/** Looks for markers in a stream of bytes, a byte at a time. */
export class MarkerSearch {
  readonly #markers: readonly Marker[];
  readonly #matched: number[];
  readonly #eligible: boolean[];
  readonly #firstBytes = new Uint8Array(256);
  #lastMark = 0;

  constructor(markers: readonly Marker[]) {
    this.#markers = markers;
    for (const { bytes } of markers) this.#firstBytes[bytes[0] ?? 0] = 1;
    this.#matched = markers.map(() => 0);
    this.#eligible = markers.map(() => false);
  }

  /** Takes the bytes from `from` on with which no marker can begin; the index of the first other one. */
  skip(bytes: Uint8Array, from: number): number {
    if (this.#matched.some((matched) => matched > 0)) return from;
    let at = from;
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at]!;
      if (this.#firstBytes[byte] === 1) break;
      if (byte > 0x20) this.#lastMark = byte;
    }
    return at;
  }

  /** Takes the next byte; the marker that it completes, or null. */
  next(byte: number): Marker | null {
    let found: Marker | null = null;
    for (const [index, marker] of this.#markers.entries()) {
      let matched = this.#matched[index] ?? 0;
      if (byte !== marker.bytes[matched]) matched = 0;
      if (byte === marker.bytes[matched]) {
        if (matched === 0) this.#eligible[index] = !marker.afterComma || this.#lastMark === comma;
        matched += 1;
      }
      if (matched === marker.bytes.length) {
        matched = 0;
        if (this.#eligible[index] === true) found ??= marker;
      }
      this.#matched[index] = matched;
    }
    if (byte > 0x20) this.#lastMark = byte;
    return found;
  }
}
