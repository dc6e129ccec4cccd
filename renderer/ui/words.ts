import { formatInZone, formatOffset } from '../../shared/zone.ts';

const whole = new Intl.NumberFormat('en-GB');

/** `48,211` */
export function numberWords(count: number): string {
  return whole.format(count);
}

/** `1 record`, `48,211 records` */
export function countWords(count: number, one: string, many = `${one}s`): string {
  return `${numberWords(count)} ${count === 1 ? one : many}`;
}

/** `512 bytes`, `3.4 MB`: by thousands, as file managers show sizes. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return countWords(bytes, 'byte');
  const units = ['kB', 'MB', 'GB', 'TB'];
  let size = bytes / 1000;
  let place = 0;
  while (size >= 999.5 && place < units.length - 1) {
    size /= 1000;
    place++;
  }
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[place] ?? ''}`;
}

/** An UTC ISO time as the wall clock of a zone, to the second: `2026-06-18 22:40:59`. */
export function timeWords(iso: string, zone: string): string {
  return formatInZone(Date.parse(iso), zone, 'second');
}

/** The same with the zone said: `2026-06-18 22:40:59 UTC`. */
export function zonedTimeWords(iso: string, zone: string): string {
  return `${timeWords(iso, zone)} ${formatOffset(Date.parse(iso), zone)}`;
}

/** `0.4 s`, `12 s`, `3 min 20 s` */
export function durationWords(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
