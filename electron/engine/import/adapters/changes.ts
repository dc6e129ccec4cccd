import type { ChangeKind, JsonValue } from '../../../../shared/event.ts';
import { assertNever } from '../../../../shared/failure.ts';
import { isList, pointerKeys } from '../../../../shared/jsonPointer.ts';
import type { ReaderSpec } from '../readers/reader.ts';
import { compilePaths, isObject, own, text } from './access.ts';
import type { RecordObject } from './access.ts';
import { compileCondition } from './conditions.ts';
import type { Seen } from './conditions.ts';
import type { Change } from './definition.ts';
import { readState } from './states.ts';
import { valueAtSteps } from './valueAtSteps.ts';
import { compileValues } from './values.ts';

export type MadeChange = {
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
  readonly changeKind: ChangeKind;
};
type Sides = Pick<MadeChange, 'before' | 'after'>;
type Construct = (seen: Seen) => Sides | null;

/** What the first construction that finds anything makes of a record; null where none does (FORMATS 0.5). */
export function compileChanges(
  changes: readonly Change[] | undefined,
  spec: ReaderSpec,
): ((seen: Seen) => MadeChange | null) | null {
  if (!changes || changes.length === 0) return null;
  const built = changes.map((change) => ({
    kind: change.kind,
    make: construct(change, spec),
  }));
  return (seen) => {
    for (const { kind, make } of built) {
      const made = make(seen);
      if (made && (made.before !== undefined || made.after !== undefined)) {
        return { ...made, changeKind: kind };
      }
    }
    return null;
  };
}

/** The places that a construction tells whole. */
export function toldBy(change: Change): readonly string[] {
  if (change.from === 'states') return [...(change.before ?? []), ...(change.after ?? [])];
  // Of the targets’ changes the targets are more than the changes.
  return change.from === 'list' && !change.at.includes('*') ? [change.at] : [];
}

function construct(change: Change, spec: ReaderSpec): Construct {
  switch (change.from) {
    case 'states':
      return states(change, spec);
    case 'list':
      return list(change, spec);
    case 'one':
      return one(change, spec);
    case 'names':
      return names(change);
    case 'delta':
      return delta(change, spec);
    default:
      return assertNever(change);
  }
}

function stateOf(given: JsonValue | undefined): JsonValue | undefined {
  return readState(given).value;
}

function states(change: Extract<Change, { from: 'states' }>, spec: ReaderSpec): Construct {
  const holds = compileCondition(change.when, spec);
  const before = compilePaths(change.before, spec);
  const after = compilePaths(change.after, spec);
  return (seen) =>
    holds(seen)
      ? { before: stateOf(before.read(seen.record)), after: stateOf(after.read(seen.record)) }
      : null;
}

function list(change: Extract<Change, { from: 'list' }>, spec: ReaderSpec): Construct {
  const [at = []] = compilePaths([change.at], spec).places;
  const name = compilePaths(change.name, spec);
  const before = compilePaths(change.before, spec);
  const after = compilePaths(change.after, spec);
  return ({ record }) => {
    const found = valueAtSteps(record, at);
    const sides = new NamedSides();
    for (const element of isList(found) ? found : [found]) {
      if (!isObject(element)) continue;
      const called = text(name.read(element));
      if (called === null) continue;
      sides.add(called, stateOf(before.read(element)), stateOf(after.read(element)));
    }
    return sides.made();
  };
}

function one(change: Extract<Change, { from: 'one' }>, spec: ReaderSpec): Construct {
  const name = compileValues(change.name, spec);
  const before = compilePaths(change.before, spec);
  const after = compilePaths(change.after, spec);
  return (seen) => {
    const called = name(seen);
    if (called === null) return null;
    const sides = new NamedSides();
    sides.add(called, stateOf(before.read(seen.record)), stateOf(after.read(seen.record)));
    return sides.made();
  };
}

function names(change: Extract<Change, { from: 'names' }>): Construct {
  const places = change.in.map((path) => pointerKeys(path) ?? []);
  const affixes = change.keys.map((key) => {
    const [start = '', end = ''] = key.old.split('{}');
    return { start, end, other: key.new };
  });
  return ({ record }) => {
    const sides = new NamedSides();
    for (const keys of places) {
      const object = valueAtSteps(record, keys);
      if (!isObject(object)) continue;
      for (const [key, old] of Object.entries(object)) {
        // An empty cell of a CSV is a key that the record does not have.
        if (old === '') continue;
        const affix = affixes.find((each) => wraps(key, each));
        if (!affix) continue;
        const stem = key.slice(affix.start.length, key.length - affix.end.length);
        const called = affix.other.replace('{}', () => stem);
        sides.add(called, stateOf(old), stateOf(own(object, called)));
      }
    }
    return sides.made();
  };
}

function wraps(
  key: string,
  { start, end }: { readonly start: string; readonly end: string },
): boolean {
  return key.length > start.length + end.length && key.startsWith(start) && key.endsWith(end);
}

function delta(change: Extract<Change, { from: 'delta' }>, spec: ReaderSpec): Construct {
  const [at = []] = compilePaths([change.at], spec).places;
  const sign = compilePaths([change.sign], spec);
  const name = compilePaths([change.name], spec);
  const value = compilePaths([change.value], spec);
  const added = new Set(change.added);
  const removed = new Set(change.removed);
  return ({ record }) => {
    const found = valueAtSteps(record, at);
    const before = new Map<string, JsonValue[]>();
    const after = new Map<string, JsonValue[]>();
    for (const element of isList(found) ? found : []) {
      if (!isObject(element)) continue;
      const word = text(sign.read(element)) ?? '';
      const side = added.has(word) ? after : removed.has(word) ? before : null;
      const called = text(name.read(element));
      const what = value.read(element);
      if (!side || called === null || what === undefined) continue;
      side.set(called, [...(side.get(called) ?? []), what]);
    }
    const object = (side: ReadonlyMap<string, JsonValue[]>): RecordObject | undefined =>
      side.size === 0 ? undefined : Object.fromEntries(side);
    return { before: object(before), after: object(after) };
  };
}

/** Old and new values by name; the second change of one name is `name#2`. */
class NamedSides {
  readonly #before = new Map<string, JsonValue>();
  readonly #after = new Map<string, JsonValue>();
  readonly #names = new Set<string>();

  add(name: string, before: JsonValue | undefined, after: JsonValue | undefined): void {
    if (before === undefined && after === undefined) return;
    let free = name;
    for (let count = 2; this.#names.has(free); count++) free = `${name}#${count}`;
    this.#names.add(free);
    if (before !== undefined) this.#before.set(free, before);
    if (after !== undefined) this.#after.set(free, after);
  }

  made(): Sides | null {
    if (this.#names.size === 0) return null;
    return {
      before: this.#before.size === 0 ? undefined : Object.fromEntries(this.#before),
      after: this.#after.size === 0 ? undefined : Object.fromEntries(this.#after),
    };
  }
}
