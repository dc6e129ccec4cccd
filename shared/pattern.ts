/** Text comparison of filters: ignoring case by Unicode simple folding, and patterns of `*` and `?`. */

const beyondAscii = /\P{ASCII}/u;
const folded = new Map<string, string>();

/**
 * Unicode simple case folding (CaseFolding.txt, statuses C and S): code point by code point, so a length never changes
 * and `ß` stays `ß`. What language rules would join (`ı` and `i`) stays apart.
 */
export function foldCase(text: string): string {
  if (!beyondAscii.test(text)) return text.toLowerCase();
  let out = '';
  for (const char of text) out += foldCharacter(char);
  return out;
}

function foldCharacter(char: string): string {
  const known = folded.get(char);
  if (known !== undefined) return known;
  const result = simpleFold(char);
  folded.set(char, result);
  return result;
}

function simpleFold(char: string): string {
  if (char === 'ı') return char;
  const upper = char.toUpperCase();
  // By way of upper case: `ς` and `σ`, `ſ` and `s`, `µ` and `μ` meet there. One code point alone counts as simple.
  const lower = (isOneCharacter(upper) ? upper : char).toLowerCase();
  return isOneCharacter(lower) ? lower : char;
}

function isOneCharacter(text: string): boolean {
  return text.length === 1 || (text.length === 2 && (text.codePointAt(0) ?? 0) > 0xffff);
}

/** Fold the needle once with `foldCase`; the text is folded here. */
export function containsFolded(text: string, foldedNeedle: string): boolean {
  return foldCase(text).includes(foldedNeedle);
}

/** Fold the start once with `foldCase`; the text is folded here. */
export function startsFolded(text: string, foldedStart: string): boolean {
  return foldCase(text).startsWith(foldedStart);
}

/** A stretch between two stars: characters, and null for any one character. */
type Stretch = readonly (string | null)[];

/**
 * Whether a whole text fits a pattern: `*` any run, `?` one character, `\*` `\?` `\\` themselves, all else literal,
 * ignoring case. No regular expression: each stretch between stars is looked for once, from left to right, and the
 * leftmost place is always good enough, so no pattern can make it go back.
 */
export function patternMatcher(pattern: string): (text: string) => boolean {
  const stretches = readPattern(foldCase(pattern));
  const first = stretches[0] ?? [];
  if (stretches.length === 1) {
    const whole = literal(first);
    if (whole !== null) return (text) => foldCase(text) === whole;
    return (text) => {
      const plain = foldCase(text);
      return matchAt(plain, 0, first) === plain.length;
    };
  }
  const last = stretches.at(-1) ?? [];
  const middle = stretches.slice(1, -1).filter((stretch) => stretch.length > 0);
  return (text) => {
    const plain = foldCase(text);
    let at = matchAt(plain, 0, first);
    if (at < 0) return false;
    for (const stretch of middle) {
      at = findFrom(plain, at, stretch);
      if (at < 0) return false;
    }
    return matchBack(plain, last) >= at;
  };
}

/** Which changed paths a `changed PATH` condition means: that path, and what lies below it. `*` and `?` as in a pattern. */
export function changedPathMatcher(path: string): (changed: string) => boolean {
  const pointer = path.startsWith('/') || path.startsWith('*') ? path : `/${path}`;
  const here = patternMatcher(pointer);
  const below = patternMatcher(`${pointer}/*`);
  return (changed) => here(changed) || below(changed);
}

function readPattern(pattern: string): readonly Stretch[] {
  const stretches: (string | null)[][] = [[]];
  const chars = Array.from(pattern);
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] ?? '';
    const next = chars[i + 1];
    if (char === '*') stretches.push([]);
    else if (char === '?') stretches.at(-1)?.push(null);
    else if (char === '\\' && (next === '*' || next === '?' || next === '\\')) {
      stretches.at(-1)?.push(next);
      i++;
    } else stretches.at(-1)?.push(char);
  }
  return stretches;
}

function literal(stretch: Stretch): string | null {
  return stretch.includes(null) ? null : stretch.join('');
}

/** Where the stretch ends if it fits at `at`, else -1. */
function matchAt(text: string, at: number, stretch: Stretch): number {
  let place = at;
  for (const char of stretch) {
    if (char === null) {
      if (place >= text.length) return -1;
      place += characterLength(text, place);
    } else if (text.startsWith(char, place)) place += char.length;
    else return -1;
  }
  return place;
}

/** Where the leftmost fit at or after `from` ends, else -1. */
function findFrom(text: string, from: number, stretch: Stretch): number {
  const whole = literal(stretch);
  if (whole !== null) {
    const found = text.indexOf(whole, from);
    return found < 0 ? -1 : found + whole.length;
  }
  for (let at = from; at < text.length; at += characterLength(text, at)) {
    const end = matchAt(text, at, stretch);
    if (end >= 0) return end;
  }
  return -1;
}

/** Where the stretch starts if the text ends with it, else -1. */
function matchBack(text: string, stretch: Stretch): number {
  let place = text.length;
  for (let i = stretch.length - 1; i >= 0; i--) {
    const char = stretch[i] ?? null;
    if (char === null) {
      if (place <= 0) return -1;
      place -= place >= 2 && characterLength(text, place - 2) === 2 ? 2 : 1;
    } else if (text.endsWith(char, place)) place -= char.length;
    else return -1;
  }
  return place;
}

function characterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
