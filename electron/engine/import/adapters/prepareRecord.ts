import type { JsonValue } from '../../../../shared/event.ts';
import { isList, valueAt } from '../../../../shared/jsonPointer.ts';
import type { ReaderSpec } from '../readers/reader.ts';
import { compilePaths, isObject, own, text } from './access.ts';
import type { RecordObject } from './access.ts';
import type { SourceDefinition } from './definition.ts';
import { readState } from './states.ts';

/** Makes of a record the objects that its events are read from: one, or several where it fans out. */
export type Prepare = (record: RecordObject) => readonly RecordObject[];

// A record within a record within a record: beyond that it is somebody's trick.
const mostUnwrapped = 4;

/** The steps `unwrap`, `parse`, `each` and `pairs` of a source, compiled; null when it has none. */
export function compilePrepare(definition: SourceDefinition, spec: ReaderSpec): Prepare | null {
  const { respell, unwrap, parse, each, pairs } = definition;
  if (!respell && !unwrap && !parse && !each && !pairs) return null;
  const keysOf = (path: string): readonly string[] => compilePaths([path], spec).places[0] ?? [];
  const wraps = (unwrap ?? []).map((step) => ({ ...step, keys: keysOf(step.at) }));
  const parses = (parse ?? []).map(keysOf);
  const lists = (pairs ?? []).map((step) => ({
    keys: keysOf(step.at),
    name: step.name,
    values: step.values.map(keysOf),
  }));
  const spellings = new Map(Object.entries(respell ?? {}));
  const fan = each && { keys: keysOf(each.list), each };
  return (record) => {
    let ready = unwrapped(respelt(record, spellings), wraps);
    for (const keys of parses) ready = changedAt(ready, keys, parsed);
    const parts = fan
      ? fannedOut(ready, fan.keys, fan.each).map((part) => unwrapped(part, wraps))
      : [ready];
    if (lists.length === 0) return parts;
    return parts.map((part) => {
      let made = part;
      for (const list of lists) made = changedAt(made, list.keys, (value) => paired(value, list));
      return made;
    });
  };
}

/** Keys as the source spells them, throughout; a record whose top-level keys need none of it is left as it is. */
function respelt(record: RecordObject, spellings: ReadonlyMap<string, string>): RecordObject {
  if (spellings.size === 0 || !Object.keys(record).some((key) => spellings.has(key))) return record;
  const respell = (value: JsonValue): JsonValue => {
    if (isList(value)) return value.map(respell);
    return isObject(value) ? respellObject(value) : value;
  };
  const respellObject = (object: RecordObject): RecordObject => {
    const made: { [key: string]: JsonValue } = Object.create(null);
    for (const [key, value] of Object.entries(object)) {
      const right = spellings.get(key) ?? key;
      made[Object.hasOwn(made, right) ? key : right] = respell(value);
    }
    return made;
  };
  return respellObject(record);
}

type Wrap = {
  readonly keys: readonly string[];
  readonly as: string;
  readonly base64?: boolean | undefined;
};

function unwrapped(record: RecordObject, wraps: readonly Wrap[]): RecordObject {
  let found = record;
  for (let round = 0; round < mostUnwrapped; round++) {
    const wrap = wraps.find(({ keys, base64 }) => insideOf(found, keys, base64) !== null);
    if (!wrap) return found;
    const inner = insideOf(found, wrap.keys, wrap.base64);
    if (!inner) return found;
    const around = without(found, wrap.keys);
    found = Object.keys(around).length === 0 ? inner : { ...inner, [wrap.as]: around };
  }
  return found;
}

function insideOf(
  record: RecordObject,
  keys: readonly string[],
  base64 = false,
): RecordObject | null {
  const value = valueAt(record, keys);
  if (isObject(value)) return value;
  if (typeof value !== 'string') return null;
  const said = base64 && !value.startsWith('{') ? Buffer.from(value, 'base64').toString() : value;
  const inner = readState(said).value;
  return isObject(inner) ? inner : null;
}

function parsed(value: JsonValue): JsonValue {
  return typeof value === 'string' ? (readState(value).value ?? value) : value;
}

function fannedOut(
  record: RecordObject,
  keys: readonly string[],
  each: NonNullable<SourceDefinition['each']>,
): readonly RecordObject[] {
  const list = valueAt(record, keys);
  if (!isList(list) || list.length === 0) return [record];
  const around = without(record, keys);
  return list.map((element): RecordObject => {
    if ('as' in each) return { ...around, [each.as]: element };
    return { ...(isObject(element) ? element : { value: element }), [each.outer]: around };
  });
}

type Pairs = { readonly name: string; readonly values: readonly (readonly string[])[] };

/** `[{"name":"a","value":1}]` as `{"a":1}`; the second of two equal names is `a#2`. Anything else stays as it is. */
function paired(value: JsonValue, { name, values }: Pairs): JsonValue {
  if (!isList(value) || value.length === 0) return value;
  const object: { [key: string]: JsonValue } = Object.create(null);
  for (const element of value) {
    const key = isObject(element) ? text(own(element, name)) : null;
    if (key === null) return value;
    let free = key;
    for (let count = 2; Object.hasOwn(object, free); count++) free = `${key}#${count}`;
    object[free] =
      values.map((keys) => valueAt(element, keys)).find((each) => each !== undefined) ?? null;
  }
  return object;
}

/** A copy in which the value at the keys is changed; `*` changes that of every element of a list. */
function changedAt<T extends JsonValue>(
  value: T,
  keys: readonly string[],
  change: (value: JsonValue) => JsonValue,
): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- with keys left, what comes back is of the kind that was given
  return changedDeep(value, keys, change) as T;
}

function changedDeep(
  value: JsonValue,
  keys: readonly string[],
  change: (value: JsonValue) => JsonValue,
): JsonValue {
  const [key, ...deeper] = keys;
  if (key === undefined) return change(value);
  if (isList(value)) {
    if (key === '*') return value.map((element) => changedDeep(element, deeper, change));
    const at = Number(key);
    return value.map((element, place) =>
      place === at ? changedDeep(element, deeper, change) : element,
    );
  }
  if (!isObject(value)) return value;
  const inner = own(value, key);
  if (inner === undefined || inner === null) return value;
  const next = changedDeep(inner, deeper, change);
  return next === inner ? value : { ...value, [key]: next };
}

function without(record: RecordObject, keys: readonly string[]): RecordObject {
  const [key, ...deeper] = keys;
  if (key === undefined || !Object.hasOwn(record, key)) return record;
  const { [key]: inner, ...others } = record;
  if (deeper.length === 0 || !isObject(inner)) return others;
  const rest = without(inner, deeper);
  return Object.keys(rest).length === 0 ? others : { ...others, [key]: rest };
}
