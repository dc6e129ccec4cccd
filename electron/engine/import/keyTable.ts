const emptySlot = 0;

/**
 * Open-addressed table from 64-bit hashes to numbers: 12 bytes a slot, at most two thirds full. A hash may be in it
 * several times; a hit must be compared in full by the caller.
 */
export class KeyTable {
  #hashes: BigUint64Array;
  /** Value plus one; 0 is an empty slot. */
  #values: Uint32Array;
  #mask: number;
  #size = 0;

  constructor(expected = 0) {
    let slots = 1024;
    while (slots * 2 < expected * 3) slots *= 2;
    this.#hashes = new BigUint64Array(slots);
    this.#values = new Uint32Array(slots);
    this.#mask = slots - 1;
  }

  get size(): number {
    return this.#size;
  }

  /** Values stored under the hash, oldest first. */
  *all(hash: bigint): Generator<number> {
    let slot = this.#slotOf(hash);
    for (;;) {
      const value = this.#values[slot] ?? emptySlot;
      if (value === emptySlot) return;
      if (this.#hashes[slot] === hash) yield value - 1;
      slot = (slot + 1) & this.#mask;
    }
  }

  has(hash: bigint): boolean {
    let slot = this.#slotOf(hash);
    while (this.#values[slot] !== emptySlot) {
      if (this.#hashes[slot] === hash) return true;
      slot = (slot + 1) & this.#mask;
    }
    return false;
  }

  add(hash: bigint, value: number): void {
    if ((this.#size + 1) * 3 > this.#values.length * 2) this.#grow();
    this.#put(hash, value + 1);
    this.#size++;
  }

  /** Adds one to the number under the hash and gives what it was before: 0 the first time. */
  increment(hash: bigint): number {
    let slot = this.#slotOf(hash);
    for (;;) {
      const value = this.#values[slot] ?? emptySlot;
      if (value === emptySlot) break;
      if (this.#hashes[slot] === hash) {
        this.#values[slot] = value + 1;
        return value;
      }
      slot = (slot + 1) & this.#mask;
    }
    this.add(hash, 0);
    return 0;
  }

  #slotOf(hash: bigint): number {
    return Number(hash & 0xffff_ffffn) & this.#mask;
  }

  #put(hash: bigint, stored: number): void {
    let slot = this.#slotOf(hash);
    while (this.#values[slot] !== emptySlot) slot = (slot + 1) & this.#mask;
    this.#hashes[slot] = hash;
    this.#values[slot] = stored;
  }

  #grow(): void {
    const hashes = this.#hashes;
    const values = this.#values;
    this.#hashes = new BigUint64Array(values.length * 2);
    this.#values = new Uint32Array(values.length * 2);
    this.#mask = this.#values.length - 1;
    // From an empty slot on, so that equal hashes keep their order across the table's end.
    const start = values.indexOf(emptySlot);
    for (let i = 0; i < values.length; i++) {
      const slot = (start + i) % values.length;
      const stored = values[slot] ?? emptySlot;
      if (stored !== emptySlot) this.#put(hashes[slot] ?? 0n, stored);
    }
  }
}
