import { civilFromDays, daysFromCivil, pad } from './calendar.ts';

/** Days on which a log has events, and the stretches on which it should have some and has none. */

/** A calendar day as `2026-06-18`. */
export type Day = string;
export type DayStretch = { readonly from: Day; readonly to: Day; readonly days: number };

export type Gaps = {
  readonly gaps: readonly DayStretch[];
  /** The pause, in days, that 9 of 10 of its days with events keep to before the next; null: too few days, or too far apart, to tell. */
  readonly usualPause: number | null;
};

/** With fewer days than this nothing is called a gap: there is nothing to compare a pause with. */
export const fewestDays = 8;
/** Nor where the usual pause is longer than this, in days: it would be long before a gap stood out. */
const longestUsualPause = 13;

export const gapRule =
  'A gap is a stretch of days without an event, between the first and the last day of the product, that is longer than twice the pause that 9 of 10 of its days keep to. Of a product with fewer than 8 days, or whose usual pause is two weeks or more, nothing is claimed.';

/** `days` in order, each once. */
export function gapsOf(days: readonly Day[]): Gaps {
  if (days.length < fewestDays) return { gaps: [], usualPause: null };
  const numbers = days.map(dayNumber);
  const pauses = numbers.slice(1).map((day, at) => day - (numbers[at] ?? day) - 1);
  const ordered = pauses.toSorted((a, b) => a - b);
  const usualPause = ordered[Math.floor(0.9 * (ordered.length - 1))] ?? 0;
  if (usualPause > longestUsualPause) return { gaps: [], usualPause: null };
  const gaps = pauses.flatMap((pause, at) => {
    const before = numbers[at] ?? 0;
    if (pause <= 2 * usualPause) return [];
    return [{ from: dayOf(before + 1), to: dayOf(before + pause), days: pause }];
  });
  return { gaps, usualPause };
}

/** Days since 1970. */
export function dayNumber(day: Day): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return daysFromCivil(year, month, date);
}

export function dayOf(number: number): Day {
  const { year, month, day } = civilFromDays(number);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Days that follow one another, as stretches. */
export function stretchesOf(days: readonly Day[]): readonly DayStretch[] {
  const found: { from: Day; to: Day; days: number }[] = [];
  for (const day of days) {
    const last = found.at(-1);
    if (last && dayNumber(day) === dayNumber(last.to) + 1) {
      last.to = day;
      last.days++;
    } else found.push({ from: day, to: day, days: 1 });
  }
  return found;
}
