import type { Pace } from './pace.ts';

/** Sorted at one go; what is longer is sorted in runs of this and merged. */
const runLength = 4096;

/** A sorted copy, stable, that yields to the event loop: a million texts take about a second. */
export async function pacedSort<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  pace: Pace,
): Promise<readonly T[]> {
  let runs: (readonly T[])[] = [];
  for (let from = 0; from < items.length; from += runLength) {
    runs.push(items.slice(from, from + runLength).toSorted(compare));
    if (pace.due()) await pace.rest();
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = [];
    for (let i = 0; i < runs.length; i += 2) {
      merged.push(await merge(runs[i] ?? [], runs[i + 1] ?? [], compare, pace));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

/** The first `limit` of what `pacedSort` gives: of a million items only those that can be among them are sorted. */
export async function pacedTop<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  limit: number,
  pace: Pace,
): Promise<readonly T[]> {
  if (items.length <= 2 * limit) return (await pacedSort(items, compare, pace)).slice(0, limit);
  let best: readonly T[] = [];
  let more: T[] = [];
  let at = 0;
  for (const item of items) {
    const worst = best[limit - 1];
    if (worst === undefined || compare(item, worst) < 0) more.push(item);
    if (more.length >= Math.max(runLength, limit)) {
      best = [...best, ...more].toSorted(compare).slice(0, limit);
      more = [];
    }
    if ((++at & 0x3ff) === 0 && pace.due()) await pace.rest();
  }
  return [...best, ...more].toSorted(compare).slice(0, limit);
}

async function merge<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
  pace: Pace,
): Promise<readonly T[]> {
  const merged: T[] = [];
  let l = 0;
  let r = 0;
  for (;;) {
    const [a, b] = [left[l], right[r]];
    if (a === undefined || b === undefined) break;
    if (compare(a, b) <= 0) {
      merged.push(a);
      l++;
    } else {
      merged.push(b);
      r++;
    }
    if ((merged.length & 0xfff) === 0 && pace.due()) await pace.rest();
  }
  return [...merged, ...left.slice(l), ...right.slice(r)];
}
