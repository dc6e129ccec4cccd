/** A text around the place of an error: what stands before it, what is underlined, and the rest. */
export type ErrorPlace = {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
};

/** Underlines from the place to the end of its word; at the end of the text, a blank that stands for what is missing. */
export function errorPlace(text: string, at: number): ErrorPlace {
  const from = Math.min(text.length, Math.max(0, at));
  const word = /^(?:"[^"]*"?|[^\s()]+|[()])/u.exec(text.slice(from))?.[0] ?? '';
  const marked = word === '' ? '\u00a0' : word;
  return { before: text.slice(0, from), marked, after: text.slice(from + word.length) };
}
