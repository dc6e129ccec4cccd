import { hash } from 'node:crypto';

import type { JsonValue } from '../../../shared/event.ts';
import { isJsonObject } from '../jsonObject.ts';

/** Before the first entry of a chain. */
export const chainStart = '0'.repeat(64);

/** JSON with keys in order of their UTF-16 units without those that are undefined (as RFC 8785; our bodies hold texts, booleans and whole numbers alone). */
export function canonicalJson(value: JsonValue | undefined): string {
  if (value === undefined || value === null || typeof value !== 'object')
    return JSON.stringify(value ?? null);
  if (!isJsonObject(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let out = '{';
  // The order of `sort` without a comparison is that of UTF-16 units.
  for (const key of Object.keys(value).toSorted()) {
    const member = value[key];
    if (member === undefined) continue;
    if (out.length > 1) out += ',';
    out += `${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `${out}}`;
}

/** Hash of a chain's entry: SHA-256 over the previous one's hash and the entry's canonical JSON, lower-case hex. */
export function chainHash(previous: string, entry: JsonValue): string {
  return hash('sha256', `casebook-chain-1\n${previous}\n${canonicalJson(entry)}`, 'hex');
}
