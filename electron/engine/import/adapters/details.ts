import type { JsonValue } from '../../../../shared/event.ts';
import { isOfCopy } from '../readers/copyColumns.ts';
import { isObject, placeUsed } from './access.ts';
import type { Access, RecordObject } from './access.ts';

/** Keys that feed a field: null for a whole value, else what is used within it. */
type Used = Map<string, Used | null>;

/**
 * Everything of the record that feeds no field, under its own name. An object of which a part was used gives the rest
 * by dotted names (`userIdentity.accessKeyId`). A second choice (`Date/Time` beside the epoch) was not used: it is kept.
 */
export function detailsOf(
  record: RecordObject,
  accesses: Iterable<Access>,
): Record<string, JsonValue> {
  const used: Used = new Map();
  for (const access of accesses) {
    const keys = placeUsed(access, record);
    if (keys) mark(used, keys);
  }
  const entries: [string, JsonValue][] = [];
  collect(entries, record, used, '');
  return Object.fromEntries(entries);
}

function mark(used: Used, keys: readonly string[]): void {
  let at = used;
  for (const [depth, key] of keys.entries()) {
    const known = at.get(key);
    if (known === null) return;
    if (depth === keys.length - 1) {
      at.set(key, null);
      return;
    }
    const next: Used = known ?? new Map();
    at.set(key, next);
    at = next;
  }
}

function collect(
  entries: [string, JsonValue][],
  object: RecordObject,
  used: Used,
  prefix: string,
): void {
  for (const [key, value] of Object.entries(object)) {
    if (value === null || value === '' || isOfCopy(key)) continue;
    const part = used.get(key);
    if (part === undefined) entries.push([prefix + key, value]);
    else if (part !== null && isObject(value)) collect(entries, value, part, `${prefix}${key}.`);
    else if (part !== null) entries.push([prefix + key, value]);
  }
}
