const emptySlot = 0;
const pageRows = 65_536;

/**
 * Which rows have a 64-bit key, given as its low and high half. Keys lie by row, 8 bytes each; an open-addressed table, at most two thirds
 * full, finds rows by key with 4 bytes a slot: 14 to 20 bytes a row, and what grows is the small part. Several rows
 * may have one key; a hit must be compared in full by the caller.
 */
export class RowKeys {
  /** Both halves of each row's key, 65,536 rows a page; made when a row of it has one. */
  readonly #pages: Uint32Array[] = [];
  /** Row plus one; 0 is an empty slot. */
  #slots: Uint32Array;
  #size = 0;

  constructor(expected = 0) {
    let slots = 1024;
    while (slots * 2 < expected * 3) slots *= 2;
    this.#slots = new Uint32Array(slots);
  }

  /** A row has one key, and comes once. */
  add(low: number, high: number, row: number): void {
    if ((this.#size + 1) * 3 > this.#slots.length * 2) this.#grow();
    const page = (this.#pages[Math.floor(row / pageRows)] ??= new Uint32Array(pageRows * 2));
    const at = (row % pageRows) * 2;
    page[at] = low;
    page[at + 1] = high;
    this.#put(low, row + 1);
    this.#size++;
  }

  has(low: number, high: number): boolean {
    return this.#find(low, high, low & (this.#slots.length - 1)) >= 0;
  }

  /** Rows with the key, in the order they came. */
  *all(low: number, high: number): Generator<number> {
    const mask = this.#slots.length - 1;
    let slot = this.#find(low, high, low & mask);
    while (slot >= 0) {
      yield this.#slots[slot]! - 1;
      slot = this.#find(low, high, (slot + 1) & mask);
    }
  }

  /** The first slot from one on whose row has the key; -1 when an empty one comes before it. */
  #find(low: number, high: number, from: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = from; ; slot = (slot + 1) & mask) {
      const stored = slots[slot]!;
      if (stored === emptySlot) return -1;
      const row = stored - 1;
      const page = this.#pages[Math.floor(row / pageRows)]!;
      const at = (row % pageRows) * 2;
      if (page[at] === low && page[at + 1] === high) return slot;
    }
  }

  #put(low: number, stored: number): void {
    const mask = this.#slots.length - 1;
    let slot = low & mask;
    while (this.#slots[slot] !== emptySlot) slot = (slot + 1) & mask;
    this.#slots[slot] = stored;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    // From an empty slot on, so that rows of one key keep their order across the table's end.
    const start = before.indexOf(emptySlot);
    for (let i = 0; i < before.length; i++) {
      const stored = before[(start + i) % before.length]!;
      if (stored === emptySlot) continue;
      const row = stored - 1;
      this.#put(this.#pages[Math.floor(row / pageRows)]![(row % pageRows) * 2]!, stored);
    }
  }
}
