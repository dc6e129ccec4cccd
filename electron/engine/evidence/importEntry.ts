import { createHash } from 'node:crypto';

import { z } from 'zod';

import type { JsonValue } from '../../../shared/event.ts';
import { mappingSchema } from '../../../shared/mapping.ts';
import type { Db } from '../db/open.ts';
import { canonicalJson } from './chain.ts';

const encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']);
const version = z.literal(1);
const texts = z.array(z.string());
const reader = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.enum(['json-array', 'json-object', 'json-lines', 'json-concatenated']),
    version,
    encoding,
  }),
  z.strictObject({ name: z.literal('json-wrapper'), version, encoding, key: z.string() }),
  z.strictObject({
    name: z.literal('csv'),
    version,
    encoding,
    delimiter: z.enum([',', ';', '\t']),
    header: texts,
    headerAsWritten: texts,
  }),
  z.strictObject({ name: z.literal('langfuse-csv-a'), version, encoding, header: texts }),
]);

export const interpretationSchema = z.strictObject({
  reader,
  adapter: z.strictObject({ name: z.string(), version: z.number() }),
  mapping: mappingSchema,
});

const count = z.int().nonnegative();

/** What an import's ledger entry says of one original. */
export const recordedOriginalSchema = z.strictObject({
  id: count,
  name: z.string(),
  sha256: z.string(),
  interpretation: interpretationSchema.nullable(),
  eventsDigest: z.string().nullable(),
  events: count,
  records: z.strictObject({
    total: count,
    new: count,
    duplicate: count,
    conflicting: count,
    rejected: count,
  }),
  bytes: z.strictObject({
    total: count,
    decoded: count,
    header: count,
    records: count,
    separators: count,
    rejected: count,
  }),
  from: z.string().nullable(),
  to: z.string().nullable(),
  precisions: texts,
  warnings: texts,
});
export type RecordedOriginal = z.infer<typeof recordedOriginalSchema>;

export const importBodySchema = z.object({
  /** SHA-256 over every row that the import added to pack, frame, original and subtree. */
  rows: z.string(),
  originals: z.array(recordedOriginalSchema),
});

export const interpretationBodySchema = z.object({ recorded: recordedOriginalSchema });
export const setAsideBodySchema = z.object({
  original: count,
  aside: z.boolean(),
  reason: z.string(),
});

const rowQueries: readonly (readonly [table: string, where: string, order: string])[] = [
  ['pack', 'id = @pack', 'id'],
  ['frame', 'pack = @pack', 'seq'],
  ['original', 'id BETWEEN @first AND @last', 'id'],
  ['subtree', 'original BETWEEN @first AND @last', 'original, seq'],
];

/** Digest over the rows of one import, as they are in the database. */
export function rowsDigest(
  db: Db,
  rows: { readonly pack: number; readonly first: number; readonly last: number },
): string {
  const hash = createHash('sha256');
  for (const [table, where, order] of rowQueries) {
    hash.update(`${table}\n`);
    const all = db.prepare<[typeof rows], Record<string, JsonValue | Buffer>>(
      `SELECT * FROM ${table} WHERE ${where} ORDER BY ${order}`,
    );
    for (const row of all.iterate(rows)) {
      const plain = Object.entries(row).map(([name, value]): [string, JsonValue] => [
        name,
        value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
      ]);
      hash.update(`${canonicalJson(Object.fromEntries(plain))}\n`);
    }
  }
  return hash.digest('hex');
}
