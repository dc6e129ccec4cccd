import { uniqueEntries } from './dictionaryWriter.ts';
import { unpackTexts } from './packTexts.ts';

export type StoredChunk = {
  readonly firstCode: number;
  readonly entries: number;
  readonly load: () => Uint8Array;
};

/** The texts of one field by code; 0 is none. Chunks are read when a text of them is first asked for, and kept. */
export class Dictionary {
  readonly #chunks: StoredChunk[] = [];
  readonly #texts: string[][] = [];
  #size = 0;

  /** Codes 1 to size. */
  get size(): number {
    return this.#size;
  }

  /** False: two codes may have the same text (more texts than a writer remembers). */
  get unique(): boolean {
    return this.#size <= uniqueEntries;
  }

  /** Chunks come in order and leave no gap. */
  append(chunk: StoredChunk): void {
    if (chunk.firstCode !== this.#size + 1) throw new Error('a dictionary with a gap');
    this.#chunks.push(chunk);
    this.#size += chunk.entries;
  }

  text(code: number): string | null {
    if (code === 0) return null;
    const at = this.#chunkOf(code);
    const text = this.#load(at)[code - (this.#chunks[at]?.firstCode ?? 0)];
    if (text === undefined) throw new Error(`code ${code} is not in the dictionary`);
    return text;
  }

  /** Every text with its code, from a code on. */
  *entries(from = 1): Generator<readonly [code: number, text: string]> {
    if (from > this.#size) return;
    for (let at = this.#chunkOf(from); at < this.#chunks.length; at++) {
      const first = this.#chunks[at]?.firstCode ?? 0;
      const texts = this.#load(at);
      for (let i = Math.max(0, from - first); i < texts.length; i++)
        yield [first + i, texts[i] ?? ''];
    }
  }

  #chunkOf(code: number): number {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#chunks[middle]?.firstCode ?? 0) <= code) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #load(at: number): string[] {
    const known = this.#texts[at];
    if (known) return known;
    const chunk = this.#chunks[at];
    if (!chunk) throw new Error('no such dictionary chunk');
    const texts = unpackTexts(chunk.load());
    this.#texts[at] = texts;
    return texts;
  }
}
