/**
 * A long id in two parts for a cell that is too narrow: the head shrinks with an ellipsis and the tail always shows,
 * since ids of one kind differ at the end. Short texts and texts with blanks (names) have no tail.
 */
export function middleCut(text: string): { readonly head: string; readonly tail: string } {
  const points = Array.from(text);
  if (points.length < 16 || /\s/u.test(text)) return { head: text, tail: '' };
  return { head: points.slice(0, -6).join(''), tail: points.slice(-6).join('') };
}
