const emptySlot = 0;

/**
 * Open-addressed table from 64-bit hashes, given as their low and high halves, to numbers: 12 bytes a slot, at most two thirds
 * full. A hash may be in it several times; a hit must be compared in full by the caller.
 */
export class KeyTable {
  /** Low and high half of each slot's hash. */
  #hashes: Uint32Array;
  /** Value plus one; 0 is an empty slot. */
  #values: Uint32Array;
  #mask: number;
  #size = 0;

  constructor(expected = 0) {
    let slots = 1024;
    while (slots * 2 < expected * 3) slots *= 2;
    this.#hashes = new Uint32Array(slots * 2);
    this.#values = new Uint32Array(slots);
    this.#mask = slots - 1;
  }

  get size(): number {
    return this.#size;
  }

  /** Values stored under the hash, oldest first. */
  *all(low: number, high: number): Generator<number> {
    let slot = low & this.#mask;
    for (;;) {
      const value = this.#values[slot] ?? emptySlot;
      if (value === emptySlot) return;
      if (this.#isAt(slot, low, high)) yield value - 1;
      slot = (slot + 1) & this.#mask;
    }
  }

  has(low: number, high: number): boolean {
    let slot = low & this.#mask;
    while (this.#values[slot] !== emptySlot) {
      if (this.#isAt(slot, low, high)) return true;
      slot = (slot + 1) & this.#mask;
    }
    return false;
  }

  add(low: number, high: number, value: number): void {
    if ((this.#size + 1) * 3 > this.#values.length * 2) this.#grow();
    this.#put(low, high, value + 1);
    this.#size++;
  }

  /** Adds one to the number under the hash and gives what it was before: 0 the first time. */
  increment(low: number, high: number): number {
    let slot = low & this.#mask;
    for (;;) {
      const value = this.#values[slot] ?? emptySlot;
      if (value === emptySlot) break;
      if (this.#isAt(slot, low, high)) {
        this.#values[slot] = value + 1;
        return value;
      }
      slot = (slot + 1) & this.#mask;
    }
    this.add(low, high, 0);
    return 0;
  }

  #isAt(slot: number, low: number, high: number): boolean {
    return this.#hashes[slot * 2] === low && this.#hashes[slot * 2 + 1] === high;
  }

  #put(low: number, high: number, stored: number): void {
    let slot = low & this.#mask;
    while (this.#values[slot] !== emptySlot) slot = (slot + 1) & this.#mask;
    this.#hashes[slot * 2] = low;
    this.#hashes[slot * 2 + 1] = high;
    this.#values[slot] = stored;
  }

  #grow(): void {
    const hashes = this.#hashes;
    const values = this.#values;
    this.#hashes = new Uint32Array(values.length * 4);
    this.#values = new Uint32Array(values.length * 2);
    this.#mask = this.#values.length - 1;
    // From an empty slot on, so that equal hashes keep their order across the table's end.
    const start = values.indexOf(emptySlot);
    for (let i = 0; i < values.length; i++) {
      const slot = (start + i) % values.length;
      const stored = values[slot] ?? emptySlot;
      if (stored !== emptySlot) this.#put(hashes[slot * 2] ?? 0, hashes[slot * 2 + 1] ?? 0, stored);
    }
  }
}
