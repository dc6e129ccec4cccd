import type { JsonValue } from './event.ts';

/** JSON Pointer, RFC 6901: `/a~1b/0` is key `a/b`, then place 0. */

/** One key as it is written in a pointer. */
export function escapePointerKey(key: string | number): string {
  return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The pointer one key deeper. */
export function pointerJoin(pointer: string, key: string | number): string {
  return `${pointer}/${escapePointerKey(key)}`;
}

/** The keys of a pointer; null if it is none (it is empty or starts with a slash). */
export function pointerKeys(pointer: string): readonly string[] | null {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return null;
  return pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value there; undefined if there is none. Own properties only: `/__proto__` finds what the record holds, or nothing. */
export function pointerGet(value: JsonValue, pointer: string): JsonValue | undefined {
  const keys = pointerKeys(pointer);
  return keys === null ? undefined : valueAt(value, keys);
}

/** As `pointerGet`, for a pointer that is split once and used for many records. */
export function valueAt(value: JsonValue, keys: readonly string[]): JsonValue | undefined {
  let found: JsonValue | undefined = value;
  for (const key of keys) {
    if (typeof found !== 'object' || found === null) return undefined;
    if (isList(found)) found = /^(?:0|[1-9]\d{0,8})$/.test(key) ? found[Number(key)] : undefined;
    else found = Object.hasOwn(found, key) ? found[key] : undefined;
  }
  return found;
}

/** `Array.isArray` that also narrows read-only lists. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
