import { assertNever } from '../../../shared/failure.ts';
import type { OriginalInfo } from '../../../shared/importResult.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import { readerWords } from '../../../shared/readerWords.ts';
import { formatInZone } from '../../../shared/zone.ts';
import { countWords, sizeWords } from '../../ui/words.ts';

/** `2026-06-01 08:00 – 2026-06-30 17:59`; one time where both are the same; null without any. */
export function periodWords(
  { from, to }: Pick<OriginalInfo, 'from' | 'to'>,
  zone: string,
): string | null {
  if (from === null || to === null) return null;
  const [first, last] = [minuteWords(from, zone), minuteWords(to, zone)];
  return first === last ? first : `${first} – ${last}`;
}

/** An UTC ISO time as the wall clock of a zone, to the minute: for tables. */
export function minuteWords(iso: string, zone: string): string {
  return formatInZone(Date.parse(iso), zone, 'minute');
}

/** `UTC · millisecond`, `UTC assumed · minute`: what is known of a file's times, for a table. */
export function timesWords({
  mapping,
  precision,
}: Pick<OriginalInfo, 'mapping' | 'precision'>): string {
  if (mapping === null) return '';
  const { zone } = mapping.time;
  return [zone ?? 'UTC assumed', ...(precision === '' ? [] : [precision])].join(' · ');
}

/** In which zone times that carry none are read, and who said so. */
export function zoneWords({ time }: Pick<Mapping, 'time'>): string {
  const zone = time.zone ?? 'UTC';
  switch (time.zoneSource) {
    case 'documented':
      return `${zone}, as the product documents`;
    case 'set at import':
      return `${zone}, as said by the auditor`;
    case 'assumed':
      return `${zone}, assumed where a time has none`;
    default:
      return assertNever(time.zoneSource);
  }
}

/** `3.4 MB`, and for what came compressed also what it decodes to. */
export function sizeGivenWords({ bytes }: Pick<OriginalInfo, 'bytes'>): string {
  return bytes.total === bytes.decoded || bytes.decoded === 0
    ? sizeWords(bytes.total)
    : `${sizeWords(bytes.total)}, decoded ${sizeWords(bytes.decoded)}`;
}

/** How the file was read, in one line: `JSON array as Langfuse / ABV audit log`. */
export function readAsWords({
  reader,
  sourceLabel,
  bytes,
}: Pick<OriginalInfo, 'reader' | 'sourceLabel' | 'bytes'>): string {
  if (reader === null)
    return `not read: ${isEmptyFile({ bytes }) ? 'an empty file' : 'a container'}`;
  return sourceLabel === null ? readerWords(reader) : `${readerWords(reader)}, as ${sourceLabel}`;
}

/** Whether it came with 0 bytes: no reader had anything to read. */
export function isEmptyFile({ bytes }: Pick<OriginalInfo, 'bytes'>): boolean {
  return bytes.total === 0;
}

const containerWords: Readonly<Record<OriginalInfo['container'], string>> = {
  plain: 'as it is',
  gzip: 'compressed with gzip',
  zip: 'a zip archive',
};

export function containerText({ container }: Pick<OriginalInfo, 'container'>): string {
  return containerWords[container];
}

/** What a change of how a file is read did to events that another file holds, too; null where it did nothing. */
export function apartWords(conflictsBefore: number, conflictsAfter: number): string | null {
  const more = conflictsAfter - conflictsBefore;
  if (more <= 0) return null;
  return `${countWords(more, 'record')} of this file and another one no longer say the same: they were counted once, and now both stand as “same id, different content”. If the other file is to be read in the same way (the same clock offset, zone or mapping), change it there, too.`;
}

/** What a change of how a file is read came to. */
export function readAgainWords(
  before: Pick<OriginalInfo, 'original' | 'events' | 'records'>,
  after: Pick<OriginalInfo, 'events' | 'records'>,
): string {
  const parts = [`E${before.original} was read again: ${countWords(after.events, 'event')}`];
  if (after.events !== before.events) parts.push(`${countWords(before.events, 'event')} before`);
  parts.push(countWords(after.records.rejected, 'rejected record'));
  return `${parts.join(', ')}. The way it was read before stays in the custody log.`;
}
