import { histogramUnits } from './eventPage.ts';
import type { HistogramUnit } from './eventPage.ts';
import { bucketStart } from './zone.ts';

/** How long a bucket is, at the least. */
export const unitMs: Readonly<Record<HistogramUnit, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
  month: 28 * 86_400_000,
};

/** More bars than these cannot be told apart. */
const mostBuckets = 200;

/** The finest unit that gives no more buckets from one instant to another than can be told apart. */
export function unitFor(fromMs: number, toMs: number, zone: string): HistogramUnit {
  for (const unit of histogramUnits) {
    if ((toMs - bucketStart(fromMs, unit, zone)) / unitMs[unit] < mostBuckets) return unit;
  }
  return 'month';
}
