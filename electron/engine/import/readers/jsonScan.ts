/** Where a scan stands: inside the value, at its end, at an error, or (when watching) at a list under a key of the object itself. */
export type ScanState = 'inside' | 'complete' | 'broken' | 'list';

const expectKeyOrEnd = 0;
const expectKey = 1;
const expectColon = 2;
const expectValue = 3;
const expectValueOrEnd = 4;
const expectNext = 5;

/** Beyond this a value is given up, so that its brackets need no more memory. Records end at 512 anyway. */
const deepest = 1_000_000;

/** Classes of bytes outside strings. */
const blank = 1;
const quote = 2;
const open = 3;
const close = 4;
const comma = 5;
const colon = 6;
const word = 7;
const classes = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x0a, 0x0d]) classes[byte] = blank;
classes[0x22] = quote;
classes[0x7b] = open;
classes[0x5b] = open;
classes[0x7d] = close;
classes[0x5d] = close;
classes[0x2c] = comma;
classes[0x3a] = colon;
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-._') {
  classes[character.charCodeAt(0)] = word;
}

/** Bytes that end the quick run within a string. */
const stops = new Uint8Array(256);
for (const byte of [0x22, 0x5c, 0x0a, 0x0d]) stops[byte] = 1;

/**
 * Finds where a JSON object or array ends, a chunk at a time, without parsing it. It holds to JSON's grammar of
 * brackets, keys, colons and commas, and breaks on a newline in a string: so that a record with a missing quote or bracket is noticed
 * where it derails and does not swallow the records after it. Literals are not looked at: `JSON.parse` decides on those.
 */
export class JsonScan {
  state: ScanState = 'inside';
  /** Why the scan is broken. */
  error = '';
  /** Watching: the key (as written, at most 64 bytes) that the value just begun belongs to. */
  key = '';
  /** Watching: the first 200 keys of the outermost object so far. */
  readonly keys: string[] = [];
  readonly #watch: boolean;
  #depth = 0;
  #kinds = new Uint8Array(64);
  #expect = expectValue;
  #inString = false;
  #escaped = false;
  #inWord = false;
  #keyBytes: number[] = [];

  /** `watch`: stop, in state `list`, after the bracket of each list that is a member of the outermost object. */
  constructor(watch: boolean) {
    this.#watch = watch;
  }

  /** Begins a new value, whose opening bracket is the next byte. */
  start(): void {
    this.#depth = 0;
    this.#expect = expectValue;
    this.#inString = false;
    this.#escaped = false;
    this.#inWord = false;
    this.state = 'inside';
    this.error = '';
    this.keys.length = 0;
  }

  /** A list of the outermost object was read by someone else up to its closing bracket, which is the next byte. */
  resume(): void {
    this.state = 'inside';
    this.#expect = expectNext;
  }

  /** Goes on from `from`; returns the index after the last byte that was taken (of a broken scan, of the byte that broke it). */
  run(bytes: Uint8Array, from: number): number {
    let at = from;
    this.state = 'inside';
    while (at < bytes.length) {
      if (this.#inString) {
        at = this.#string(bytes, at);
        if (this.#inString && this.error === '') return at;
      } else {
        at = this.#outside(bytes, at);
      }
      if (this.state !== 'inside') return at;
    }
    return at;
  }

  #string(bytes: Uint8Array, from: number): number {
    const end = bytes.length;
    const keyed = this.#watch && this.#depth === 1 && this.#expect === expectColon;
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      if (keyed) this.#keyBytes.push(bytes[at] ?? 0);
      at += 1;
    }
    while (at < end) {
      if (!keyed) while (at < end && stops[bytes[at]!] === 0) at += 1;
      if (at >= end) break;
      const byte = bytes[at]!;
      at += 1;
      if (byte === 0x22) {
        this.#inString = false;
        if (keyed) this.#endKey();
        return at;
      }
      if (keyed && this.#keyBytes.length < 64) this.#keyBytes.push(byte);
      if (byte === 0x0a || byte === 0x0d) return this.#broken('a line ends inside a text', at);
      if (byte === 0x5c) {
        if (at >= end) {
          this.#escaped = true;
          return at;
        }
        if (keyed && this.#keyBytes.length < 64) this.#keyBytes.push(bytes[at]!);
        at += 1;
      }
    }
    return at;
  }

  #endKey(): void {
    this.key = String.fromCharCode(...this.#keyBytes);
    if (this.keys.length < 200) this.keys.push(this.key);
  }

  #outside(bytes: Uint8Array, from: number): number {
    const end = bytes.length;
    for (let at = from; at < end; at += 1) {
      const byte = bytes[at]!;
      const kind = classes[byte]!;
      if (kind === word) {
        if (this.#inWord) continue;
        if (this.#expect !== expectValue && this.#expect !== expectValueOrEnd) {
          return this.#broken('something stands where a comma or a bracket should be', at + 1);
        }
        this.#inWord = true;
        this.#expect = expectNext;
        continue;
      }
      this.#inWord = false;
      switch (kind) {
        case blank:
          break;
        case quote:
          if (!this.#beginString()) return this.#broken('a quote stands where none may be', at + 1);
          if (this.#watch) return at + 1;
          at = skipText(bytes, at + 1);
          if (at >= end || bytes[at] !== 0x22) return at;
          this.#inString = false;
          break;
        case comma:
          if (this.#expect !== expectNext || this.#depth === 0) {
            return this.#broken('a comma with nothing before it', at + 1);
          }
          this.#expect = this.#kinds[this.#depth] === 0x7b ? expectKey : expectValue;
          break;
        case colon:
          if (this.#expect !== expectColon) {
            return this.#broken('a colon stands where none may be', at + 1);
          }
          this.#expect = expectValue;
          break;
        case open:
          if (this.#depth >= deepest) return this.#broken('it is nested too deep', at + 1);
          if (!this.#beginContainer(byte)) {
            return this.#broken('a bracket opens where none may', at + 1);
          }
          if (this.state === 'list') return at + 1;
          break;
        case close:
          if (!this.#endContainer(byte)) {
            return this.#broken('a bracket closes that was not opened', at + 1);
          }
          if (this.#depth === 0) {
            this.state = 'complete';
            return at + 1;
          }
          break;
        default:
          return this.#broken(
            'a character stands outside of texts that JSON does not know',
            at + 1,
          );
      }
    }
    return end;
  }

  #beginString(): boolean {
    const expect = this.#expect;
    if (expect === expectKey || expect === expectKeyOrEnd) {
      this.#expect = expectColon;
      this.#keyBytes.length = 0;
    } else if (expect === expectValue || expect === expectValueOrEnd) {
      this.#expect = expectNext;
    } else {
      return false;
    }
    this.#inString = true;
    return true;
  }

  #beginContainer(byte: number): boolean {
    if (this.#expect !== expectValue && this.#expect !== expectValueOrEnd) return false;
    if (this.#depth + 1 >= this.#kinds.length) {
      const grown = new Uint8Array(this.#kinds.length * 2);
      grown.set(this.#kinds);
      this.#kinds = grown;
    }
    if (this.#watch && this.#depth === 1 && byte === 0x5b && this.#kinds[1] === 0x7b) {
      this.state = 'list';
    }
    this.#depth += 1;
    this.#kinds[this.#depth] = byte;
    this.#expect = byte === 0x7b ? expectKeyOrEnd : expectValueOrEnd;
    return true;
  }

  #endContainer(byte: number): boolean {
    const opened = this.#kinds[this.#depth];
    if (this.#depth === 0 || opened !== byte - 2) return false;
    const expect = this.#expect;
    if (expect !== expectNext && expect !== expectKeyOrEnd && expect !== expectValueOrEnd) {
      return false;
    }
    this.#depth -= 1;
    this.#expect = expectNext;
    return true;
  }

  #broken(error: string, at: number): number {
    this.state = 'broken';
    this.error = error;
    return at;
  }
}

/** The index of the quote that closes a text; else of the line end that must not be in it, of a backslash at the very end, or the end. */
function skipText(bytes: Uint8Array, from: number): number {
  const end = bytes.length;
  let at = from;
  while (at < end) {
    if (stops[bytes[at]!] === 0) at += 1;
    else if (bytes[at] === 0x5c && at + 1 < end) at += 2;
    else return at;
  }
  return at;
}
