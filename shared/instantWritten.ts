import { daysFromCivil, isRealDate, msPerDay, msPerHour, msPerMinute } from './calendar.ts';
import type { Precision } from './event.ts';
import type { TimeFormat, WrittenTime } from './instant.ts';
import { readZoneWord } from './zoneWord.ts';

const months: ReadonlyMap<string, number> = new Map(
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map(
    (name, index) => [name, index + 1],
  ),
);

const weekday = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?\\s+)?';
const monthWord = '([a-z]{3,9})\\.?';
const clockGap = '(?:,?\\s+(?:at\\s+)?|[t:]|$)';

type DateOrder = 'ymd' | 'numbers' | 'words';
type DatePattern = {
  readonly pattern: RegExp;
  /** Which groups hold year, month and day. */
  readonly groups: readonly [number, number, number];
  readonly order: DateOrder;
};

/** `Feb 17, 2026, 3:34 PM`, RFC 2822, `17/Feb/2026:15:34:05 +0000`, `9/20/2023 4:05:03 AM`, `2015-09-11 02:10 PM EDT`. */
const datePatterns: readonly DatePattern[] = [
  {
    pattern: new RegExp(`^${weekday}${monthWord}\\s+(\\d{1,2}),?\\s+(\\d{4})${clockGap}`, 'i'),
    groups: [3, 1, 2],
    order: 'words',
  },
  {
    pattern: new RegExp(
      `^${weekday}(\\d{1,2})[\\s/.-]+${monthWord}[\\s/,-]+(\\d{4})${clockGap}`,
      'i',
    ),
    groups: [3, 2, 1],
    order: 'words',
  },
  {
    pattern: new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${clockGap}`, 'i'),
    groups: [1, 3, 4],
    order: 'ymd',
  },
  { pattern: /^(\d{4})(\d{2})(\d{2})T(?=\d)/, groups: [1, 2, 3], order: 'ymd' },
  {
    // First and second number stand as month and day until the mapping's order, or their size, says otherwise.
    pattern: new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})${clockGap}`, 'i'),
    groups: [4, 1, 3],
    order: 'numbers',
  },
];

// `Tue Feb 17 15:34:05 2026` (ctime) has its year last: it is put where the first pattern expects it.
const ctime = new RegExp(
  `^${weekday}${monthWord}\\s+(\\d{1,2})\\s+(\\d{1,2}:\\d{2}:\\d{2})\\s+(.*?)(\\d{4})$`,
  'i',
);
const clock =
  /^(\d{1,2})(?:[:.](\d{2})(?:[:.](\d{2})(?:[.,:](\d{1,12}))?)?)?\s*(?:([ap])\.?m\.?(?![a-z]))?\s*/i;
const compactClock = /^(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,12}))?)?()(?=$|Z|[+-])/;

/** Any form but plain ISO and epoch; null if it is none that we know. */
export function readWrittenTime(
  raw: string,
  format: TimeFormat,
): WrittenTime | 'impossible' | 'ambiguous' | null {
  if (raw.length > 100) return null;
  const text = raw
    .replaceAll(/\s+/g, ' ')
    .replace(ctime, '$1 $2 $5 $3 $4')
    // Java's ZonedDateTime and JavaScript's Date add a zone in words after the offset that already says it.
    .replace(/(?<=[+-]\d{2}:?\d{2}|Z) ?(?:\[[^\]]*\]|\([^)]*\))$/, '')
    // The AWS console writes the zone in brackets alone.
    .replace(/ \((UTC[+-]\d{2}:\d{2})\)$/, ' $1')
    .trim();
  for (const { pattern, groups, order } of datePatterns) {
    const found = pattern.exec(text);
    if (!found || !allowed(order, format)) continue;
    const [year, month, day] = groups.map((group) => found[group] ?? '');
    const date = readDate(year ?? '', month ?? '', day ?? '', order, format);
    if (date === null || date === 'ambiguous') return date;
    return readClock(text.slice(found[0].length), date);
  }
  return null;
}

function allowed(order: DateOrder, format: TimeFormat): boolean {
  if (format === 'iso') return order === 'ymd';
  if (format === 'words') return order !== 'numbers';
  return true;
}

/** Days since 1970. */
function readDate(
  year: string,
  month: string,
  day: string,
  order: DateOrder,
  format: TimeFormat,
): { readonly days: number | null } | 'ambiguous' | null {
  const y = Number(year);
  if (order === 'words') {
    const m = monthNamed(month);
    return m === undefined ? null : realDate(y, m, Number(day));
  }
  const first = Number(month);
  const second = Number(day);
  if (order === 'ymd' || format === 'mdy') return realDate(y, first, second);
  if (format === 'dmy') return realDate(y, second, first);
  if (first > 12) return realDate(y, second, first);
  if (second > 12 || first === second) return realDate(y, first, second);
  return 'ambiguous';
}

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'sept',
  'october',
  'november',
  'december',
];

function monthNamed(word: string): number | undefined {
  const lower = word.toLowerCase();
  if (lower.length > 3 && !monthNames.includes(lower)) return undefined;
  return months.get(lower.slice(0, 3));
}

function realDate(year: number, month: number, day: number): { readonly days: number | null } {
  return { days: isRealDate(year, month, day) ? daysFromCivil(year, month, day) : null };
}

function readClock(
  text: string,
  date: { readonly days: number | null },
): WrittenTime | 'impossible' | null {
  if (text === '') {
    if (date.days === null) return 'impossible';
    return { localMs: date.days * msPerDay, ns: 0, precision: 'day', offsetMs: null };
  }
  const found = compactClock.exec(text) ?? clock.exec(text);
  // An hour alone is a time only with AM or PM.
  if (!found || (found[2] === undefined && !found[5])) return null;
  const zone = readZone(text.slice(found[0].length).trim());
  if (zone === null) return null;
  const half = found[5]?.toLowerCase();
  const hour = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  const second = Number(found[3] ?? 0);
  const fraction = found[4] ?? '';
  // Java's `K` counts half a day from 0: `0:16:45 PM`, as in CloudTrail's IAM dates.
  const hourFits = hour <= (half ? 12 : 23);
  if (date.days === null || !hourFits || minute > 59 || second > 59) return 'impossible';
  const hour24 = half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  const ns = Number(fraction.slice(0, 9).padEnd(9, '0'));
  return {
    localMs:
      date.days * msPerDay +
      hour24 * msPerHour +
      minute * msPerMinute +
      second * 1000 +
      Math.floor(ns / 1_000_000),
    ns: ns % 1_000_000,
    precision: precisionOf(found[3], fraction),
    ...zone,
  };
}

function precisionOf(second: string | undefined, fraction: string): Precision {
  if (second === undefined) return 'minute';
  if (fraction === '') return 'second';
  if (fraction.length <= 3) return 'millisecond';
  return fraction.length <= 6 ? 'microsecond' : 'nanosecond';
}

function readZone(text: string): Pick<WrittenTime, 'offsetMs' | 'zone'> | null {
  if (text === '') return { offsetMs: null };
  // `GMT+0530 (India Standard Time)` lost its brackets above; `+0000 UTC` (Go) says the same thing twice.
  const word = readZoneWord(text.replace(/^([+-]\d{4}) [A-Z]{2,5}$/, '$1'));
  if (word === undefined) return null;
  if (word === 'unknown') return { offsetMs: null };
  return 'zone' in word
    ? { offsetMs: null, zone: word.zone }
    : { offsetMs: word.minutes * msPerMinute };
}
