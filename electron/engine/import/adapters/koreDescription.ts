import type { JsonValue } from '../../../../shared/event.ts';
import { catalogueOf } from '../../catalogue.ts';

export type DescriptionFacts = {
  /** `Key: value` pairs in their order; a key that is told twice has a list. */
  readonly pairs: ReadonlyMap<string, JsonValue>;
  /** Names in double or curly quotes that are no pair's value and no side of a change. */
  readonly quoted: readonly string[];
  /** A change told in words: `changed from ‘X’ to ‘Y’`. */
  readonly change: { readonly field: string; readonly from: string; readonly to: string } | null;
  readonly ip: string | null;
};

// A description is a sentence or a screen of pairs; what lies beyond is not searched for facts.
const longest = 20_000;

const quotes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”'],
  ['‘', '’'],
]);
const change =
  /([\p{L}][\p{L} ]{0,60}?) {1,3}(?:was |were |has been )?changed from {1,3}[‘'"“]([^‘’'"“”]{0,300})[’'"”] {1,3}to {1,3}[‘'"“]([^‘’'"“”]{0,300})[’'"”]/iu;
const anyQuoted = /["“]([^"“”]{1,200})["”]|(?<![\p{L}\p{N}])‘([^‘’]{1,200})’/gu;
const fromAddress =
  /\bfrom {1,3}((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})(?![\w.:])/iu;
const anyKey =
  /(?:^|[,;\n]\s{0,3}|[.!?]\s{1,3})(\p{Lu}[\p{L}\p{N}()/-]{0,30}(?: [\p{L}\p{N}()./-]{1,30}){0,4})\s?:(?=\s)/gu;

let documentedKey: RegExp | null = null;

/** The metadata that Kore.ai documents, longest name first: such a name with a colon is a key wherever it stands. */
function documentedKeys(): RegExp {
  if (documentedKey) return documentedKey;
  const names = new Set(catalogueOf('kore').flatMap(({ metadata }) => metadata));
  const words = [...names]
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`));
  documentedKey = new RegExp(`(?<![\\p{L}\\p{N}])(${words.join('|')})\\s?:`, 'giu');
  return documentedKey;
}

type Key = { readonly name: string; readonly start: number; readonly end: number };

/**
 * Facts that Kore.ai tells inside its description: `Key: value` pairs, names in quotes, a change in words, an address.
 * The text itself is kept beside them.
 */
export function readDescription(description: string): DescriptionFacts {
  const text = description.slice(0, longest);
  const pairs = new Map<string, JsonValue>();
  const keys = text.includes(':') ? keysIn(text) : [];
  let covered = 0;
  let told = '';
  for (const [i, key] of keys.entries()) {
    if (key.start < covered) continue;
    told += text.slice(covered, key.start);
    const next = keys.slice(i + 1).find((other) => other.start >= key.end);
    const value = valueAfter(text, key.end, next?.start ?? text.length);
    if (value.text !== '') addPair(pairs, key.name, value.text);
    covered = value.end;
  }
  told += text.slice(covered);
  const said = change.exec(told);
  const words = said ? told.replace(said[0], ' ') : told;
  return {
    pairs,
    quoted: [...words.matchAll(anyQuoted)].map((found) => found[1] ?? found[2] ?? ''),
    change: said ? { field: (said[1] ?? '').trim(), from: said[2] ?? '', to: said[3] ?? '' } : null,
    ip: fromAddress.exec(told)?.[1] ?? null,
  };
}

/** Where keys stand, in order. Where two end at the same colon the documented one counts. */
function keysIn(text: string): readonly Key[] {
  const byEnd = new Map<number, Key>();
  for (const pattern of [anyKey, documentedKeys()]) {
    for (const found of text.matchAll(pattern)) {
      const name = found[1] ?? '';
      const end = found.index + found[0].length;
      byEnd.set(end, { name, start: found.index + found[0].indexOf(name), end });
    }
  }
  return [...byEnd.values()].toSorted((a, b) => a.start - b.start);
}

/** What is in quotes to the closing one; else the rest of the line, up to the next key or the end of the sentence. */
function valueAfter(
  text: string,
  from: number,
  next: number,
): { readonly text: string; readonly end: number } {
  let start = from;
  while (text[start] === ' ') start += 1;
  const closing = quotes.get(text[start] ?? '');
  const close = closing === undefined ? -1 : text.indexOf(closing, start + 1);
  if (close > 0) return { text: text.slice(start + 1, close), end: close + 1 };
  const lineEnd = text.indexOf('\n', start);
  const end = Math.min(next, lineEnd < 0 ? text.length : lineEnd);
  const sentence = text.slice(start, end).search(/[.!?]\s+\p{Lu}/u);
  const cut = sentence < 0 ? end : start + sentence;
  const value = text.slice(start, cut).trim();
  return { text: value.replace(/[,;.]$/u, '').trim(), end: cut };
}

function addPair(pairs: Map<string, JsonValue>, name: string, value: string): void {
  const before = pairs.get(name);
  if (before === undefined) pairs.set(name, value);
  else pairs.set(name, Array.isArray(before) ? [...before, value] : [before, value]);
}
