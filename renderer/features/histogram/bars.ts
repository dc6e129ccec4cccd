import type { Histogram, HistogramUnit } from '../../../shared/eventPage.ts';
import { bucketEnd, bucketStart, formatInZone } from '../../../shared/zone.ts';
import type { Span } from './span.ts';

/** A bar: its period, and where it stands, 0 to 1 of the width. */
export type Bar = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
  readonly x: number;
  readonly width: number;
  /** Of the highest bar, 0 to 1, from the bottom up; null is what has another value or none. */
  readonly parts: readonly {
    readonly name: string | null;
    readonly count: number;
    readonly y: number;
    readonly height: number;
  }[];
};

export type Bars = {
  readonly bars: readonly Bar[];
  readonly fromMs: number;
  readonly toMs: number;
  /** Of the highest bar. */
  readonly most: number;
  readonly withoutTime: number;
};

const fromData: Span = { fromMs: null, toMs: null };

/** The buckets as bars over the whole span, cut off at its ends, in the order of `names` where they are split. */
export function barsOf(
  histogram: Histogram,
  names: readonly string[],
  drawn: Span = fromData,
): Bars {
  const { unit, zone } = histogram;
  const timed = histogram.buckets.flatMap(({ start, count, parts }) =>
    start === null ? [] : [{ fromMs: Date.parse(start), count, parts: parts ?? {} }],
  );
  const withoutTime = histogram.buckets.find(({ start }) => start === null)?.count ?? 0;
  const last = timed.at(-1);
  const lastMs = last === undefined ? 0 : bucketEnd(last.fromMs, unit, zone);
  const fromMs = drawn.fromMs ?? timed[0]?.fromMs ?? 0;
  const toMs = Math.max(fromMs, drawn.toMs ?? lastMs);
  const span = Math.max(1, toMs - fromMs);
  const most = Math.max(1, ...timed.map(({ count }) => count));
  const bars = timed.map(({ fromMs: bucket, count, parts }): Bar => {
    const start = Math.max(fromMs, bucket);
    const end = Math.min(toMs, bucketEnd(bucket, unit, zone));
    return {
      fromMs: start,
      toMs: end,
      count,
      x: (start - fromMs) / span,
      width: (end - start) / span,
      parts: stacked(parts, count, most, names),
    };
  });
  return { bars, fromMs, toMs, most, withoutTime };
}

function stacked(
  parts: Readonly<Record<string, number>>,
  count: number,
  most: number,
  names: readonly string[],
): Bar['parts'] {
  const stack: Bar['parts'][number][] = [];
  let done = 0;
  for (const name of names) {
    const share = partOf(parts, name);
    if (share > 0) stack.push({ name, count: share, y: done / most, height: share / most });
    done += share;
  }
  const rest = count - done;
  if (rest > 0) stack.push({ name: null, count: rest, y: done / most, height: rest / most });
  return stack;
}

const partOf = (parts: Readonly<Record<string, number>>, name: string): number =>
  Object.hasOwn(parts, name) ? (parts[name] ?? 0) : 0;

/** The values of a split with their counts over all: in an order of their own, else the most frequent first. */
export function splitTotals(
  { buckets }: Histogram,
  order: readonly string[],
): readonly { readonly name: string; readonly count: number }[] {
  const totals = new Map<string, number>();
  for (const { parts } of buckets) {
    for (const [name, count] of Object.entries(parts ?? {}))
      totals.set(name, (totals.get(name) ?? 0) + count);
  }
  const place = (name: string): number => {
    const found = order.indexOf(name);
    return found < 0 ? order.length : found;
  };
  return [...totals]
    .map(([name, count]) => ({ name, count }))
    .toSorted((a, b) => place(a.name) - place(b.name) || b.count - a.count);
}

/** The period between two places (0 to 1) of the width, widened to whole buckets as far as they are drawn. */
export function brushed(
  { fromMs, toMs }: Pick<Bars, 'fromMs' | 'toMs'>,
  a: number,
  b: number,
  unit: HistogramUnit,
  zone: string,
): { readonly from: string; readonly to: string } {
  const at = (share: number): number => fromMs + Math.min(1, Math.max(0, share)) * (toMs - fromMs);
  const end = Math.min(at(Math.max(a, b)), toMs - 1);
  return {
    from: timeText(Math.max(fromMs, bucketStart(at(Math.min(a, b)), unit, zone)), zone),
    to: timeText(Math.min(toMs, bucketEnd(bucketStart(end, unit, zone), unit, zone)), zone),
  };
}

/** As a filter text: a day where it is one, else to the second, or the millisecond where that is needed. */
export function timeText(ms: number, zone: string): string {
  const text = formatInZone(ms, zone, ms % 1000 === 0 ? 'second' : 'millisecond');
  return text.endsWith(' 00:00:00') ? text.slice(0, 10) : text;
}

/** What a bar's period is called. */
export function periodWords(
  bar: Pick<Bar, 'fromMs' | 'toMs'>,
  unit: HistogramUnit,
  zone: string,
): string {
  const day = formatInZone(bar.fromMs, zone, 'day');
  if (unit === 'month') return day.slice(0, 7);
  if (unit === 'day') return day;
  return unit === 'week' ? `week of ${day}` : formatInZone(bar.fromMs, zone, 'minute');
}

/** Marks under the bars: where they stand, 0 to 1, and what they say; the day is said where it changes. */
export function axisTicks(
  { fromMs, toMs }: Pick<Bars, 'fromMs' | 'toMs'>,
  unit: HistogramUnit,
  zone: string,
  count: number,
): readonly { readonly x: number; readonly text: string }[] {
  const span = toMs - fromMs;
  const ticks: { x: number; text: string }[] = [];
  let last = NaN;
  let lastDay = '';
  for (let i = 0; i < count; i++) {
    const start = Math.max(fromMs, bucketStart(fromMs + (span * i) / count, unit, zone));
    if (start === last) continue;
    last = start;
    const whole = periodWords({ fromMs: start, toMs: start }, unit, zone).replace('week of ', '');
    const day = whole.slice(0, 10);
    const isClock = unit === 'hour' || unit === 'minute';
    ticks.push({
      x: (start - fromMs) / Math.max(1, span),
      text: isClock && day === lastDay ? whole.slice(11) : whole,
    });
    lastDay = day;
  }
  return ticks;
}
