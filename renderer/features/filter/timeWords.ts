import type { TimePreset, TimeRange, TimeRangeOptions } from '../../../shared/timeRange.ts';
import { timeInterval, timePresets } from '../../../shared/timeRange.ts';
import { formatInZone } from '../../../shared/zone.ts';

/** What the time chip says. A preset by its name, two days as both days included, anything else as it is. */
export function timeWords(range: TimeRange, options: TimeRangeOptions): string {
  const preset = presetOf(range, options);
  if (preset !== null) return preset.label;
  const { from, to } = range;
  if (from === null && to === null) return 'Any time';
  if (to === null) return `From ${from}`;
  const until = isDay(to) ? lastDayBefore(to, options) : `before ${to}`;
  if (from === null) return isDay(to) ? `Until ${until}` : until;
  return from === until ? from : `${from} – ${until}`;
}

export function presetOf(range: TimeRange, options: TimeRangeOptions): TimePreset | null {
  return (
    timePresets.find((preset) => {
      const { from, to } = preset.range(options);
      return from === range.from && to === range.to;
    }) ?? null
  );
}

/**
 * What the fields "from" and "to" mean, `to` with all that it names: 30 June until midnight, 22:40 until 22:41.
 * Throws `bad-filter` for what is not a time; empty is open.
 */
export function rangeOf(from: string, to: string, options: TimeRangeOptions): TimeRange {
  const start = from.trim();
  const end = to.trim();
  if (start !== '') timeInterval(start, options);
  if (end === '') return { from: start === '' ? null : start, to: null };
  const { toMs } = timeInterval(end, options);
  const text = formatInZone(toMs, options.zone, toMs % 1000 === 0 ? 'second' : 'millisecond');
  return {
    from: start === '' ? null : start,
    to: text.endsWith(' 00:00:00') ? text.slice(0, 10) : text,
  };
}

/** The other way round: what to show in the fields for a range. */
export function fieldsOf(
  range: TimeRange,
  options: TimeRangeOptions,
): { readonly from: string; readonly to: string } {
  const { from, to } = range;
  return {
    from: from ?? '',
    to: to === null ? '' : isDay(to) ? lastDayBefore(to, options) : to,
  };
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

function lastDayBefore(day: string, options: TimeRangeOptions): string {
  const { fromMs } = timeInterval(day, options);
  return formatInZone(fromMs - 1, options.zone, 'day');
}
