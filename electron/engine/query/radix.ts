import type { Pace } from './pace.ts';

const digits = 1 << 16;
/** Rows between two looks at the clock. */
const slice = 1 << 18;

/**
 * Sorts rows by a key of up to 2^48, keeping the order of equal keys: least significant digit first, 16 bits a pass, in
 * slices. `keys` are by row id. Gives back `order` or a new array; a pass in which all digits are equal is skipped.
 */
export async function sortByKey(
  order: Uint32Array,
  keys: Float64Array | Uint32Array,
  mostKey: number,
  pace: Pace,
): Promise<Uint32Array> {
  let from = order;
  let to: Uint32Array | null = null;
  for (let scale = 1; scale <= mostKey; scale *= digits) {
    const starts = await countDigits(from, keys, scale, pace);
    if (!starts) continue;
    to ??= new Uint32Array(order.length);
    await scatter(from, to, keys, scale, starts, pace);
    const spare = from === order ? new Uint32Array(order.length) : from;
    from = to;
    to = spare;
  }
  return from;
}

/** Where each digit's rows start; null when there is one digit only. */
async function countDigits(
  from: Uint32Array,
  keys: Float64Array | Uint32Array,
  scale: number,
  pace: Pace,
): Promise<Uint32Array | null> {
  const starts = new Uint32Array(digits);
  for (let start = 0; start < from.length; start += slice) {
    countSlice(from.subarray(start, start + slice), keys, scale, starts);
    if (pace.due()) await pace.rest();
  }
  let sum = 0;
  for (let digit = 0; digit < digits; digit++) {
    const count = starts[digit] ?? 0;
    if (count === from.length) return null;
    starts[digit] = sum;
    sum += count;
  }
  return starts;
}

function countSlice(
  rows: Uint32Array,
  keys: Float64Array | Uint32Array,
  scale: number,
  counts: Uint32Array,
): void {
  for (let i = 0; i < rows.length; i++) {
    const digit = Math.floor((keys[rows[i] ?? 0] ?? 0) / scale) & 0xffff;
    counts[digit] = (counts[digit] ?? 0) + 1;
  }
}

async function scatter(
  from: Uint32Array,
  to: Uint32Array,
  keys: Float64Array | Uint32Array,
  scale: number,
  starts: Uint32Array,
  pace: Pace,
): Promise<void> {
  for (let start = 0; start < from.length; start += slice) {
    scatterSlice(from.subarray(start, start + slice), to, keys, scale, starts);
    if (pace.due()) await pace.rest();
  }
}

function scatterSlice(
  rows: Uint32Array,
  to: Uint32Array,
  keys: Float64Array | Uint32Array,
  scale: number,
  starts: Uint32Array,
): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0;
    const digit = Math.floor((keys[row] ?? 0) / scale) & 0xffff;
    const place = starts[digit] ?? 0;
    to[place] = row;
    starts[digit] = place + 1;
  }
}
