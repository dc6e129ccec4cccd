import { dayNumber, stretchesOf } from '../../../shared/coverage.ts';
import type { Day } from '../../../shared/coverage.ts';
import { uncovered } from '../../../shared/overview.ts';
import type { AuditPeriod, Coverage } from '../../../shared/overview.ts';

/** Days from the first that is drawn to the last. */
export type Axis = { readonly from: Day; readonly to: Day; readonly days: number };

/** What a band is drawn of: where it starts and how long it is, as shares of the axis from 0 to 1. */
export type BandPiece = { readonly start: number; readonly length: number; readonly words: string };

/**
 * The days of the period, or for the whole time all days of the products and of the period; null when nothing has a time
 * and no period is set.
 */
export function axisOf(
  products: readonly Coverage[],
  period: AuditPeriod | null,
  isWhole: boolean,
): Axis | null {
  if (period !== null && !isWhole) return axisFrom(period.from, period.to);
  const days = products.flatMap(({ days: own }) =>
    [own[0], own.at(-1)].flatMap((each) => (each === undefined ? [] : [each.day])),
  );
  if (period !== null) days.push(period.from, period.to);
  const sorted = days.toSorted();
  const [from, to] = [sorted[0], sorted.at(-1)];
  if (from === undefined || to === undefined) return null;
  return axisFrom(from, to);
}

function axisFrom(from: Day, to: Day): Axis {
  return { from, to, days: dayNumber(to) - dayNumber(from) + 1 };
}

/** Days that follow one another, as pieces of a band. */
export function piecesOf(days: readonly Day[], axis: Axis): readonly BandPiece[] {
  return stretchesOf(days).flatMap(({ from, to }) => spanPiece(from, to, axis) ?? []);
}

/** What of a span lies on the axis, with the words of all of it; null where nothing does. */
export function spanPiece(from: Day, to: Day, axis: Axis): BandPiece | null {
  if (to < axis.from || from > axis.to) return null;
  const start = Math.max(0, dayNumber(from) - dayNumber(axis.from));
  const end = Math.min(axis.days, dayNumber(to) - dayNumber(axis.from) + 1);
  return {
    start: start / axis.days,
    length: (end - start) / axis.days,
    words: from === to ? from : `${from} to ${to}`,
  };
}

/** The band in a sentence, for who cannot see it. */
export function bandWords(
  { label, days, gaps }: Coverage,
  axis: Axis,
  period: AuditPeriod | null,
): string {
  if (days.length === 0) return `${label}: no event has a time`;
  const drawn = days.filter(({ day }) => day >= axis.from && day <= axis.to);
  const drawnGaps = gaps.filter(({ from, to }) => to >= axis.from && from <= axis.to);
  const [first, last] = [drawn[0]?.day, drawn.at(-1)?.day];
  const between = first === undefined ? '' : `, from ${first} to ${last}`;
  const edges = uncovered({ days }, period);
  return [
    `${label}: events on ${drawn.length} of ${axis.days} days${between}`,
    ...(drawnGaps.length === 0
      ? []
      : [`${drawnGaps.length} ${drawnGaps.length === 1 ? 'gap' : 'gaps'}`]),
    ...(edges.before === 0
      ? []
      : [`nothing in the first ${dayWords(edges.before)} of the audit period`]),
    ...(edges.after === 0
      ? []
      : [`nothing in the last ${dayWords(edges.after)} of the audit period`]),
  ].join('; ');
}

const dayWords = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`;
