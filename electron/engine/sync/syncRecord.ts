import { z } from 'zod';

import type { JsonValue } from '../../../shared/event.ts';
import type { OriginalInfo } from '../../../shared/importResult.ts';
import type { LedgerRow } from '../evidence/ledger.ts';
import { isJsonObject } from '../jsonObject.ts';

/** Where the bytes of one fetched original came from, as the custody log keeps it. Never a secret. */
export const fetchedSchema = z.strictObject({
  /** An address without credentials, or the file's path below its watched folder. */
  place: z.string(),
  /** When the answer was complete, or the file was read, by this computer's clock. */
  at: z.string(),
  status: z.int().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** An object's version by its server's own mark. */
  etag: z.string().optional(),
  size: z.number().optional(),
  modifiedMs: z.number().optional(),
  /** Of a watched file: the bytes taken now, and the SHA-256 of everything before `to`. */
  from: z.number().optional(),
  to: z.number().optional(),
  sha256: z.string().optional(),
  change: z.enum(['new', 'grown', 'rewritten']).optional(),
});
export type Fetched = z.infer<typeof fetchedSchema>;

/** What became of a fetched piece: an original; the same bytes as one that was there; or nothing, and why. */
export const takenSchema = fetchedSchema.extend({
  original: z.int().nullable(),
  again: z.boolean().optional(),
  failed: z.string().optional(),
});
export type Taken = z.infer<typeof takenSchema>;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- zod's own JSON type is the same, but writable
const jsonValue = z.json() as z.ZodType<JsonValue>;

/** What a sync adds to the ledger's entry of an import, or is an entry of its own where nothing came. */
export const syncRecordSchema = z.strictObject({
  source: z.strictObject({ id: z.string(), name: z.string(), kind: z.string(), place: z.string() }),
  /** Where the next run goes on. In the same transaction as what was fetched, so neither is ever ahead of the other. */
  cursor: jsonValue,
  taken: z.array(takenSchema),
});
export type SyncRecord = z.infer<typeof syncRecordSchema>;

/** The part of it that is known before the import. */
export type SyncImport = Pick<SyncRecord, 'source' | 'cursor'> & {
  /** Nothing is written where every byte was there already. */
  readonly isQuiet: boolean;
  /** A piece that cannot be read ends the import: the cursor must not go past it. */
  readonly isWhole: boolean;
};

/** What the ledger says of syncs, oldest first; of one source where `id` is given. */
export function syncRecords(ledger: readonly LedgerRow[], id?: string): readonly SyncRecord[] {
  const found: SyncRecord[] = [];
  for (const row of ledger) {
    const record = syncRecordOf(row);
    if (record && (id === undefined || record.source.id === id)) found.push(record);
  }
  return found;
}

export function syncRecordOf(row: LedgerRow): SyncRecord | null {
  if (row.kind !== 'import' && row.kind !== 'sync') return null;
  const { body } = row;
  const part: JsonValue | undefined =
    isJsonObject(body) && Object.hasOwn(body, 'sync') ? body['sync'] : undefined;
  if (part === undefined) return null;
  const read = syncRecordSchema.safeParse(part);
  // Written by a later Casebook in another way: the source then begins from its start, and finds duplicates.
  return read.success ? read.data : null;
}

/** The originals that an entry's sync brought, each with where it is from. */
export function fetchedOriginals(row: LedgerRow): ReadonlyMap<number, OriginalInfo['fetched']> {
  const record = syncRecordOf(row);
  return new Map(
    (record?.taken ?? [])
      .filter(({ original, again }) => original !== null && again !== true)
      .map(({ original, place, at, headers }) => [
        original ?? 0,
        {
          source: record?.source.name ?? '',
          place: record?.source.kind === 'folder' ? `${record.source.place}/${place}` : place,
          at,
          headers: headers ?? {},
        },
      ]),
  );
}
