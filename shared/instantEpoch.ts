import type { Instant, Precision } from './event.ts';
import type { ReadTime } from './instant.ts';

// The last second of the year 9999.
const lastMs = 253_402_300_799_999;

/**
 * A count since 1970 UTC, its unit told by its size (FORMATS 0.2): from 1e17 nanoseconds, from 1e14 microseconds, from
 * 1e11 milliseconds, else seconds. Digits alone, with a fraction allowed; a spreadsheet's `1.7E+12` has lost its own
 * and is not read. Unless the mapping says `epoch`, what is below 1e8 (1973) is taken for another kind of number.
 */
export function readEpoch(text: string, expected: boolean): ReadTime {
  const found = /^(-?)(\d{1,20})(?:\.(\d{1,20}))?$/.exec(text);
  if (!found || (found[1] === '-' && !expected)) return { problem: 'time not read' };
  const whole = BigInt(found[2] ?? '0');
  const fraction = found[3] ?? '';
  if (!expected && whole < 100_000_000n) return { problem: 'time not read' };
  const { unitNs, places } = unitOf(whole);
  const below = BigInt(fraction.slice(0, places).padEnd(places, '0') || '0');
  const unsigned = whole * unitNs + below;
  const ns = found[1] === '-' ? -unsigned : unsigned;
  const nsOfMs = ((ns % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const ms = Number((ns - nsOfMs) / 1_000_000n);
  if (Math.abs(ms) > lastMs) return { problem: 'impossible time' };
  const instant: Instant = {
    ms,
    ns: Number(nsOfMs),
    precision: precisionOf(9 - places + Math.min(fraction.length, places)),
    zoneSource: 'in data',
  };
  return { instant };
}

/** The unit in nanoseconds, and how many decimal places lie between it and the nanosecond. */
function unitOf(whole: bigint): { readonly unitNs: bigint; readonly places: number } {
  if (whole >= 10n ** 17n) return { unitNs: 1n, places: 0 };
  if (whole >= 10n ** 14n) return { unitNs: 1000n, places: 3 };
  if (whole >= 10n ** 11n) return { unitNs: 1_000_000n, places: 6 };
  return { unitNs: 1_000_000_000n, places: 9 };
}

function precisionOf(placesBelowSecond: number): Precision {
  if (placesBelowSecond === 0) return 'second';
  if (placesBelowSecond <= 3) return 'millisecond';
  return placesBelowSecond <= 6 ? 'microsecond' : 'nanosecond';
}
