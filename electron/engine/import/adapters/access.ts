import type { JsonValue } from '../../../../shared/event.ts';
import { pointerKeys, valueAt } from '../../../../shared/jsonPointer.ts';
import type { Paths } from '../../../../shared/mapping.ts';
import type { ReaderSpec } from '../readers/reader.ts';

/** Gives the first of several places in a record that holds something: not absent, null or an empty text. */
export type Access = (record: JsonValue) => JsonValue | undefined;

/** Lower case, letters and digits only: `Date & Time` and `date_time` are one header. */
export function normalName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

const nothing: Access = () => undefined;

/** Compiles paths once; a CSV header is found by its text, then by its normalised name. */
export function compilePaths(paths: Paths | undefined, spec: ReaderSpec): Access {
  const header = 'header' in spec ? spec.header : null;
  const all: (readonly string[])[] = [];
  for (const path of paths ?? []) {
    const keys = path.startsWith('/') ? pointerKeys(path) : [headerNamed(path, header)];
    if (keys) all.push(keys);
  }
  const [only, second] = all;
  if (!only) return nothing;
  if (!second) return (record) => present(valueAt(record, only));
  return (record) => {
    for (const keys of all) {
      const value = present(valueAt(record, keys));
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

function headerNamed(path: string, header: readonly string[] | null): string {
  if (!header || header.includes(path)) return path;
  const wanted = normalName(path);
  return header.find((name) => normalName(name) === wanted) ?? path;
}

function present(value: JsonValue | undefined): JsonValue | undefined {
  return value === null || value === '' ? undefined : value;
}

/** A value as text: numbers and booleans as they are written in JSON, objects as JSON. */
export function text(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string'
    ? value
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
}

export type RecordObject = { readonly [key: string]: JsonValue };

export function isObject(value: JsonValue | undefined): value is RecordObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
