import type { JsonValue } from '../../../../shared/event.ts';
import { isList, valueAt } from '../../../../shared/jsonPointer.ts';

const chosen = /^\[([^=\]]{1,200})=([^\]]{0,200})\]$/u;

/** Whether the keys need more than `valueAt`. */
export function hasSteps(keys: readonly string[]): boolean {
  return keys.some((key) => key === '*' || chosen.test(key));
}

/**
 * As `valueAt`; within a list `*` is every element, which makes a list of what is found there, and `[Name=x]` the first
 * element whose `Name` is that.
 */
export function valueAtSteps(value: JsonValue, keys: readonly string[]): JsonValue | undefined {
  let found: JsonValue | undefined = value;
  for (const [at, key] of keys.entries()) {
    if (found === undefined) return undefined;
    if (!isList(found)) found = valueAt(found, [key]);
    else if (key === '*') return everyOne(found, keys.slice(at + 1));
    else found = oneOf(found, key);
  }
  return found;
}

function everyOne(list: readonly JsonValue[], keys: readonly string[]): JsonValue | undefined {
  const flattens = keys.includes('*');
  const all = list.flatMap((element): readonly JsonValue[] => {
    const inner = valueAtSteps(element, keys);
    if (inner === undefined || inner === null || inner === '') return [];
    return flattens && isList(inner) ? inner : [inner];
  });
  return all.length === 0 ? undefined : all;
}

function oneOf(list: readonly JsonValue[], key: string): JsonValue | undefined {
  const choice = chosen.exec(key);
  if (!choice) return valueAt(list, [key]);
  const [, name = '', wanted = ''] = choice;
  return list.find((element) => {
    const told = valueAt(element, [name]);
    return typeof told !== 'object' && told !== undefined && String(told) === wanted;
  });
}
