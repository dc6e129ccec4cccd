const emptySlot = 0;

/** How often each 64-bit key, given as its low and high half, was met: open-addressed, 12 bytes a slot, at most two thirds full. */
export class KeyCounts {
  /** Low and high half of each slot's key. */
  #keys = new Uint32Array(2048);
  /** 0 is an empty slot. */
  #counts = new Uint32Array(1024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds one and gives what it was before: 0 the first time. */
  increment(low: number, high: number): number {
    const slot = this.#slotOf(low, high);
    const count = this.#counts[slot] ?? emptySlot;
    this.#counts[slot] = count + 1;
    if (count !== emptySlot) return count;
    this.#keys[slot * 2] = low;
    this.#keys[slot * 2 + 1] = high;
    this.#size++;
    if (this.#size * 3 > this.#counts.length * 2) this.#grow();
    return 0;
  }

  /** Its slot, or the one to put it in. */
  #slotOf(low: number, high: number): number {
    const mask = this.#counts.length - 1;
    let slot = low & mask;
    while (this.#counts[slot] !== emptySlot) {
      if (this.#keys[slot * 2] === low && this.#keys[slot * 2 + 1] === high) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const counts = this.#counts;
    this.#keys = new Uint32Array(keys.length * 2);
    this.#counts = new Uint32Array(counts.length * 2);
    for (let from = 0; from < counts.length; from++) {
      const count = counts[from] ?? emptySlot;
      if (count === emptySlot) continue;
      const low = keys[from * 2] ?? 0;
      const high = keys[from * 2 + 1] ?? 0;
      const slot = this.#slotOf(low, high);
      this.#keys[slot * 2] = low;
      this.#keys[slot * 2 + 1] = high;
      this.#counts[slot] = count;
    }
  }
}
