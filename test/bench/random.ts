/** A seeded generator (mulberry32): the same seed, the same events, on every machine. */
export type Random = {
  /** 0 up to, not including, 1. */
  next(): number;
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
  /** A rank from 0 to count - 1, small ranks far more often (Zipf-like, exponent about 1). */
  skewed(count: number): number;
  hex(length: number): string;
};

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick(list) {
      const found = list[below(list.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
    skewed: (count) => Math.min(count - 1, Math.floor(count ** next()) - 1),
    hex(length) {
      let text = '';
      while (text.length < length) text += below(0x1_0000_0000).toString(16).padStart(8, '0');
      return text.slice(0, length);
    },
  };
}
