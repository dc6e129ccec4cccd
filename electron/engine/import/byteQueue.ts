/** A stream of bytes, taken by the piece and given back by the rest. */
export class ByteQueue {
  /** Bytes taken so far. */
  offset = 0;
  readonly #source: AsyncIterator<Uint8Array>;
  #waiting: Uint8Array = new Uint8Array(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next 1 to `most` bytes; none at the end. */
  async some(most: number): Promise<Uint8Array> {
    while (this.#waiting.length === 0) {
      const next = await this.#source.next();
      if (next.done === true) return this.#waiting;
      this.#waiting = next.value;
    }
    const taken = this.#waiting.subarray(0, most);
    this.#waiting = this.#waiting.subarray(taken.length);
    this.offset += taken.length;
    return taken;
  }

  /** The next `length` bytes; fewer only at the end. */
  async exactly(length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let missing = length;
    while (missing > 0) {
      const part = await this.some(missing);
      if (part.length === 0) break;
      parts.push(part);
      missing -= part.length;
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
  }

  giveBack(bytes: Uint8Array): void {
    this.offset -= bytes.length;
    this.#waiting = Buffer.concat([bytes, this.#waiting]);
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
