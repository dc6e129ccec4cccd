import { ExpectedError } from './failure.ts';
import type { Operator } from './filter.ts';

/** The words of a filter text. Offsets are in UTF-16 units. */
export type Token = {
  readonly kind: 'word' | 'quoted' | 'operator' | '(' | ')' | ',' | 'end';
  /** A word as it stands, a quoted one without its quotes and escapes. */
  readonly text: string;
  readonly at: number;
  readonly end: number;
  readonly op?: Operator;
};

export const signs: readonly (readonly [string, Operator])[] = [
  ['!contains', 'notContains'],
  ['!in', 'notIn'],
  ['!=', 'isNot'],
  ['!~', 'notMatches'],
  ['>=', 'gte'],
  ['<=', 'lte'],
  ['=', 'is'],
  ['~', 'matches'],
  ['>', 'gt'],
  ['<', 'lt'],
];
const special = /[\s"(),=!~<>]/;
const path = /^(?:raw\.|before\.|after\.)?\//i;
const quotable = /^(?:details|raw|before|after)\.$/i;

/** Throws `bad-filter` at a quote that is not closed or a sign that means nothing. */
export function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (/\s/.test(char)) {
      at++;
      continue;
    }
    const token = readToken(text, at, char);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', at: text.length, end: text.length });
  return tokens;
}

function readToken(text: string, at: number, char: string): Token {
  if (char === '(' || char === ')' || char === ',') {
    return { kind: char, text: char, at, end: at + 1 };
  }
  if (char === '"') {
    const { value, end } = readQuoted(text, at);
    return { kind: 'quoted', text: value, at, end };
  }
  return readSign(text, at) ?? readWord(text, at);
}

function readSign(text: string, at: number): Token | null {
  for (const [sign, op] of signs) {
    const end = at + sign.length;
    if (text.slice(at, end).toLowerCase() !== sign) continue;
    // `!inside` is not `!in side`.
    if (/[a-z]$/.test(sign) && end < text.length && !special.test(text.charAt(end))) continue;
    if (text.startsWith('==', at)) {
      throw new ExpectedError('bad-filter', 'One = is enough.', { at: at + 1 });
    }
    return { kind: 'operator', text: text.slice(at, end), at, end, op };
  }
  if (text.charAt(at) === '!') {
    throw new ExpectedError(
      'bad-filter',
      '“!” alone means nothing here. Write NOT before a condition, or put the text in quotes.',
      { at },
    );
  }
  return null;
}

function readWord(text: string, at: number): Token {
  let end = at;
  for (;;) {
    while (end < text.length && !special.test(text.charAt(end))) end++;
    // In a path, `~0` and `~1` are JSON Pointer's escapes; a pattern sign there takes a blank before it.
    if (!/^~[01]/.test(text.slice(end, end + 2)) || !path.test(text.slice(at, end))) break;
    end += 2;
  }
  const word = text.slice(at, end);
  if (text.charAt(end) !== '"') return { kind: 'word', text: word, at, end };
  // A path may hold blanks: details."Role ID".
  if (quotable.test(word)) {
    const quoted = readQuoted(text, end);
    return { kind: 'word', text: word + quoted.value, at, end: quoted.end };
  }
  throw new ExpectedError(
    'bad-filter',
    'A quote in the middle of a word: put the whole value in quotes, and write \\" for a quote inside it.',
    { at: end },
  );
}

function readQuoted(text: string, at: number): { readonly value: string; readonly end: number } {
  let value = '';
  for (let i = at + 1; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '"') {
      const end = i + 1;
      if (end < text.length && !/[\s(),=!~<>]/.test(text.charAt(end))) {
        throw new ExpectedError(
          'bad-filter',
          'A blank is missing after the closing quote. A quote inside quotes is written \\".',
          { at: end },
        );
      }
      return { value, end };
    }
    const next = text.charAt(i + 1);
    if (char === '\\' && (next === '"' || next === '\\')) {
      value += next;
      i++;
    } else value += char;
  }
  throw new ExpectedError('bad-filter', 'This quote is not closed.', { at });
}

const keywords = /^(?:and|or|not|off|exists|changed|contains|starts|in)$/i;

/** A value as it has to be written: in quotes only where it must. */
export function quoteValue(value: string): string {
  return value === '' || special.test(value) || keywords.test(value) ? inQuotes(value) : value;
}

/** A field's name as it has to be written. */
export function quoteField(name: string): string {
  const dot = name.indexOf('.') + 1;
  return special.test(name) && dot > 0 ? name.slice(0, dot) + inQuotes(name.slice(dot)) : name;
}

function inQuotes(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
