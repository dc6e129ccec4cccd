import { foldCase } from '../../../shared/pattern.ts';

/**
 * Words as SQLite's unicode61 tokeniser cuts them: runs of letters, digits and private-use characters, without case and
 * without diacritics on Latin letters (remove_diacritics=2, so that `Nguyen` finds `Nguyễn`). A run of Chinese or Japanese
 * is one word. Combining marks U+0300 to U+036F inside a word are passed over. Source: fts5_unicode2.c; what Unicode 6.1,
 * which that knows, had not yet assigned is judged by today's Unicode.
 */
const wordCharacter = /[\p{L}\p{N}\p{Co}]/u;
// oxlint-disable-next-line no-control-regex -- all of ASCII
const ascii = /^[\u0000-\u007f]*$/;
const asciiWords = /[0-9a-z]+/g;

/** Of other characters than ASCII: the folded text; empty inside a word; null between words. */
const known = new Map<string, string | null>();

export function wordsOf(text: string): readonly string[] {
  if (ascii.test(text)) return text.toLowerCase().match(asciiWords) ?? [];
  const words: string[] = [];
  let word = '';
  for (const char of text) {
    const folded = fold(char);
    if (folded !== null && (folded !== '' || word !== '')) word += folded;
    else if (word !== '') {
      words.push(word);
      word = '';
    }
  }
  if (word !== '') words.push(word);
  return words;
}

/** The words of a text with blanks between them: what the search index is given. ASCII goes in as it is: it cuts that itself. */
export function indexedText(text: string): string {
  return ascii.test(text) ? text : wordsOf(text).join(' ');
}

function fold(char: string): string | null {
  const found = known.get(char);
  if (found !== undefined) return found;
  const folded = foldCharacter(char);
  known.set(char, folded);
  return folded;
}

function foldCharacter(char: string): string | null {
  if (/[\u0300-\u036f]/.test(char)) return '';
  if (!wordCharacter.test(char)) return null;
  const parts = char.normalize('NFD');
  return /^[A-Za-z]\p{M}+$/u.test(parts) ? parts.charAt(0).toLowerCase() : foldCase(char);
}
