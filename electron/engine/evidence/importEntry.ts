import { createHash } from 'node:crypto';

import { z } from 'zod';

import type { JsonValue } from '../../../shared/event.ts';
import { mappingSchema } from '../../../shared/mapping.ts';
import type { Db } from '../db/open.ts';
import { canonicalJson } from './chain.ts';

const encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']);
const version = z.literal(1);
const texts = z.array(z.string());
function readerSchema<T extends z.ZodRawShape>(more: T) {
  return z.discriminatedUnion('name', [
    z.strictObject({
      name: z.enum([
        'json-array',
        'json-object',
        'json-lines',
        'prefixed-json-lines',
        'json-concatenated',
      ]),
      version,
      encoding,
      ...more,
    }),
    z.strictObject({
      name: z.literal('json-wrapper'),
      version,
      encoding,
      key: z.string(),
      ...more,
    }),
    z.strictObject({
      name: z.literal('csv'),
      version,
      encoding,
      delimiter: z.enum([',', ';', '\t']),
      header: texts,
      headerAsWritten: texts,
      ...more,
    }),
    z.strictObject({
      name: z.literal('langfuse-csv-a'),
      version,
      encoding,
      header: texts,
      ...more,
    }),
    z.strictObject({
      name: z.literal('postgres-log'),
      version,
      encoding,
      prefix: z.string(),
      ...more,
    }),
    z.strictObject({ name: z.literal('bitbucket-log'), version, encoding, ...more }),
  ]);
}

/** A copy's records are read from the originals within it, which are no copies. */
const reader = readerSchema({
  raw: z.strictObject({ at: texts, spec: readerSchema({}) }).optional(),
});

export const interpretationSchema = z.strictObject({
  reader,
  adapter: z.strictObject({ name: z.string(), version: z.number(), data: z.string().default('') }),
  mapping: mappingSchema,
  reading: z.number().default(1),
});

const count = z.int().nonnegative();
const noRecords = { total: 0, new: 0, duplicate: 0, conflicting: 0, rejected: 0 };
const zero = count.default(0);

/** What an import's ledger entry says of one original. */
export const recordedOriginalSchema = z.strictObject({
  id: count,
  name: z.string(),
  sha256: z.string(),
  interpretation: interpretationSchema.nullable(),
  eventsDigest: z.string().nullable().default(null),
  events: zero,
  records: z
    .strictObject({ total: count, new: zero, duplicate: zero, conflicting: zero, rejected: zero })
    .default(noRecords),
  bytes: z.strictObject({
    total: count,
    decoded: zero,
    header: zero,
    records: zero,
    separators: zero,
    rejected: zero,
  }),
  from: z.string().nullable().default(null),
  to: z.string().nullable().default(null),
  precisions: texts.default([]),
  warnings: texts.default([]),
});
export type RecordedOriginal = z.infer<typeof recordedOriginalSchema>;

const importBodySchema = z.object({
  /** SHA-256 over every row that the import added to pack, frame, original and subtree. */
  rows: z.string(),
  /** How the originals are read; files read alike share one. Absent where each original names its own. */
  interpretations: z.array(interpretationSchema).default([]),
  originals: z.array(
    recordedOriginalSchema.extend({
      interpretation: z.union([interpretationSchema, count]).nullable().default(null),
    }),
  ),
});

/** An import's ledger entry, or what is wrong with it. */
export function readImportBody(
  body: JsonValue,
):
  | { readonly rows: string; readonly originals: readonly RecordedOriginal[] }
  | { readonly problem: string } {
  const read = importBodySchema.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { problem: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}` };
  }
  const { rows, interpretations, originals } = read.data;
  const found: RecordedOriginal[] = [];
  for (const each of originals) {
    const { interpretation } = each;
    if (typeof interpretation !== 'number') {
      found.push({ ...each, interpretation });
      continue;
    }
    const shared = interpretations[interpretation];
    if (!shared) return { problem: `E${each.id} is read by no interpretation of the entry` };
    found.push({ ...each, interpretation: shared });
  }
  return { rows, originals: found };
}

/** The same, short enough for a hundred thousand files: what is shared is said once, and what is nothing is left out. */
export function shortened(originals: readonly RecordedOriginal[]): {
  readonly interpretations: readonly RecordedOriginal['interpretation'][];
  readonly originals: readonly object[];
} {
  const interpretations: RecordedOriginal['interpretation'][] = [];
  const places = new Map<RecordedOriginal['interpretation'], number>();
  const short = originals.map((each) => {
    const { interpretation, id, name, sha256, bytes, records, ...rest } = each;
    let place = places.get(interpretation);
    if (place === undefined && interpretation !== null) {
      place = interpretations.push(interpretation) - 1;
      places.set(interpretation, place);
    }
    return {
      id,
      name,
      sha256,
      bytes: { ...said(bytes), total: bytes.total },
      ...(records.total > 0 && { records: { ...said(records), total: records.total } }),
      ...(place !== undefined && { interpretation: place }),
      ...said(rest),
    };
  });
  return { interpretations, originals: short };
}

function said(members: object): object {
  return Object.fromEntries(
    Object.entries(members).filter(
      ([, value]: [string, unknown]) =>
        value !== null && value !== 0 && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

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
