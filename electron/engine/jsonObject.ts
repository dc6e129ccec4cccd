import type { JsonValue } from '../../shared/event.ts';

export type JsonObject = { readonly [key: string]: JsonValue };

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member of an object as text; empty where there is none. */
export function textMember(value: JsonValue | undefined, key: string): string {
  const member = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof member === 'string' || typeof member === 'number' ? String(member) : '';
}
