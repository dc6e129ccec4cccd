/**
 * The untranscoded bytes behind the pieces of a reader. Pieces come in order and tile the content, so each takes its
 * bytes off the front. UTF-8 content needs no tape: its pieces are its bytes.
 */
export class RawTape {
  #chunks: Uint8Array[] = [];
  #start = 0;

  push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
  }

  take(length: number): Uint8Array {
    const out = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const chunk = this.#chunks[0];
      if (!chunk) throw new Error(`a piece of ${length} bytes reaches beyond the content`);
      const part = chunk.subarray(this.#start, this.#start + length - filled);
      out.set(part, filled);
      filled += part.length;
      this.#start += part.length;
      if (this.#start === chunk.length) {
        this.#chunks.shift();
        this.#start = 0;
      }
    }
    return out;
  }
}
