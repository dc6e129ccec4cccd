import { sameJson } from '../../../shared/canonicalJson.ts';
import type { ChangeGap } from '../../../shared/changeGap.ts';
import { diffStates } from '../../../shared/diff.ts';
import { eventReference } from '../../../shared/event.ts';
import type { CaseEvent, JsonValue } from '../../../shared/event.ts';
import { isList, pointerGet } from '../../../shared/jsonPointer.ts';
import { certainCuts } from './certainCuts.ts';

/** The other versions of an event: same id, different content. */
export type VersionsOf = (event: CaseEvent) => readonly CaseEvent[];

/** Where a field does not join from one event of a resource to the next; `events` in order of time. */
export function gapsOfField(
  events: readonly CaseEvent[],
  path: string,
  versionsOf: VersionsOf,
): readonly ChangeGap[] {
  const told = events.filter((event) => !isPatchWithout(event, path));
  return pairsOf(told).flatMap(([earlier, later]) => {
    const [first] = differences(earlier, later, versionsOf, (was, is) => {
      const [old, now] = [pointerGet(was, path), pointerGet(is, path)];
      if (old === undefined || now === undefined || !isComparable(earlier, later, old, now))
        return [];
      if (sameJson(old, now) || isSameAgain(earlier, later, path)) return [];
      return [gap(earlier, later, path, old, now)];
    });
    return first === undefined ? [] : [first];
  });
}

/** The same of every field that both states have, but for those that change on every write (`volatile`). */
export function gapsOfStates(
  events: readonly CaseEvent[],
  versionsOf: VersionsOf,
  volatile: readonly string[],
): readonly ChangeGap[] {
  return pairsOf(events).flatMap(([earlier, later]) =>
    differences(earlier, later, versionsOf, (was, is) =>
      diffStates(was, is, { volatile }).changes.flatMap((change): readonly ChangeGap[] => {
        if (change.kind === 'added' || change.kind === 'removed') return [];
        const { path } = change;
        const [old, now] = [pointerGet(was, path), pointerGet(is, path)];
        if (old === undefined || now === undefined || !isComparable(earlier, later, old, now))
          return [];
        return isSameAgain(earlier, later, path) ? [] : [gap(earlier, later, path, old, now)];
      }),
    ),
  );
}

/** Neighbours whose order is certain, among what can have changed the resource. */
function pairsOf(events: readonly CaseEvent[]): readonly (readonly [CaseEvent, CaseEvent])[] {
  const counting = events.filter(
    // A second version is no event of its own, and what was refused left everything as it was.
    ({ flags, outcome }) =>
      !flags.includes('conflict') && outcome !== 'denied' && outcome !== 'failure',
  );
  const cuts = certainCuts(counting);
  return counting.slice(1).flatMap((later, at) => {
    const earlier = counting[at];
    // Each must be known to be the other's neighbour: nothing may lie between them, or be at the same time.
    const isCertain = cuts[at] === true && cuts[at + 1] === true && cuts[at + 2] === true;
    return earlier !== undefined && isCertain && isOneThing(earlier, later)
      ? [[earlier, later] as const]
      : [];
  });
}

/** What does not join in any of the versions of the two events; nothing where a state was not logged. */
function differences(
  earlier: CaseEvent,
  later: CaseEvent,
  versionsOf: VersionsOf,
  compare: (was: JsonValue, is: JsonValue) => readonly ChangeGap[],
): readonly ChangeGap[] {
  const found = compareStates(earlier, later, compare);
  if (found.length === 0) return found;
  let left = found;
  for (const one of [earlier, ...versionsOf(earlier)]) {
    for (const other of [later, ...versionsOf(later)]) {
      const paths = new Set(compareStates(one, other, compare).map(({ path }) => path));
      left = left.filter(({ path }) => paths.has(path));
    }
  }
  return left;
}

function compareStates(
  earlier: CaseEvent,
  later: CaseEvent,
  compare: (was: JsonValue, is: JsonValue) => readonly ChangeGap[],
): readonly ChangeGap[] {
  const was = isLogged(earlier) ? (earlier.after ?? null) : null;
  const is = isLogged(later) ? (later.before ?? null) : null;
  return isContainer(was) && isContainer(is) ? compare(was, is) : [];
}

/** Not what was only asked for, or what Casebook made of words. */
function isLogged({ changeKind }: CaseEvent): boolean {
  return changeKind === 'snapshot' || changeKind === 'patch';
}

/** An event that logs only what it changed, and says nothing of the field. */
function isPatchWithout({ changeKind, before, after }: CaseEvent, path: string): boolean {
  const has = (state: JsonValue | undefined): boolean =>
    state !== undefined && state !== null && pointerGet(state, path) !== undefined;
  return changeKind === 'patch' && !has(before) && !has(after);
}

/**
 * The same id in another organisation is another thing; in another project, unless the states themselves name the id (a
 * member's role is changed from whichever project).
 */
function isOneThing(earlier: CaseEvent, later: CaseEvent): boolean {
  const id = earlier.resourceId;
  if (id === null || id !== later.resourceId || earlier.orgId !== later.orgId) return false;
  const names = (state: JsonValue | undefined): boolean =>
    state !== undefined && state !== null && pointerGet(state, '/id') === id;
  return earlier.projectId === later.projectId || (names(earlier.after) && names(later.before));
}

/** Values of one shape. Of a list a patch may hold only what was added and removed. */
function isComparable(
  earlier: CaseEvent,
  later: CaseEvent,
  old: JsonValue,
  now: JsonValue,
): boolean {
  if (isContainer(old) !== isContainer(now) || isList(old) !== isList(now)) return false;
  const isPatch = earlier.changeKind === 'patch' || later.changeKind === 'patch';
  return !(isPatch && isContainer(old));
}

const aMinute = 60_000;

/** One change that was logged twice, in two files or within a minute, is no gap. */
function isSameAgain(earlier: CaseEvent, later: CaseEvent, path: string): boolean {
  const isNear =
    earlier.original !== later.original ||
    Math.abs((later.time?.ms ?? 0) - (earlier.time?.ms ?? 0)) < aMinute;
  const at = (state: JsonValue | undefined): JsonValue =>
    (state === undefined || state === null ? undefined : pointerGet(state, path)) ?? null;
  return (
    isNear &&
    sameJson(at(earlier.before), at(later.before)) &&
    sameJson(at(earlier.after), at(later.after))
  );
}

function isContainer(value: JsonValue): boolean {
  return isList(value) || (typeof value === 'object' && value !== null);
}

function gap(
  earlier: CaseEvent,
  later: CaseEvent,
  path: string,
  was: JsonValue,
  is: JsonValue,
): ChangeGap {
  return { path, earlier: eventReference(earlier), later: eventReference(later), was, is };
}
