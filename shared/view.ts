import { z } from 'zod';

import { everything, groupSchema } from './filter.ts';
import type { Group } from './filter.ts';

/** One way of looking: what is saved, undone, exported and reported. */
export type View = {
  readonly filter: Group;
  readonly sort: readonly SortKey[];
  readonly columns: readonly string[];
  /** IANA name, or `UTC`. */
  readonly zone: string;
  /** The field by which the histogram is split; null for none. */
  readonly split: string | null;
  /** How many columns, from the left, stay in sight when the grid is moved sideways. */
  readonly frozen: number;
};
export type SortKey = { readonly field: string; readonly desc: boolean };

/** Default order: time, then original, offset, part. An empty `sort` means this. */
export const defaultView: View = {
  filter: everything,
  sort: [],
  columns: ['occurredAt', 'actor', 'action', 'resource', 'change', 'scope', 'ip'],
  zone: 'UTC',
  split: 'verb',
  frozen: 0,
};

export const sortSchema = z
  .array(z.strictObject({ field: z.string().max(1000), desc: z.boolean() }))
  .max(5);

export const viewSchema: z.ZodType<View> = z.strictObject({
  filter: groupSchema,
  sort: sortSchema,
  columns: z.array(z.string().max(1000)).max(200),
  zone: z.string().max(100),
  split: z.string().max(1000).nullable().default('verb'),
  frozen: z.int().min(0).max(20).default(0),
});
