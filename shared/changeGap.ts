import type { JsonValue } from './event.ts';

/**
 * Two changes of a resource that follow one another and do not join: the later one begins with another value than the
 * earlier one left.
 */
export type ChangeGap = {
  /** JSON Pointer of the field. */
  readonly path: string;
  readonly earlier: string;
  readonly later: string;
  /** What the earlier event left, and what the later one begins with. */
  readonly was: JsonValue;
  readonly is: JsonValue;
};

/** The end of every sentence about such a place: what it means, and no more than that. */
export const gapMeaning = 'a change in between is not in this case (or was not logged)';

/** `shown` writes a value. */
export function gapWords({ was, is }: ChangeGap, shown: (value: JsonValue) => string): string {
  return `here it was ${shown(was)}; the next event begins with ${shown(is)}: ${gapMeaning}`;
}
