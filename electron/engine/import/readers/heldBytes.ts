/** How much of an oversized piece is kept to be shown: its first 64 KiB. */
export const keptOfOversized = 64 * 1024;

/**
 * The bytes of a piece that began in an earlier chunk. Beyond `limit` bytes only the first 64 KiB are kept, so that memory
 * stays flat whatever a file holds; `total` keeps counting.
 */
export class HeldBytes {
  total = 0;
  readonly #limit: number;
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(4096);
  #kept = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get oversized(): boolean {
    return this.total > this.#limit;
  }

  append(bytes: Uint8Array): void {
    this.total += bytes.length;
    if (this.oversized) {
      const room = Math.max(0, keptOfOversized - this.#kept);
      this.#copy(bytes.subarray(0, room));
      if (this.#bytes.length > keptOfOversized) this.#bytes = this.#bytes.slice(0, keptOfOversized);
      this.#kept = Math.min(this.#kept, keptOfOversized);
      return;
    }
    this.#copy(bytes);
  }

  /** All of the piece, or its first 64 KiB when it is oversized; valid until the next change. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#kept);
  }

  /** Forgets the first `length` bytes; only of a piece that is not oversized. */
  drop(length: number): void {
    this.#bytes.copyWithin(0, length, this.#kept);
    this.#kept -= length;
    this.total -= length;
  }

  clear(): void {
    this.total = 0;
    this.#kept = 0;
    if (this.#bytes.length > 1024 * 1024) this.#bytes = new Uint8Array(4096);
  }

  #copy(bytes: Uint8Array): void {
    const needed = this.#kept + bytes.length;
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, Math.min(this.#limit, this.#bytes.length * 2)));
      grown.set(this.#bytes.subarray(0, this.#kept));
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, this.#kept);
    this.#kept = needed;
  }
}
