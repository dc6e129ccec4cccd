import { createIdentity, sameJson } from './canonicalJson.ts';
import type { JsonValue } from './event.ts';
import { isList, pointerJoin } from './jsonPointer.ts';

/** One place where two states differ. `path` is a JSON Pointer. */
export type FieldChange =
  | { readonly kind: 'added'; readonly path: string; readonly after: JsonValue }
  | { readonly kind: 'removed'; readonly path: string; readonly before: JsonValue }
  | {
      readonly kind: 'changed';
      readonly path: string;
      readonly before: JsonValue;
      readonly after: JsonValue;
    }
  | {
      readonly kind: 'list';
      readonly path: string;
      readonly added: readonly JsonValue[];
      readonly removed: readonly JsonValue[];
      readonly reordered: boolean;
    };

export type StateDiff = {
  readonly changes: readonly FieldChange[];
  /** Fields that are the same in both, counted where they were compared: a whole object that is equal counts once. */
  readonly unchanged: number;
};

export type DiffOptions = {
  /** JSON Pointers of what changes on every write and says nothing; they and what lies below are passed over. */
  readonly volatile: readonly string[];
};

/** A state as an event has it: undefined or null when there is none. */
export type State = JsonValue | undefined;

// Deeper than any record that is read (512): below it, values are compared as wholes.
const maxDepth = 600;

type Walk = {
  readonly volatile: ReadonlySet<string>;
  readonly changes: FieldChange[];
  readonly identity: (value: JsonValue) => number;
  unchanged: number;
};

/**
 * What differs between two states, field by field, in the order of `after`, then what only `before` has. Objects are
 * compared key by key whatever their order; lists whose objects all have a key of their own (`id`, `key`, `name`, …)
 * by that key, other lists by what was added, removed or put in another order. Where a state is missing, every field
 * of the other one counts as added or removed.
 */
export function diffStates(before: State, after: State, options: DiffOptions): StateDiff {
  const walk: Walk = {
    volatile: new Set(options.volatile),
    changes: [],
    identity: createIdentity(),
    unchanged: 0,
  };
  const [was, is] = [before ?? undefined, after ?? undefined];
  if (was === undefined && is === undefined) return { changes: [], unchanged: 0 };
  if (was === undefined && is !== undefined)
    compareFields(walk, isObject(is) ? {} : was, is, '', 0);
  else if (is === undefined && was !== undefined) {
    compareFields(walk, was, isObject(was) ? {} : is, '', 0);
  } else compareFields(walk, was, is, '', 0);
  return { changes: walk.changes, unchanged: walk.unchanged };
}

/** The JSON Pointers of what changed. None unless both states are there: what was created did not change. */
export function changedPaths(
  before: State,
  after: State,
  volatile: readonly string[],
): readonly string[] {
  if (before === undefined || before === null || after === undefined || after === null) return [];
  return diffStates(before, after, { volatile }).changes.map((change) => change.path);
}

function compareFields(walk: Walk, before: State, after: State, path: string, depth: number): void {
  if (walk.volatile.has(path)) return;
  if (before === undefined) {
    if (after !== undefined) walk.changes.push({ kind: 'added', path, after });
    return;
  }
  if (after === undefined) {
    walk.changes.push({ kind: 'removed', path, before });
    return;
  }
  if (depth < maxDepth) {
    if (isObject(before) && isObject(after))
      return compareObjects(walk, before, after, path, depth);
    if (isList(before) && isList(after)) return compareLists(walk, before, after, path, depth);
  }
  if (sameJson(before, after)) walk.unchanged++;
  else walk.changes.push({ kind: 'changed', path, before, after });
}

type JsonObject = { readonly [key: string]: JsonValue };

function isObject(value: State): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

function compareObjects(
  walk: Walk,
  before: JsonObject,
  after: JsonObject,
  path: string,
  depth: number,
): void {
  const own = (from: JsonObject, key: string): State =>
    Object.hasOwn(from, key) ? from[key] : undefined;
  for (const key of Object.keys(after)) {
    compareFields(walk, own(before, key), after[key], pointerJoin(path, key), depth + 1);
  }
  for (const key of Object.keys(before)) {
    if (Object.hasOwn(after, key)) continue;
    compareFields(walk, before[key], undefined, pointerJoin(path, key), depth + 1);
  }
}

function compareLists(
  walk: Walk,
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  path: string,
  depth: number,
): void {
  const key = keyOf(before, after);
  const wordOf = (item: JsonValue): number =>
    walk.identity(key !== null && isObject(item) ? (item[key] ?? null) : item);
  const pairs = pairUp(before.map(wordOf), after.map(wordOf));
  const same = pairs.removed.length === 0 && pairs.added.length === 0 && !pairs.reordered;
  const { removed, added } = pairs;
  // One item for another of the same kind, with nothing else moved: that item was changed.
  const [one, other] = [before[removed[0] ?? -1], after[added[0] ?? -1]];
  const swapped = removed.length === 1 && added.length === 1 && removed[0] === added[0];
  if (key === null && swapped && !pairs.reordered && isObject(one) && isObject(other)) {
    return compareFields(walk, one, other, pointerJoin(path, added[0] ?? 0), depth + 1);
  }
  if (!same) {
    walk.changes.push({
      kind: 'list',
      path,
      added: added.map((place) => after[place] ?? null),
      removed: removed.map((place) => before[place] ?? null),
      reordered: pairs.reordered,
    });
  }
  const known = walk.changes.length;
  const unchanged = walk.unchanged;
  if (key !== null) {
    for (const [was, is] of pairs.kept) {
      compareFields(walk, before[was], after[is], pointerJoin(path, is), depth + 1);
    }
  }
  // A list that is the same throughout is one unchanged field, not as many as its items have.
  if (same && walk.changes.length === known) walk.unchanged = unchanged + 1;
}

const keyNames = ['id', 'uuid', 'key', 'name', 'email', 'slug'];

/** The name whose values tell the objects of both lists apart; null if there is none. */
function keyOf(before: readonly JsonValue[], after: readonly JsonValue[]): string | null {
  if (before.length === 0 || after.length === 0) return null;
  return keyNames.find((name) => tellsApart(before, name) && tellsApart(after, name)) ?? null;
}

function tellsApart(list: readonly JsonValue[], name: string): boolean {
  const seen = new Set<JsonValue>();
  for (const item of list) {
    const value = isObject(item) && Object.hasOwn(item, name) ? item[name] : undefined;
    if ((typeof value !== 'string' && typeof value !== 'number') || seen.has(value)) return false;
    seen.add(value);
  }
  return true;
}

type Pairs = {
  /** Places in before and after of what is in both. */
  readonly kept: readonly (readonly [number, number])[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
  readonly reordered: boolean;
};

function pairUp(before: readonly number[], after: readonly number[]): Pairs {
  const places = new Map<number, number[]>();
  for (const [place, word] of before.entries()) {
    const known = places.get(word);
    if (known) known.push(place);
    else places.set(word, [place]);
  }
  const used = new Map<number, number>();
  const kept: (readonly [number, number])[] = [];
  const added: number[] = [];
  const taken = new Set<number>();
  for (const [place, word] of after.entries()) {
    const turn = used.get(word) ?? 0;
    const was = places.get(word)?.[turn];
    used.set(word, turn + 1);
    if (was === undefined) added.push(place);
    else {
      kept.push([was, place]);
      taken.add(was);
    }
  }
  const removed = before.flatMap((_, place) => (taken.has(place) ? [] : [place]));
  const reordered = kept.some(([was], index) => was < (kept[index - 1]?.[0] ?? -1));
  return { kept, removed, added, reordered };
}
