import { assertNever } from '../../../shared/failure.ts';
import type { Grouping, GroupingInput } from '../../../shared/grouping.ts';
import type { Pace } from './pace.ts';
import { pacedTop } from './pacedSort.ts';
import type { Stack } from './stack.ts';

/**
 * The values of a field in the order asked for, with how often and when each occurs. Equal keys stand by value (UTF-16 code
 * units), what has no value or no time last. `total`: events counted.
 */
export async function groupingOf(
  input: GroupingInput,
  total: number,
  stack: Stack,
  pace: Pace,
): Promise<Grouping> {
  const { counts, firstMs, lastMs } = stack;
  const hasNone = (counts[stack.size] ?? 0) > 0;
  const distinct = stack.size + Number(hasNone);
  const places = Array.from({ length: distinct }, (_, place) => place);
  const top = await pacedTop(places, orderOf(input, stack), input.limit, pace);
  return {
    field: input.field,
    total,
    distinct,
    groups: top.map((place) => ({
      value: stack.valueOf(place),
      count: counts[place] ?? 0,
      first: isoOf(firstMs[place]),
      last: isoOf(lastMs[place]),
    })),
  };
}

const isoOf = (ms: number | undefined): string | null =>
  ms !== undefined && Number.isFinite(ms) ? new Date(ms).toISOString() : null;

/** Of places. Texts are looked up only where the numbers are equal. */
function orderOf({ sort, desc }: GroupingInput, stack: Stack): (a: number, b: number) => number {
  const sign = desc ? -1 : 1;
  const byValue = (a: number, b: number, way: 1 | -1): number => {
    const [left, right] = [stack.valueOf(a), stack.valueOf(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return left < right ? -way : left > right ? way : 0;
  };
  const byNumber = (numbers: ArrayLike<number>) => (a: number, b: number) => {
    const [left, right] = [numbers[a] ?? 0, numbers[b] ?? 0];
    if (left === right) return byValue(a, b, 1);
    // Without a time, up or down, last.
    if (!Number.isFinite(left) || !Number.isFinite(right)) return Number.isFinite(left) ? -1 : 1;
    return sign * (left - right);
  };
  switch (sort) {
    case 'value':
      return (a, b) => byValue(a, b, sign);
    case 'count':
      return byNumber(stack.counts);
    case 'first':
      return byNumber(stack.firstMs);
    case 'last':
      return byNumber(stack.lastMs);
    default:
      return assertNever(sort);
  }
}
