/**
 * How well a name fits what was typed, higher is better; null if it does not. Every word typed must be found: at the start
 * of a word best, inside one next, its letters in order last. Case is ignored.
 */
export function fuzzyScore(name: string, typed: string): number | null {
  const words = name.toLowerCase();
  let score = 0;
  for (const wanted of typed.toLowerCase().split(/\s+/).filter(Boolean)) {
    const found = wordScore(words, wanted);
    if (found === null) return null;
    score += found;
  }
  return score;
}

function wordScore(words: string, wanted: string): number | null {
  if (words.startsWith(wanted)) return 5;
  const start = wordStart(words, wanted);
  // Of two that fit as well, the one that says it sooner.
  if (start >= 0) return 4 - start / 1000;
  const at = words.indexOf(wanted);
  if (at > 0) return 2 - at / 1000;
  return inOrder(words, wanted) ? 1 : null;
}

const isWordStart = (words: string, at: number): boolean =>
  !/[\p{L}\p{N}]/u.test(words[at - 1] ?? '');

/** Where it stands at the start of a word; -1 nowhere. */
function wordStart(words: string, wanted: string): number {
  let at = words.indexOf(wanted);
  while (at > 0 && !isWordStart(words, at)) at = words.indexOf(wanted, at + 1);
  return at;
}

/** The letters one after another, the first of them at the start of a word: `ldc` finds "light or dark colours". */
function inOrder(words: string, wanted: string): boolean {
  let at = words.indexOf(wanted.charAt(0));
  while (at > 0 && !isWordStart(words, at)) at = words.indexOf(wanted.charAt(0), at + 1);
  for (let place = 1; place < wanted.length && at >= 0; place++) {
    at = words.indexOf(wanted.charAt(place), at + 1);
  }
  return at >= 0;
}

/** What fits, the best first; equals in their own order. Nothing typed: all of it. */
export function fuzzyFind<T>(
  items: readonly T[],
  typed: string,
  nameOf: (item: T) => string,
): readonly T[] {
  return items
    .flatMap((item) => {
      const score = fuzzyScore(nameOf(item), typed);
      return score === null ? [] : [{ item, score }];
    })
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
