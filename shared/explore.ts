/** What is asked of and told about the surroundings of an event. */
import type { ChangeGap } from './changeGap.ts';
import type { JsonValue } from './event.ts';
import type { EventRow } from './eventPage.ts';
import type { TimeDoubt } from './timeDoubt.ts';

/** Whose events a neighbourhood is made of; none of them heeds the view's filter. */
export const contextScopes = ['actor', 'resource', 'ip', 'everything'] as const;
export type ContextScope = (typeof contextScopes)[number];

export type ContextInput = {
  readonly event: string;
  readonly scope: ContextScope;
  readonly zone: string;
  /** How many events on each side. */
  readonly reach: number;
};

/** The events around one in order of time, and how far the evidence goes on beyond them. */
export type Context = {
  readonly scope: ContextScope;
  /** What the scope holds on to: the actor's id, the address; null for everything, or when the event has none. */
  readonly of: string | null;
  readonly rows: readonly EventRow[];
  /** The event's place among `rows`; -1 when the scope has nothing to hold on to. */
  readonly at: number;
  /** How many there are before and after it in all, those in `rows` among them. */
  readonly before: number;
  readonly after: number;
};

/**
 * How a resource is followed from event to event: by its id, by its name where it has none, or by type, project and name
 * where the source gives each version an id of its own.
 */
export type FollowedBy = 'id' | 'name' | 'versions';

export type FieldHistoryInput = { readonly event: string; readonly path: string };

/** One time that a field of a resource was set; a side is absent where no state tells it. */
export type FieldValueChange = {
  readonly event: string;
  /** UTC ISO as precise as the source gave it; null for an event without a time. */
  readonly time: string | null;
  readonly precision: string | null;
  readonly doubt: TimeDoubt | null;
  readonly actor: string | null;
  readonly action: string | null;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
};

export type FieldHistory = {
  readonly by: FollowedBy;
  /** In order of time. */
  readonly changes: readonly FieldValueChange[];
  /**
   * Where the value that one event left is not the one that the next begins with; `place`: before which of `changes` that
   * stands (their number: after the last). An event that left the field as it was is not among them.
   */
  readonly gaps: readonly (ChangeGap & { readonly place: number })[];
  /** How many events of the resource were read, and how many there are. */
  readonly read: number;
  readonly count: number;
};
