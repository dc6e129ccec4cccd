/** Text that shows other than what it is (Trojan Source, CVE-2021-42574): made visible, never removed from the evidence. */

export { looksSecret } from './secret.ts';

export type TextSegment = {
  readonly text: string;
  /** True: stands for a character that would not be seen as itself, by its code point (`U+202E`). */
  readonly token: boolean;
};

/** Code points that are shown as tokens, as ranges. Tab, newline and the pair CR LF are layout and stay. */
const hidden: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  // Soft hyphen, combining grapheme joiner, Arabic letter mark, Hangul fillers, Khmer inherent vowels.
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  // Mongolian selectors and vowel separator.
  [0x180b, 0x180f],
  // Zero-width characters and bidi marks; line and paragraph separators; bidi embeddings, overrides and isolates.
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  // Half of a surrogate pair.
  [0xd800, 0xdfff],
  // Variation selectors, byte order mark, half-width Hangul filler, annotations.
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  [0x1d173, 0x1d17a],
  // Tags and the rest of the variation selectors.
  [0xe0000, 0xe0fff],
];

const escapes = hidden.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`);
const anyHidden = new RegExp(`[${escapes.join('')}]`, 'u');
const eachHidden = new RegExp(`\\r\\n|[${escapes.join('')}]`, 'gu');
const lookalike = /[\p{Script=Cyrillic}\p{Script=Greek}]/u;
// A word that mixes them with Latin letters: `аdmin` with a Cyrillic а.
const mixedWord =
  /(?=[\p{L}\p{N}\p{M}_]*\p{Script=Latin})(?=[\p{L}\p{N}\p{M}_]*[\p{Script=Cyrillic}\p{Script=Greek}])[\p{L}\p{N}\p{M}_]+/gu;
const eachLookalike = /[АВЕЗІЈКМНОРСТУХЅаеоргсухіјѕһԁԛԝѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυχι]/gu;

/**
 * The text in segments, in order: plain ones as they are, and one token for each bidi control, zero-width or other
 * control character, variation selector, tag or lone surrogate, and for each Cyrillic or Greek letter that looks like
 * a Latin one in a word that has Latin letters too. The plain case costs one scan and one segment.
 */
export function markDeceptive(text: string): readonly TextSegment[] {
  const strange = anyHidden.test(text);
  const places = strange ? placesOf(text, eachHidden) : [];
  if (lookalike.test(text)) places.push(...lookalikePlaces(text));
  if (places.length === 0) return [{ text, token: false }];
  places.sort((a, b) => a.at - b.at);
  const segments: TextSegment[] = [];
  let done = 0;
  for (const { at, char } of places) {
    if (at > done) segments.push({ text: text.slice(done, at), token: false });
    segments.push({ text: codePointName(char), token: true });
    done = at + char.length;
  }
  if (done < text.length) segments.push({ text: text.slice(done), token: false });
  return segments;
}

/** As one line of text, tokens in angle brackets: for titles, labels and plain-text reports. */
export function visibleText(text: string): string {
  return markDeceptive(text)
    .map((segment) => (segment.token ? `⟨${segment.text}⟩` : segment.text))
    .join('');
}

type Found = { readonly at: number; readonly char: string };

function placesOf(text: string, pattern: RegExp): Found[] {
  const found: Found[] = [];
  for (const { 0: char, index } of text.matchAll(pattern)) {
    if (char !== '\r\n') found.push({ at: index, char });
  }
  return found;
}

function lookalikePlaces(text: string): readonly Found[] {
  return placesOf(text, mixedWord).flatMap(({ at, char: word }) =>
    placesOf(word, eachLookalike).map((found) => ({ at: at + found.at, char: found.char })),
  );
}

function codePointName(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
