import { z } from 'zod';

import type { JsonValue } from '../../../shared/event.ts';
import type { SyncRecord } from './syncRecord.ts';

const time = z.number().nullable();

/** Where a source's reading stands. Times are ms since 1970. */
const apiCursorSchema = z.strictObject({
  /** Everything up to here was read to its end; null: nothing yet. */
  through: time,
  /** The last record's id, where the API goes on from one. */
  after: z.string().nullable(),
  /** A reading from `since` on that is not at its end. */
  walk: z
    .strictObject({
      since: time,
      /** What the next page is asked by; null: the first. */
      next: z.string().nullable(),
      pages: z.int(),
      /** SHA-256 of the last page's bytes: given once more in place of the next, it is asked for again. */
      last: z.string().nullable(),
      /** Pages without a record, one after another: a server may search on behind them. */
      empties: z.int(),
      newest: time,
      /** The server's clock when the walk began: what is dated later was not waited for. */
      clock: z.number(),
    })
    .nullable(),
});
export type ApiCursor = z.infer<typeof apiCursorSchema>;
export type Walk = NonNullable<ApiCursor['walk']>;

export const firstCursor: ApiCursor = { through: null, after: null, walk: null };

/** What the custody log says; where a run has come since is told by its last part. */
export function apiCursorOf(records: readonly SyncRecord[], later: JsonValue = null): ApiCursor {
  const read = apiCursorSchema.safeParse(later ?? records.at(-1)?.cursor);
  return read.success ? read.data : firstCursor;
}

export function asJson(cursor: ApiCursor): JsonValue {
  return { ...cursor, walk: cursor.walk === null ? null : { ...cursor.walk } };
}

/** A walk that follows what was read, as far back as records may still have appeared since. */
export function newWalk(cursor: ApiCursor, sinceMs: number | null, overlapMinutes: number): Walk {
  const since =
    cursor.through === null
      ? sinceMs
      : Math.max(cursor.through - overlapMinutes * 60_000, sinceMs ?? -Infinity);
  return {
    since,
    next: cursor.after,
    pages: 0,
    last: null,
    empties: 0,
    newest: null,
    clock: Date.now(),
  };
}

/** After the last page. A record dated in the future does not move the reading past others that are to come. */
export function ended(cursor: ApiCursor, walk: Walk): ApiCursor {
  const newest = walk.newest === null ? null : Math.min(walk.newest, walk.clock);
  const through = newest === null ? cursor.through : Math.max(newest, cursor.through ?? newest);
  return { through, after: cursor.after, walk: null };
}
