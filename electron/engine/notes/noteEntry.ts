import { z } from 'zod';

import type { JsonValue } from '../../../shared/event.ts';
import type { Entry } from './entryLog.ts';

/** What a note says under a name: `flagged`, `review`, `control`, `tag:…`, `comment:…`. Null: it is not said any more. */
export type NoteWord = string | true | null;

/** Events that an entry is about, by evidence file: their places in it, and the hash that each record had. */
export type NotedEvents = {
  /** SHA-256 of the evidence file's content as it was given. */
  readonly original: string;
  readonly offsets: readonly number[];
  /** Left out where every part is 0. */
  readonly parts?: readonly number[] | undefined;
  readonly hashes: readonly string[];
};

/**
 * The value of a `note` entry. It says the same of all its events, which had the same said of them before. `over` names,
 * by id, the entries whose words it replaces: what replaces none of each other was said by people who did not know of it.
 */
export type NoteEntryValue = {
  readonly set: Readonly<Record<string, NoteWord>>;
  /** What was said before, for undo. */
  readonly was: Readonly<Record<string, NoteWord>>;
  readonly over: Readonly<Record<string, readonly string[]>>;
  readonly events: readonly NotedEvents[];
  /** More entries of the step follow; without the last one the step does not count. */
  readonly more?: true | undefined;
  /** The step that it takes back. */
  readonly undoes?: string | undefined;
  /** Written in another copy of the case: that entry's own id, time and author. */
  readonly origin?:
    | { readonly id: string; readonly at: string; readonly author: string }
    | undefined;
};

const word = z.union([z.string(), z.literal(true), z.null()]);
const register = z.string().regex(/^(?:flagged|review|control|tag:[^]+|comment:[^]+)$/u);
const hex64 = z.string().regex(/^[\da-f]{64}$/u);
const whole = z.int().nonnegative();

const valueSchema: z.ZodType<NoteEntryValue> = z.strictObject({
  set: z.record(register, word),
  was: z.record(register, word),
  over: z.record(register, z.array(hex64)),
  events: z.array(
    z
      .strictObject({
        original: hex64,
        offsets: z.array(whole),
        parts: z.array(whole).optional(),
        hashes: z.array(hex64),
      })
      .refine(
        ({ offsets, parts, hashes }) =>
          hashes.length === offsets.length &&
          (parts === undefined || parts.length === offsets.length),
      ),
  ),
  more: z.literal(true).optional(),
  undoes: z.string().optional(),
  origin: z.strictObject({ id: hex64, at: z.string(), author: z.string() }).optional(),
});

/** An entry of the log as what it says: `id`, `at` and `author` are those of the copy in which it was written. */
export type NoteEntry = NoteEntryValue & {
  readonly seq: number;
  readonly step: string;
  readonly id: string;
  readonly at: string;
  readonly author: string;
  /** Where it came from another copy: who merged it, and when. */
  readonly merged: { readonly by: string; readonly at: string } | null;
};

/** Null where the entry is not a note that this Casebook can read. */
export function readNoteEntry({ seq, at, author, name, value, hash }: Entry): NoteEntry | null {
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch {
    return null;
  }
  const read = valueSchema.safeParse(json);
  if (!read.success) return null;
  const { origin } = read.data;
  return {
    ...read.data,
    seq,
    step: name,
    id: origin?.id ?? hash,
    at: origin?.at ?? at,
    author: origin?.author ?? author,
    merged: origin ? { by: author, at } : null,
  };
}

/** As it goes into the log. */
export function noteEntryJson(value: NoteEntryValue): JsonValue {
  const { set, was, over, events, more, undoes, origin } = value;
  return {
    set,
    was,
    over,
    events: events.map(({ original, offsets, parts, hashes }) => ({
      original,
      offsets,
      hashes,
      ...(parts?.some((part) => part > 0) === true && { parts }),
    })),
    ...(more && { more }),
    ...(undoes !== undefined && { undoes }),
    ...(origin && { origin }),
  };
}

export type NotedPlace = {
  readonly original: string;
  readonly offset: number;
  readonly part: number;
  readonly recordHash: string;
};

export function* placesOf(events: readonly NotedEvents[]): Generator<NotedPlace> {
  for (const { original, offsets, parts, hashes } of events) {
    for (const [i, offset] of offsets.entries())
      yield { original, offset, part: parts?.[i] ?? 0, recordHash: hashes[i] ?? '' };
  }
}

/** Places gathered by evidence file, as an entry has them. */
export function gatherPlaces(places: readonly NotedPlace[]): readonly NotedEvents[] {
  const byOriginal = new Map<string, { offsets: number[]; parts: number[]; hashes: string[] }>();
  for (const { original, offset, part, recordHash } of places) {
    let events = byOriginal.get(original);
    if (!events) byOriginal.set(original, (events = { offsets: [], parts: [], hashes: [] }));
    events.offsets.push(offset);
    events.parts.push(part);
    events.hashes.push(recordHash);
  }
  return [...byOriginal].map(([original, events]) => ({ original, ...events }));
}
