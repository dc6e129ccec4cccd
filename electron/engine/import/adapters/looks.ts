import type { JsonValue } from '../../../../shared/event.ts';
import { readInstant } from '../../../../shared/instant.ts';
import { parseIp } from '../../../../shared/ip.ts';

export const looksTime = (value: JsonValue): boolean =>
  (typeof value === 'string' &&
    value.length >= 6 &&
    // An impossible date is a time too: one that the auditor should see as such.
    (/^\d{4}-\d{2}-\d{2}/u.test(value) || mayBeTime(value))) ||
  (typeof value === 'number' && value > 1e9);
/** A date of which the day and the month could change places is one, too. */
function mayBeTime(value: string): boolean {
  const read = readInstant(value, 'auto', null, 'assumed');
  return 'instant' in read || 'ambiguous' in read;
}
export const looksIp = (value: JsonValue): boolean =>
  typeof value === 'string' && parseIp(value.trim()) !== null;
export const looksEmail = (value: JsonValue): boolean =>
  typeof value === 'string' && /^[^\s@]{1,100}@[^\s@]+$/u.test(value);
export const isShort = (value: JsonValue): boolean =>
  typeof value !== 'object' && String(value).length <= 200;
