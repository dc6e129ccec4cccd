import { hourOf, weekdayOf, weekdays } from '../../../shared/zone.ts';
import type { Pace } from './pace.ts';
import type { SegmentPart, Selection } from './selection.ts';

/** Events by weekday (Monday first) and hour on a zone's wall clock; those without a time are in none. */
export type WeekHours = {
  readonly counts: readonly (readonly number[])[];
  readonly without: number;
};

const hours = 24;
/** From here on every zone keeps whole minutes, so that a minute lies in one hour of the wall clock. */
const wholeMinutesMs = Date.UTC(1973, 0, 1);

/** By the same clock that answers conditions on `weekday` and `hour`. */
export async function weekHoursOf(
  selection: Selection,
  zone: string,
  pace: Pace,
): Promise<WeekHours> {
  const cells = new Uint32Array(weekdays.length * hours);
  const byMinute = new Map<number, number>();
  let without = 0;
  const cellOf = (ms: number): number =>
    weekdays.indexOf(weekdayOf(ms, zone)) * hours + hourOf(ms, zone);
  const count = ({ segment, rows }: SegmentPart, from: number, to: number): void => {
    const times = segment.times();
    for (let i = from; i < to; i++) {
      const ms = times[rows ? (rows[i] ?? 0) : i] ?? NaN;
      if (Number.isNaN(ms)) {
        without++;
        continue;
      }
      const minute = Math.floor(ms / 60_000);
      let cell = ms < wholeMinutesMs ? cellOf(ms) : byMinute.get(minute);
      if (cell === undefined) byMinute.set(minute, (cell = cellOf(ms)));
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
  };
  for (const part of selection.parts) {
    for (let from = 0; from < part.count; from += 8192) {
      if (pace.due()) await pace.rest();
      if (byMinute.size > 100_000) byMinute.clear();
      count(part, from, Math.min(part.count, from + 8192));
    }
  }
  return {
    counts: weekdays.map((_, day) => [...cells.subarray(day * hours, (day + 1) * hours)]),
    without,
  };
}
