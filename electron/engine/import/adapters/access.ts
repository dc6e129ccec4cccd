import type { JsonValue } from '../../../../shared/event.ts';
import { isList, pointerKeys, valueAt } from '../../../../shared/jsonPointer.ts';
import type { Paths } from '../../../../shared/mapping.ts';
import type { ReaderSpec } from '../readers/reader.ts';
import { hasSteps, valueAtSteps } from './valueAtSteps.ts';

/** The places of one field in a record, compiled once. */
export type Access = {
  /** The first of the places that holds something: not absent, null or an empty text. Allocates nothing. */
  readonly read: (record: RecordObject) => JsonValue | undefined;
  /** The keys of each place, in the mapping's order. */
  readonly places: readonly (readonly string[])[];
  readonly counts: ((value: JsonValue) => boolean) | null;
};

/** Lower case, letters and digits only: `Date & Time` and `date_time` are one header. */
export function normalName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/**
 * A path is a CSV header's text (exact, else by its normalised name) or a JSON Pointer, which may have steps into lists
 * (definition.ts). A value that does not `count` is passed over.
 */
export function compilePaths(
  paths: Paths | undefined,
  spec: ReaderSpec,
  counts: ((value: JsonValue) => boolean) | null = null,
): Access {
  const header = 'header' in spec ? spec.header : null;
  const places = (paths ?? []).flatMap((path) => {
    const keys = keysOf(path, header);
    return keys === null ? [] : [keys];
  });
  const read =
    counts === null && !places.some(hasSteps) ? reader(places) : choosyReader(places, counts);
  return { read, places, counts };
}

function keysOf(path: string, header: readonly string[] | null): readonly string[] | null {
  if (header?.includes(path) === true) return [path];
  if (path.startsWith('/')) return pointerKeys(path);
  const wanted = normalName(path);
  return [header?.find((name) => normalName(name) === wanted) ?? path];
}

function reader(places: readonly (readonly string[])[]): Access['read'] {
  const [only, second] = places;
  if (!only) return () => undefined;
  if (second) {
    return (record) => {
      for (const keys of places) {
        const value = present(valueAt(record, keys));
        if (value !== undefined) return value;
      }
      return undefined;
    };
  }
  const [key, deeper] = only;
  if (key === undefined || deeper !== undefined) return (record) => present(valueAt(record, only));
  return (record) => (Object.hasOwn(record, key) ? present(record[key]) : undefined);
}

function choosyReader(
  places: readonly (readonly string[])[],
  counts: ((value: JsonValue) => boolean) | null,
): Access['read'] {
  const walked = places.map((keys) => [keys, hasSteps(keys) ? valueAtSteps : valueAt] as const);
  return (record) => {
    for (const [keys, at] of walked) {
      const value = present(at(record, keys));
      if (value !== undefined && (counts === null || counts(value))) return value;
    }
    return undefined;
  };
}

/** The place that a field is read from in this record. */
export function placeUsed(access: Access, record: RecordObject): readonly string[] | undefined {
  const { places, counts } = access;
  return places.find((keys) => {
    const value = present(valueAtSteps(record, keys));
    return value !== undefined && (counts === null || counts(value));
  });
}

function present(value: JsonValue | undefined): JsonValue | undefined {
  return value === null || value === '' ? undefined : value;
}

/** A value as text: numbers and booleans as they are written in JSON, objects as JSON. */
export function text(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

export type RecordObject = { readonly [key: string]: JsonValue };

export function isObject(value: JsonValue | undefined): value is RecordObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** An own field of a record: a field called `constructor` is the record's or nobody's. */
export function own(record: RecordObject, key: string): JsonValue | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
