import {
  civilFromDays,
  daysFromCivil,
  isRealDate,
  monthsLater,
  msPerDay,
  msPerHour,
  msPerMinute,
  pad,
} from './calendar.ts';
import { ExpectedError } from './failure.ts';
import { formatInZone, localToUtc, zoneOffset } from './zone.ts';

/** The interval that a time in a filter names. */

export type TimeInterval = {
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
};

export type TimeRangeOptions = {
  /** The view's zone: an IANA name or `UTC`. */
  readonly zone: string;
  /** The newest event of the case, from which `-7d` counts; 0 when there is none. */
  readonly newestMs: number;
};

const relative = /^-(\d{1,6})\s*([smhdw])$/i;
const relativeUnits: ReadonlyMap<string, number> = new Map([
  ['s', 1000],
  ['m', msPerMinute],
  ['h', msPerHour],
  ['d', msPerDay],
  ['w', 7 * msPerDay],
]);
const absolute =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?(Z|[+-]\d{2}(?::?\d{2})?))?)?)?)?$/i;

/**
 * A year, month, date, minute, second or fraction is the interval it names, in the view's zone unless the text has its
 * own; below the millisecond it is that millisecond. `-90s`, `-15m`, `-24h`, `-7d`, `-4w` is the millisecond that long
 * before the newest event. Throws `bad-filter` for anything else, impossible dates among them.
 */
export function timeInterval(text: string, options: TimeRangeOptions): TimeInterval {
  const back = relative.exec(text.trim());
  if (back) {
    const unitMs = relativeUnits.get((back[2] ?? '').toLowerCase()) ?? 0;
    const fromMs = options.newestMs - Number(back[1]) * unitMs;
    return { fromMs, toMs: fromMs + 1 };
  }
  const found = absolute.exec(text.trim());
  if (!found) {
    throw new ExpectedError(
      'bad-filter',
      `“${text}” is not a time. Write 2026-02-17, 2026-02, "2026-02-17 15:34", or -7d for the seven days before the newest event.`,
    );
  }
  const year = Number(found[1]);
  const month = Number(found[2] ?? 1);
  const day = Number(found[3] ?? 1);
  if (!isRealDate(year, month, day)) {
    throw new ExpectedError('bad-filter', `There is no such day as ${text}.`);
  }
  if (found[4] !== undefined)
    return clockInterval(text, daysFromCivil(year, month, day), found, options.zone);
  const next =
    found[3] !== undefined
      ? civilFromDays(daysFromCivil(year, month, day) + 1)
      : monthsLater(year, month, found[2] === undefined ? 12 : 1);
  return {
    fromMs: localToUtc(daysFromCivil(year, month, day) * msPerDay, options.zone),
    toMs: localToUtc(daysFromCivil(next.year, next.month, next.day) * msPerDay, options.zone),
  };
}

function clockInterval(
  text: string,
  days: number,
  found: RegExpExecArray,
  zone: string,
): TimeInterval {
  const [hour, minute, second] = [Number(found[4]), Number(found[5]), Number(found[6] ?? 0)];
  const fraction = found[7] ?? '';
  if (hour > 23 || minute > 59 || second > 59) {
    throw new ExpectedError('bad-filter', `There is no such time of day as in ${text}.`);
  }
  const places = Math.min(fraction.length, 3);
  const localMs =
    days * msPerDay +
    hour * msPerHour +
    minute * msPerMinute +
    second * 1000 +
    Number(fraction.slice(0, 3).padEnd(3, '0'));
  const widthMs = found[6] === undefined ? msPerMinute : 10 ** (3 - places);
  const offset = found[8];
  const fromMs =
    offset === undefined ? localToUtc(localMs, zone) : localMs - writtenOffset(offset, text);
  return { fromMs, toMs: fromMs + widthMs };
}

function writtenOffset(offset: string, text: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', ''));
  if (hours > 18 || minutes > 59) {
    throw new ExpectedError('bad-filter', `There is no such zone as ${offset} in ${text}.`);
  }
  return (offset.startsWith('-') ? -1 : 1) * (hours * msPerHour + minutes * msPerMinute);
}

/** A time filter: `from` inclusive, `to` exclusive, as filter texts; null is open. */
export type TimeRange = { readonly from: string | null; readonly to: string | null };

export type TimePreset = {
  readonly name: string;
  /** Words on screen; all presets count from the newest event of the case, and the chip says so. */
  readonly label: string;
  readonly range: (options: TimeRangeOptions) => TimeRange;
};

/** How far around an event one looks. */
export const aroundSpans = [
  { label: '±15 minutes', minutes: 15 },
  { label: '±1 hour', minutes: 60 },
  { label: '±24 hours', minutes: 24 * 60 },
] as const;

/** From so many minutes before a time to as many after it, both to the whole second and included. */
export function rangeAround(ms: number, minutes: number, zone: string): TimeRange {
  const second = (at: number): number => Math.floor(at / 1000) * 1000;
  const text = (at: number): string => {
    const local = formatInZone(at, zone, 'second');
    // An hour that a clock goes through twice is told by its offset.
    return timeInterval(local, { zone, newestMs: 0 }).fromMs === at
      ? local
      : `${formatInZone(at, 'UTC', 'second')}Z`;
  };
  return {
    from: text(second(ms - minutes * msPerMinute)),
    to: text(second(ms + minutes * msPerMinute) + 1000),
  };
}

const lastHours = (name: string, label: string, value: string): TimePreset => ({
  name,
  label,
  range: () => ({ from: value, to: null }),
});

export const timePresets: readonly TimePreset[] = [
  lastHours('24h', 'Last 24 hours', '-24h'),
  lastHours('7d', 'Last 7 days', '-7d'),
  lastHours('30d', 'Last 30 days', '-30d'),
  lastHours('90d', 'Last 90 days', '-90d'),
  { name: 'month', label: 'Last month', range: (options) => monthsBefore(options, 1) },
  { name: 'quarter', label: 'Last quarter', range: (options) => monthsBefore(options, 3) },
];

/** The whole calendar month or quarter before the one that holds the newest event. */
function monthsBefore({ zone, newestMs }: TimeRangeOptions, months: 1 | 3): TimeRange {
  const { year, month } = civilFromDays(
    Math.floor((newestMs + zoneOffset(newestMs, zone)) / msPerDay),
  );
  const current = month - ((month - 1) % months);
  const from = monthsLater(year, current, -months);
  return { from: dateText(from), to: dateText({ year, month: current }) };
}

function dateText({ year, month }: { readonly year: number; readonly month: number }): string {
  return `${pad(year, 4)}-${pad(month, 2)}-01`;
}
