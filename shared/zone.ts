import {
  civilFromDays,
  daysFromCivil,
  monthsLater,
  msPerDay,
  msPerHour,
  msPerMinute,
  pad,
} from './calendar.ts';
import type { Precision } from './event.ts';
import type { HistogramUnit } from './eventPage.ts';

/** Times in a zone. The rules come from Intl; offsets are kept, so that a million rows ask it a few dozen times. */

type Stretch = { readonly fromMs: number; readonly offsetMs: number };

// A stretch of time whose changes of offset are worked out together, once per zone: whole seconds, for the bisection.
const chunkMs = 400 * msPerDay;
const sampleMs = 7 * msPerDay;
const formatters = new Map<string, Intl.DateTimeFormat>();
const chunks = new Map<string, Map<number, readonly Stretch[]>>();

/** Whether this is the name of a zone that can be used: an IANA name, or `UTC`. */
export function isZone(zone: string): boolean {
  if (zone === 'UTC') return true;
  try {
    formatterOf(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Milliseconds to add to UTC for the wall clock of a zone at an instant. Throws RangeError for an unknown zone. */
export function zoneOffset(ms: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const index = Math.floor(ms / chunkMs);
  const ofZone = chunks.get(zone) ?? new Map<number, readonly Stretch[]>();
  if (ofZone.size === 0) chunks.set(zone, ofZone);
  let stretches = ofZone.get(index);
  if (stretches === undefined) {
    stretches = readStretches(zone, index * chunkMs);
    ofZone.set(index, stretches);
  }
  let offset = 0;
  for (const stretch of stretches) {
    if (stretch.fromMs > ms) break;
    offset = stretch.offsetMs;
  }
  return offset;
}

/**
 * The instant at which the wall clock of a zone shows `localMs` (milliseconds since 1970 as if it were UTC).
 * A time that occurs twice (clocks set back) is the first of the two; a time that never occurs (clocks set forward)
 * is read with the offset before the jump, so it lands as much after it: what Temporal calls "compatible".
 */
export function localToUtc(localMs: number, zone: string): number {
  if (zone === 'UTC') return localMs;
  const before = zoneOffset(localMs - msPerDay, zone);
  const after = zoneOffset(localMs + msPerDay, zone);
  const early = localMs - before;
  if (before === after || zoneOffset(early, zone) === before) return early;
  const late = localMs - after;
  return zoneOffset(late, zone) === after ? late : early;
}

/** `2026-06-18 22:40:59.123`: the wall clock of a zone, as precise as the time is; `ns` is what lies below `ms`. */
export function formatInZone(ms: number, zone: string, precision: Precision, ns = 0): string {
  const local = ms + zoneOffset(ms, zone);
  return precision === 'day'
    ? formatDate(local)
    : `${formatDate(local)} ${formatClock(local, precision, ns)}`;
}

/** `2026-06-18`, of milliseconds on a wall clock. */
export function formatDate(localMs: number): string {
  const { year, month, day } = civilFromDays(Math.floor(localMs / msPerDay));
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** `22:40:59.123`, of milliseconds on a wall clock. */
export function formatClock(localMs: number, precision: Precision, ns: number): string {
  const inDay = localMs - Math.floor(localMs / msPerDay) * msPerDay;
  const minutes = `${pad(Math.floor(inDay / msPerHour), 2)}:${pad(Math.floor(inDay / msPerMinute) % 60, 2)}`;
  if (precision === 'minute' || precision === 'day') return minutes;
  const seconds = `${minutes}:${pad(Math.floor(inDay / 1000) % 60, 2)}`;
  if (precision === 'second') return seconds;
  const millis = `${seconds}.${pad(inDay % 1000, 3)}`;
  if (precision === 'millisecond') return millis;
  if (precision === 'microsecond') return millis + pad(Math.floor(ns / 1000), 3);
  return millis + pad(ns, 6);
}

/** `+02:00`, or `UTC`: for people, beside a time in a zone. */
export function formatOffset(ms: number, zone: string): string {
  const offset = zoneOffset(ms, zone);
  if (zone === 'UTC') return 'UTC';
  const minutes = Math.abs(Math.round(offset / msPerMinute));
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`;
}

/** The first instant of the minute, hour, day, week (Monday) or month that holds `ms` on the wall clock of a zone. */
export function bucketStart(ms: number, unit: HistogramUnit, zone: string): number {
  const offset = zoneOffset(ms, zone);
  const local = ms + offset;
  if (unit === 'minute') return local - modulo(local, msPerMinute) - offset;
  if (unit === 'hour') return local - modulo(local, msPerHour) - offset;
  const day = Math.floor(local / msPerDay);
  if (unit === 'day') return localToUtc(day * msPerDay, zone);
  // Day 0 was a Thursday: Monday is three days before.
  if (unit === 'week') return localToUtc((day - modulo(day + 3, 7)) * msPerDay, zone);
  const { year, month } = civilFromDays(day);
  return localToUtc(daysFromCivil(year, month, 1) * msPerDay, zone);
}

/** The first instant after a bucket, given its first. */
export function bucketEnd(startMs: number, unit: HistogramUnit, zone: string): number {
  if (unit === 'minute') return startMs + msPerMinute;
  if (unit === 'hour') return startMs + msPerHour;
  const day = Math.floor((startMs + zoneOffset(startMs, zone)) / msPerDay);
  if (unit === 'day') return localToUtc((day + 1) * msPerDay, zone);
  if (unit === 'week') return localToUtc((day + 7) * msPerDay, zone);
  const { year, month } = civilFromDays(day);
  const next = monthsLater(year, month, 1);
  return localToUtc(daysFromCivil(next.year, next.month, 1) * msPerDay, zone);
}

/** 0 to 23, on the wall clock of a zone. */
export function hourOf(ms: number, zone: string): number {
  return Math.floor(modulo(ms + zoneOffset(ms, zone), msPerDay) / msPerHour);
}

export const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** On the wall clock of a zone. */
export function weekdayOf(ms: number, zone: string): Weekday {
  const day = Math.floor((ms + zoneOffset(ms, zone)) / msPerDay);
  return weekdays[modulo(day + 3, 7)] ?? 'Mon';
}

function readStretches(zone: string, fromMs: number): readonly Stretch[] {
  const stretches: Stretch[] = [{ fromMs, offsetMs: askOffset(fromMs, zone) }];
  let known = stretches[0]?.offsetMs ?? 0;
  for (let at = fromMs; at < fromMs + chunkMs; at += sampleMs) {
    const end = Math.min(at + sampleMs, fromMs + chunkMs);
    const offset = askOffset(end, zone);
    if (offset === known) continue;
    let low = at;
    let high = end;
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (middle <= low) break;
      if (askOffset(middle, zone) === known) low = middle;
      else high = middle;
    }
    stretches.push({ fromMs: high, offsetMs: offset });
    known = offset;
  }
  return stretches;
}

/** Intl's own answer, two microseconds a time. */
function askOffset(ms: number, zone: string): number {
  const whole = Math.floor(ms / 1000) * 1000;
  // Zones have no rules before 1800; and Intl counts years before 1 by era.
  const asked = Math.max(whole, -5_364_662_400_000);
  const parts = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of formatterOf(zone).formatToParts(asked)) {
    if (isClockPart(type)) parts[type] = Number(value);
  }
  const days = daysFromCivil(parts.year, parts.month, parts.day);
  const local =
    days * msPerDay + parts.hour * msPerHour + parts.minute * msPerMinute + parts.second * 1000;
  return local - asked;
}

type ClockPart = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

function isClockPart(type: string): type is ClockPart {
  return /^(?:year|month|day|hour|minute|second)$/.test(type);
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formatters.set(zone, made);
  return made;
}

/** The zone of that name as IANA spells it; null if there is none. */
export function zoneNamed(name: string): string | null {
  try {
    return formatterOf(name).resolvedOptions().timeZone;
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
