import type { JsonValue } from './event.ts';
import { isList } from './jsonPointer.ts';

export type KeyOrder = 'sorted' | 'as logged';

/** A state as text for the diff editor and for a file: JSON over many lines; a text that is not JSON as it is; none is empty. */
export function stateText(state: JsonValue | undefined, order: KeyOrder): string {
  if (state === undefined || state === null) return '';
  if (typeof state === 'string') return state;
  return JSON.stringify(order === 'sorted' ? sortedKeys(state) : state, null, 2);
}

/** Keys in order of their code units at every depth; lists as they are. */
export function sortedKeys(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(sortedKeys);
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sortedKeys(item)]),
  );
}
