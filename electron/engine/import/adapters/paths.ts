import type { JsonValue } from '../../../../shared/event.ts';
import { isList, pointerJoin } from '../../../../shared/jsonPointer.ts';
import type { RecordValue } from '../readers/reader.ts';
import { isObject, text } from './access.ts';

const mostPaths = 200;
const deepest = 6;

/** Leaves of a record by JSON Pointer, lists left whole. */
export function* leaves(
  value: JsonValue,
  path = '',
  depth = 0,
): Generator<readonly [path: string, value: JsonValue]> {
  if (!isObject(value) || depth >= deepest) {
    yield [path, value];
    return;
  }
  for (const [key, inner] of Object.entries(value))
    yield* leaves(inner, pointerJoin(path, key), depth + 1);
}

/** As `leaves`; within a list those of its first element too. */
export function* leavesInLists(
  value: JsonValue,
  path = '',
  depth = 0,
): Generator<readonly [path: string, value: JsonValue]> {
  for (const [at, leaf] of leaves(value, path, depth)) {
    yield [at, leaf];
    const [first] = isList(leaf) ? leaf : [];
    const deeper = at.split('/').length;
    if (first === undefined || deeper >= deepest) continue;
    yield* leavesInLists(first, `${at}/0`, deeper);
  }
}

/** Up to 200 paths of the first records, each with an example, in the order in which they are met. */
export function recordPaths(records: readonly RecordValue[]): { path: string; example: string }[] {
  const found = new Map<string, string>();
  for (const { value } of records) {
    for (const [path, leaf] of leavesInLists(value)) {
      const example = text(leaf)?.slice(0, 120) ?? '';
      if (found.get(path)) continue;
      if (!found.has(path) && found.size >= mostPaths) continue;
      found.set(path, example);
    }
  }
  return [...found].map(([path, example]) => ({ path, example }));
}
