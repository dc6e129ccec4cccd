/** How far a source's clock was known to be off: what is added to every time of an evidence file, in milliseconds. */

/** A year: a clock that is further off is no clock. */
export const mostClockMs = 366 * 86_400_000;

const units: ReadonlyMap<string, number> = new Map([
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
]);

/**
 * `+3m 20s`, `-90s`, `1h`, `-00:03:20`, `+00:00:00.250`: milliseconds, at most a year either way; null for anything else.
 * Empty text is no offset: 0.
 */
export function readClockOffset(text: string): number | null {
  const written = text.trim().replace('−', '-');
  if (written === '') return 0;
  const sign = written.startsWith('-') ? -1 : 1;
  const rest = written.replace(/^[+-]\s*/, '');
  const ms = clockMs(rest) ?? unitsMs(rest);
  return ms === null || ms > mostClockMs ? null : ms === 0 ? 0 : sign * ms;
}

function clockMs(text: string): number | null {
  const found = /^(\d{1,4}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?$/.exec(text);
  if (!found) return null;
  const [hours, minutes, seconds] = [Number(found[1]), Number(found[2]), Number(found[3])];
  if (minutes > 59 || seconds > 59) return null;
  const fraction = Number((found[4] ?? '').padEnd(3, '0'));
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction;
}

function unitsMs(text: string): number | null {
  if (!/^(?:\d{1,9}\s*(?:d|h|min|m|s|ms)\s*)+$/i.test(text)) return null;
  let sum = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)\s*(ms|min|[dhms])/gi))
    sum += Number(count) * (units.get((unit ?? '').toLowerCase()) ?? 0);
  return sum;
}

/** `+3 min 20 s`, `−1 h`; what `readClockOffset` reads again. `none` for 0. */
export function clockOffsetText(ms: number): string {
  if (ms === 0) return 'none';
  const parts: string[] = [];
  let left = Math.abs(ms);
  for (const unit of ['d', 'h', 'min', 's', 'ms']) {
    const size = units.get(unit) ?? 1;
    const count = Math.floor(left / size);
    if (count > 0) parts.push(`${count} ${unit}`);
    left -= count * size;
  }
  return `${ms < 0 ? '−' : '+'}${parts.join(' ')}`;
}
