import type { Encoding, PieceSink, Reader } from './reader.ts';

/**
 * Text of `bytes` in an encoding other than UTF-8, as UTF-8, a chunk at a time. Lone surrogates of UTF-16 become U+FFFD, an odd last byte too.
 */
export class Transcoder {
  readonly #encoding: Encoding;
  readonly #windows1252 = new TextDecoder('windows-1252');
  #odd: Uint8Array = new Uint8Array(0);
  #high = '';
  /** Whether anything had to be replaced by U+FFFD. */
  replaced = false;

  constructor(encoding: Encoding) {
    this.#encoding = encoding;
  }

  push(chunk: Uint8Array): Buffer {
    if (this.#encoding === 'windows-1252') {
      return Buffer.from(this.#windows1252.decode(chunk, { stream: true }), 'utf8');
    }
    const joined = this.#odd.length === 0 ? chunk : Buffer.concat([this.#odd, chunk]);
    const even = joined.length - (joined.length % 2);
    this.#odd = new Uint8Array(joined.subarray(even));
    const units = Buffer.from(joined.subarray(0, even));
    if (this.#encoding === 'utf-16be') units.swap16();
    let text = this.#high + units.toString('utf16le');
    this.#high = '';
    const last = text.charCodeAt(text.length - 1);
    if (last >= 0xd800 && last < 0xdc00) {
      this.#high = text.slice(-1);
      text = text.slice(0, -1);
    }
    return this.#toUtf8(text);
  }

  end(): Buffer {
    if (this.#odd.length > 0) this.replaced = true;
    return this.#toUtf8(this.#high + (this.#odd.length > 0 ? '\ufffd' : ''));
  }

  #toUtf8(text: string): Buffer {
    if (!text.isWellFormed()) this.replaced = true;
    return Buffer.from(text.toWellFormed(), 'utf8');
  }
}

/**
 * Runs a reader of UTF-8 over content in another encoding. The lengths of the pieces are turned back into bytes of the
 * content: two a UTF-16 code unit (a character beyond U+FFFF has two), one a character of Windows-1252.
 */
export function transcoded(
  encoding: Encoding,
  makeInner: (sink: PieceSink) => Reader,
  sink: PieceSink,
): Reader {
  const transcoder = new Transcoder(encoding);
  const width = encoding === 'windows-1252' ? 1 : 2;
  let chunk: Uint8Array = new Uint8Array(0);
  let utf8Before = 0;
  let unitsBefore = 0;
  let utf8Emitted = 0;
  let unitsEmitted = 0;
  let given = 0;
  let bytesEmitted = 0;
  const inner = makeInner((kind, length, utf8, reason) => {
    utf8Emitted += length;
    const units =
      utf8.length === length
        ? codeUnits(utf8)
        : unitsBefore + codeUnits(chunk.subarray(0, utf8Emitted - utf8Before)) - unitsEmitted;
    unitsEmitted += units;
    // An odd last byte of UTF-16 is half a unit.
    const bytes = Math.min(units * width, given - bytesEmitted);
    bytesEmitted += bytes;
    sink(kind, bytes, utf8, reason);
  });
  const pushOn = (utf8: Uint8Array): void => {
    if (utf8.length === 0) return;
    chunk = utf8;
    inner.push(utf8);
    utf8Before += utf8.length;
    unitsBefore += codeUnits(utf8);
    chunk = new Uint8Array(0);
  };
  return {
    push(bytes) {
      given += bytes.length;
      pushOn(transcoder.push(bytes));
    },
    end() {
      pushOn(transcoder.end());
      inner.end();
    },
  };
}

/** UTF-16 code units of well-formed UTF-8: one a character, two where it takes four bytes. */
function codeUnits(utf8: Uint8Array): number {
  let units = 0;
  for (const byte of utf8) {
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}
