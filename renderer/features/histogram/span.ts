import type { HistogramUnit } from '../../../shared/eventPage.ts';
import type { Group } from '../../../shared/filter.ts';
import { isOnlyAbout } from '../../../shared/filterCheck.ts';
import { timeOf, topLevel, withoutTime } from '../../../shared/filterTree.ts';
import { unitFor } from '../../../shared/histogramUnit.ts';
import { timeInterval } from '../../../shared/timeRange.ts';
import type { TimeRange, TimeRangeOptions } from '../../../shared/timeRange.ts';

/** What the bars are drawn from and to; null where the events themselves say it. */
export type Span = { readonly fromMs: number | null; readonly toMs: number | null };

/** The time filter that holds; null when there is none, or it is off. */
export function periodOf(filter: Group): TimeRange | null {
  const chip = timeOf(filter);
  return chip === null || chip.off ? null : { from: chip.from, to: chip.to };
}

/** What is asked of the time alone, as a name for it; null when nothing is. */
export function timeKey(filter: Group): string | null {
  const period = periodOf(filter);
  if (period !== null) return JSON.stringify(period);
  const items = topLevel(filter).filter((item) => !item.off && isOnlyAbout(item, 'occurredAt'));
  return items.length === 0 ? null : JSON.stringify(items);
}

/** What the bars are counted under: the filter, or for the whole time all of it but that. */
export function barFilter(filter: Group, isWhole: boolean): Group {
  return isWhole ? withoutTime(filter) : filter;
}

/** Where the period that is filtered by begins and ends. */
export function spanOf(filter: Group, options: TimeRangeOptions): Span {
  const period = periodOf(filter);
  const instant = (text: string | null): number | null =>
    text === null ? null : timeInterval(text, options).fromMs;
  return { fromMs: instant(period?.from ?? null), toMs: instant(period?.to ?? null) };
}

/** The buckets that fit a span; one that is open to the end is taken to the newest event. */
export function spanUnit(
  { fromMs, toMs }: Span,
  { zone, newestMs }: TimeRangeOptions,
): HistogramUnit | 'auto' {
  return fromMs === null ? 'auto' : unitFor(fromMs, toMs ?? newestMs, zone);
}
