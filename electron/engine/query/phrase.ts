import type { JsonValue } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import { someLeaf } from './leaves.ts';
import { wordsOf } from './tokens.ts';

/** Words that must lie next to each other, in order, in one leaf value; the last one may be a beginning. */
export type Phrase = {
  readonly words: readonly string[];
  readonly prefix: boolean;
};

/** Reads `invite accepted` or `organisation upd*`. Throws `bad-filter` when there is no word in it. */
export function readPhrase(text: string): Phrase {
  const words = wordsOf(text);
  if (words.length === 0) {
    throw new ExpectedError('bad-filter', `There is no word in “${text}” to search for.`);
  }
  const trimmed = text.trimEnd();
  const end = trimmed.slice(0, -1);
  const prefix = trimmed.endsWith('*') && wordsOf(Array.from(end).at(-1) ?? '').length > 0;
  return { words, prefix };
}

/** Whether the phrase is in one leaf value of a record: the one meaning of a search. */
export function phraseTest(phrase: Phrase): (value: JsonValue) => boolean {
  const holds = phraseInText(phrase);
  return (value) => someLeaf(value, holds);
}

export function phraseInText({ words, prefix }: Phrase): (text: string) => boolean {
  const last = words.length - 1;
  return (text) => {
    if (text.length < last) return false;
    const found = wordsOf(text);
    for (let at = 0; at + last < found.length; at++) {
      let i = 0;
      while (i < last && found[at + i] === words[i]) i++;
      if (i < last) continue;
      const word = found[at + last] ?? '';
      const wanted = words[last] ?? '';
      if (prefix ? word.startsWith(wanted) : word === wanted) return true;
    }
    return false;
  };
}

/** The query of the search index that no record with the phrase escapes; exact when the phrase is one word. */
export function prefilterOf({ words, prefix }: Phrase): string {
  return words
    .map((word, i) => `"${word}"${prefix && i === words.length - 1 ? '*' : ''}`)
    .join(' AND ');
}
