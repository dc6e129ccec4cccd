import { daysFromCivil, daysInMonth, msPerDay } from './calendar.ts';
import type { Instant, Precision, ZoneSource } from './event.ts';
import { readEpoch } from './instantEpoch.ts';
import { readWrittenTime } from './instantWritten.ts';
import type { Mapping } from './mapping.ts';
import { formatClock, formatDate, localToUtc } from './zone.ts';

/** Times as exports write them: explicit patterns only, so that nothing is read that nobody promised. */

export { bucketStart, formatInZone, hourOf, weekdayOf, zoneOffset } from './zone.ts';

export type TimeFormat = Mapping['time']['format'];

export type ReadTime =
  | { readonly instant: Instant }
  | {
      readonly problem: 'impossible time' | 'time not read';
      /** Day and month could be either way round: the mapping has to say which (`dmy`, `mdy`). */
      readonly ambiguous?: true;
    };

/** A wall clock and what the text says of its zone: `offsetMs` null when it says nothing that can be used. */
export type WrittenTime = {
  readonly localMs: number;
  readonly ns: number;
  readonly precision: Precision;
  readonly offsetMs: number | null;
  /** An IANA name in the text. */
  readonly zone?: string;
};

const notRead: ReadTime = { problem: 'time not read' };
const impossible: ReadTime = { problem: 'impossible time' };

/**
 * Reads a time. `zone` is what the mapping says of times that carry none; null reads them as UTC, `assumed`. A text
 * that names its zone or offset is `in data`, and so is an epoch number. Blanks around and one layer of JSON quotes
 * are passed over. Clocks set back or forward: see `localToUtc`. Patterns: FORMATS 0.2.
 */
export function readInstant(
  raw: string | number,
  format: TimeFormat,
  zone: string | null,
  zoneSource: ZoneSource,
): ReadTime {
  if (typeof raw === 'number') return readEpoch(String(raw), format === 'epoch');
  const text = unwrap(raw);
  if (format === 'epoch') return readEpoch(text, true);
  if (format === 'auto' || format === 'iso') {
    const iso = readIso(text);
    if (iso === 'impossible') return impossible;
    if (iso !== null) return { instant: toInstant(iso, zone, zoneSource) };
    if (format === 'auto' && /^\d[\d.]*$/.test(text)) return readEpoch(text, false);
  }
  const written = readWrittenTime(text, format);
  if (written === 'ambiguous') return { problem: 'time not read', ambiguous: true };
  if (written === 'impossible') return impossible;
  return written === null ? notRead : { instant: toInstant(written, zone, zoneSource) };
}

/** UTC ISO, as precise as it was given: `2026-02-17`, `2026-02-17T15:34Z`, `2026-02-17T15:34:05.123456Z`. */
export function formatInstant(instant: Pick<Instant, 'ms' | 'ns' | 'precision'>): string {
  const { ms, ns, precision } = instant;
  // A day in another zone than UTC does not start at midnight UTC: its first instant says so.
  if (precision === 'day' && ms % msPerDay === 0) return formatDate(ms);
  return `${formatDate(ms)}T${formatClock(ms, precision, ns)}Z`;
}

/** Order of time: milliseconds, then what lies below. */
export function compareInstants(
  a: Pick<Instant, 'ms' | 'ns'>,
  b: Pick<Instant, 'ms' | 'ns'>,
): number {
  return a.ms - b.ms || a.ns - b.ns;
}

function toInstant(written: WrittenTime, zone: string | null, zoneSource: ZoneSource): Instant {
  const { localMs, ns, precision, offsetMs } = written;
  if (offsetMs !== null) {
    return { ms: localMs - offsetMs, ns, precision, zoneSource: 'in data' };
  }
  if (written.zone !== undefined) {
    return { ms: localToUtc(localMs, written.zone), ns, precision, zoneSource: 'in data' };
  }
  if (zone === null) return { ms: localMs, ns, precision, zoneSource: 'assumed' };
  return { ms: localToUtc(localMs, zone), ns, precision, zoneSource };
}

function unwrap(raw: string): string {
  let text = raw;
  if (needsTrim(text)) text = text.trim();
  if (text.length >= 2 && text.startsWith('"') && text.endsWith('"')) text = text.slice(1, -1);
  return needsTrim(text) ? text.trim() : text;
}

function needsTrim(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  const first = text.charCodeAt(0);
  return first <= 32 || last <= 32 || first >= 160 || last >= 160;
}

/** The number that the digits from `from` to `to` spell, or -1. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

const precisionOfDigits: readonly Precision[] = [
  'second',
  'millisecond',
  'millisecond',
  'millisecond',
  'microsecond',
  'microsecond',
  'microsecond',
  'nanosecond',
];

/**
 * RFC 3339 and ISO 8601 extended form, with `T` or a blank, and down to the day. Runs once an event: character codes
 * alone, no regular expression, no Date. Null: another form.
 */
function readIso(text: string): WrittenTime | 'impossible' | null {
  const length = text.length;
  if (length < 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return null;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  if (year < 0 || month < 0 || day < 0) return null;
  const real =
    month >= 1 && month <= 12 && day >= 1 && (day <= 28 || day <= daysInMonth(year, month));
  const dayMs = real ? daysFromCivil(year, month, day) * msPerDay : 0;
  if (length === 10) {
    if (!real) return 'impossible';
    return { localMs: dayMs, ns: 0, precision: 'day', offsetMs: null };
  }
  const separator = text.charCodeAt(10) | 32;
  // `T`, `t` or a blank.
  if ((separator !== 116 && separator !== 32) || text.charCodeAt(13) !== 58) return null;
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  if (hour < 0 || minute < 0 || length < 16) return null;
  let at = 16;
  let second = 0;
  let ns = 0;
  let precision: Precision = 'minute';
  if (text.charCodeAt(16) === 58) {
    second = digits(text, 17, 19);
    if (second < 0 || length < 19) return null;
    at = 19;
    precision = 'second';
    const mark = text.charCodeAt(19);
    if (mark === 46 || mark === 44) {
      at = 20;
      let places = 0;
      for (; at < length; at++) {
        const digit = text.charCodeAt(at) - 48;
        if (!(digit >= 0 && digit <= 9)) break;
        if (places < 9) ns = ns * 10 + digit;
        places++;
      }
      if (places === 0) return null;
      for (let place = places; place < 9; place++) ns *= 10;
      precision = precisionOfDigits[places] ?? 'nanosecond';
    }
  }
  const offsetMs = readOffset(text, at);
  if (offsetMs === undefined) return null;
  if (!real || hour > 23 || minute > 59 || offsetMs === 'impossible') return 'impossible';
  const localMs =
    dayMs + hour * 3_600_000 + minute * 60_000 + second * 1000 + Math.floor(ns / 1_000_000);
  // A leap second is the last of a UTC day; it is read as the first instant of the next.
  if (second > 59 && (second > 60 || modDay(localMs - ns / 1_000_000 - (offsetMs ?? 0)) >= 1000)) {
    return 'impossible';
  }
  return { localMs, ns: ns % 1_000_000, precision, offsetMs };
}

function modDay(ms: number): number {
  return ((ms % msPerDay) + msPerDay) % msPerDay;
}

/** Milliseconds east of UTC; null when the text ends there; undefined when what follows is something else. */
function readOffset(text: string, from: number): number | null | 'impossible' | undefined {
  const length = text.length;
  let at = from;
  if (at === length) return null;
  let code = text.charCodeAt(at);
  if (code === 32) code = text.charCodeAt(++at);
  if ((code | 32) === 122) return at + 1 === length ? 0 : undefined;
  if (code !== 43 && code !== 45) return undefined;
  const hours = digits(text, at + 1, at + 3);
  const rest = length - at - 3;
  let minutes = 0;
  if (rest === 2) minutes = digits(text, at + 3, at + 5);
  else if (rest === 3 && text.charCodeAt(at + 3) === 58) minutes = digits(text, at + 4, at + 6);
  else if (rest !== 0) return undefined;
  if (hours < 0 || minutes < 0) return undefined;
  if (hours > 18 || minutes > 59) return 'impossible';
  const ms = hours * 3_600_000 + minutes * 60_000;
  return code === 45 ? -ms : ms;
}
