import type { JsonValue } from '../../../../shared/event.ts';

export type DescriptionFacts = {
  readonly details: readonly (readonly [name: string, value: JsonValue])[];
  /** A change told in words: `changed from ‘X’ to ‘Y’`. */
  readonly change: { readonly field: string; readonly from: string; readonly to: string } | null;
  readonly ip: string | null;
  /** The last name in quotes. */
  readonly quoted: string | null;
};

const pair =
  /(?:^|[,;.\n]\s*)([A-Z][\p{L}\p{N} .()/-]{1,40}?):\s*("(?:[^"]|"")*"|‘[^’]*’|.*?)(?=$|\n|[,;.]\s+[A-Z][\p{L}\p{N} .()/-]{1,40}?:)/gsu;
const change =
  /([\p{L} ]{1,60}?)\s+(?:was |were )?changed from\s+[‘'"“]([^’'"”]*)[’'"”]\s+to\s+[‘'"“]([^’'"”]*)[’'"”]/iu;
const quoted = /["“]([^"”]{1,200})["”]/gu;
const from = /\bfrom\s+((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f:]*:[0-9a-f:]+)\b/iu;

/**
 * Facts that Kore.ai tells inside its description: `Key: value` pairs, names in quotes, a change in words, an address.
 * The text itself is kept beside them.
 */
export function readDescription(text: string): DescriptionFacts {
  const details: [string, JsonValue][] = [];
  for (const found of text.matchAll(pair)) {
    const value = (found[2] ?? '').trim().replaceAll(/^["‘“]|["’”]$/gu, '');
    if (value !== '') details.push([(found[1] ?? '').trim(), value]);
  }
  const said = change.exec(text);
  return {
    details,
    change: said ? { field: (said[1] ?? '').trim(), from: said[2] ?? '', to: said[3] ?? '' } : null,
    ip: from.exec(text)?.[1] ?? null,
    quoted: [...text.matchAll(quoted)].at(-1)?.[1] ?? null,
  };
}
