import { TextBytes } from './textBytes.ts';

/** Above this many texts a dictionary forgets the older ones and may hold a text twice; readers join equal texts again. */
export const uniqueEntries = 1 << 20;
/** So many texts are remembered after that: enough for those that come again and again. */
export const laterEntries = 1 << 17;

/** Gives each text of a field a code, in order of first appearance, so that the common ones get small codes. */
export class DictionaryWriter {
  readonly field: string;
  #next: number;
  #known: TextTable;
  /** The code of the first text in `#known`. */
  #base: number;
  #written: number;

  /** `known` are the texts of codes 1 and up, all of them, or none of them when there are more than `uniqueEntries`. */
  constructor(field: string, size: number, known: TextBytes | null) {
    this.field = field;
    this.#next = size + 1;
    this.#known = new TextTable(known ?? new TextBytes());
    this.#base = known ? 1 : this.#next;
    this.#written = this.#known.texts.count;
  }

  /** The code of a text that lies there as UTF-8 (or WTF-8). */
  codeOf(bytes: Uint8Array, start: number, end: number): number {
    const at = this.#known.find(bytes, start, end);
    if (at === this.#known.texts.count - 1 && at + this.#base === this.#next) this.#next++;
    return at + this.#base;
  }

  /** 0 for none. */
  code(text: string | null): number {
    if (text === null) return 0;
    const one = new TextBytes(1, text.length * 3);
    one.add(text);
    return this.codeOf(one.bytes, 0, one.end(0));
  }

  /** What came since the last call; `count` is 0 when nothing did. Called before every segment is written. */
  takeFresh(): { readonly firstCode: number; readonly count: number; readonly texts: TextBytes } {
    const { texts } = this.#known;
    const count = texts.count - this.#written;
    const fresh = { firstCode: this.#next - count, count, texts };
    this.#written = texts.count;
    if (texts.count >= (this.#base === 1 ? uniqueEntries : laterEntries)) {
      this.#known = new TextTable(new TextBytes());
      this.#base = this.#next;
      this.#written = 0;
    }
    return fresh;
  }
}

/** So that nobody can make texts that all fall on one slot. */
const seed = Math.floor(Math.random() * 2 ** 32);

/**
 * Open-addressed table over texts as bytes, at most half full: 8 bytes a slot and the bytes themselves. A Map of strings takes three times
 * the memory and, once it is larger than the processor's cache, three times the time.
 */
class TextTable {
  readonly texts: TextBytes;
  #hashes = new Uint32Array(1024);
  /** Place among the texts plus one; 0 is an empty slot. */
  #slots = new Uint32Array(1024);

  constructor(texts: TextBytes) {
    this.texts = texts;
    for (let at = 0; at < texts.count; at++) {
      this.#put(hashOf(texts.bytes, texts.start(at), texts.end(at)), at + 1);
      if ((at + 1) * 2 > this.#slots.length) this.#grow();
    }
  }

  /** Its place among the texts; it is put there if it is not. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const { texts } = this;
    const hash = hashOf(bytes, start, end);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const stored = this.#slots[slot]!;
      if (stored === 0) break;
      if (this.#hashes[slot] === hash && isAt(texts, stored - 1, bytes, start, end))
        return stored - 1;
      slot = (slot + 1) & mask;
    }
    texts.addBytes(bytes, start, end);
    this.#hashes[slot] = hash;
    this.#slots[slot] = texts.count;
    if (texts.count * 2 > this.#slots.length) this.#grow();
    return texts.count - 1;
  }

  #put(hash: number, stored: number): void {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#hashes[slot] = hash;
    this.#slots[slot] = stored;
  }

  #grow(): void {
    const hashes = this.#hashes;
    const slots = this.#slots;
    this.#hashes = new Uint32Array(slots.length * 2);
    this.#slots = new Uint32Array(slots.length * 2);
    for (let slot = 0; slot < slots.length; slot++) {
      if (slots[slot] !== 0) this.#put(hashes[slot]!, slots[slot]!);
    }
  }
}

function isAt(
  texts: TextBytes,
  at: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  const from = texts.start(at);
  if (texts.end(at) - from !== end - start) return false;
  const known = texts.bytes;
  for (let i = start; i < end; i++) if (known[from + i - start] !== bytes[i]) return false;
  return true;
}

/** FNV-1a, with the last mixing steps of MurmurHash3, so that the low bits are good ones. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = seed;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
