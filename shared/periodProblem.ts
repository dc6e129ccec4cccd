import { dayNumber, dayOf } from './coverage.ts';

/** Why two days are no period; null when they are one. */
export function periodProblem(from: string, to: string): string | null {
  for (const day of [from, to]) {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || dayOf(dayNumber(day)) !== day)
      return `“${day}” is no day; one looks like 2026-06-30`;
  }
  return from > to ? 'The last day lies before the first' : null;
}
