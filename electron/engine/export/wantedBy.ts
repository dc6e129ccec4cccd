import type { Wanted } from '../import/readRecord.ts';

/** What of an event these fields are told by. */
export function wantedBy(fields: readonly string[]): Wanted {
  return {
    changed: fields.includes('changed'),
    more: fields.some((field) => field === 'details' || field.startsWith('details.')),
    recordHash: fields.includes('recordHash'),
    bytesSha256: fields.includes('bytesSha256'),
  };
}
