import { dayNumber, dayOf, stretchesOf } from '../../../shared/coverage.ts';
import type { Day } from '../../../shared/coverage.ts';
import type { Group } from '../../../shared/filter.ts';
import { uncovered } from '../../../shared/overview.ts';
import type { AuditPeriod, CaseCoverage, Coverage } from '../../../shared/overview.ts';
import { timeInterval } from '../../../shared/timeRange.ts';
import { countWords } from '../../ui/words.ts';
import type { Bars } from './bars.ts';

/** A stretch of time in the drawing: where it starts and how long it is, 0 to 1 of the width. */
export type Piece = { readonly x: number; readonly width: number; readonly words: string };

/** Of one product: its days with events and its gaps on the axis of the bars. */
export type CoverageRow = {
  readonly source: string;
  readonly label: string;
  readonly filter: Group;
  readonly days: readonly Piece[];
  readonly gaps: readonly Piece[];
  /** Days of the audit period before its first event and after its last. */
  readonly before: number;
  readonly after: number;
  /** All of it in a sentence. */
  readonly words: string;
};

export type CoverageRows = {
  readonly rows: readonly CoverageRow[];
  /** The audit period, as far as it lies on the axis. */
  readonly period: Piece | null;
};

type Axis = Pick<Bars, 'fromMs' | 'toMs'>;

/** What each product covers, in time with the bars of a histogram; days are those of `zone`. */
export function coverageRows(
  { products, period }: CaseCoverage,
  axis: Axis,
  zone: string,
): CoverageRows {
  return {
    rows: products.map((product) => rowOf(product, period, axis, zone)),
    period: period === null ? null : pieceOf(period, axis, period.zone, 'Audit period: '),
  };
}

function rowOf(
  product: Coverage,
  period: AuditPeriod | null,
  axis: Axis,
  zone: string,
): CoverageRow {
  const { source, label, filter, days, gaps } = product;
  const pieces = (stretches: readonly Stretch[], about: string): readonly Piece[] =>
    stretches.flatMap((stretch) => pieceOf(stretch, axis, zone, about) ?? []);
  return {
    source,
    label,
    filter,
    days: pieces(stretchesOf(days.map(({ day }) => day)), ''),
    gaps: pieces(gaps, 'Gap: '),
    ...uncovered(product, period),
    words: rowWords(product, period),
  };
}

type Stretch = { readonly from: Day; readonly to: Day };

/** Null where nothing of it lies on the axis. */
function pieceOf({ from, to }: Stretch, axis: Axis, zone: string, about: string): Piece | null {
  const instant = (day: Day): number => timeInterval(day, { zone, newestMs: 0 }).fromMs;
  const fromMs = Math.max(axis.fromMs, instant(from));
  const toMs = Math.min(axis.toMs, instant(dayOf(dayNumber(to) + 1)));
  if (toMs <= fromMs) return null;
  const span = Math.max(1, axis.toMs - axis.fromMs);
  return {
    x: (fromMs - axis.fromMs) / span,
    width: (toMs - fromMs) / span,
    words: `${about}${from === to ? from : `${from} to ${to}`}`,
  };
}

function rowWords(product: Coverage, period: AuditPeriod | null): string {
  const { label, days, gaps } = product;
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  if (first === undefined || last === undefined) return `${label}: no event has a time`;
  const { before, after } = uncovered(product, period);
  return [
    `${label}: events on ${countWords(days.length, 'day')}, from ${first} to ${last}`,
    ...gaps.map(({ from, to }) => `gap ${from === to ? from : `${from} to ${to}`}`),
    ...(before === 0
      ? []
      : [`nothing in the first ${countWords(before, 'day')} of the audit period`]),
    ...(after === 0 ? [] : [`nothing in the last ${countWords(after, 'day')} of the audit period`]),
  ].join('; ');
}
