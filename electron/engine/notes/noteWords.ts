import type { NoteEntry } from './noteEntry.ts';

/** What an entry says, in words: "flagged; tag added: fraud". */
export function noteWords({ set, was, undoes }: Pick<NoteEntry, 'set' | 'was' | 'undoes'>): string {
  const words = Object.entries(set).map(([name, word]) => {
    const before = was[name] ?? null;
    if (name === 'flagged') return word === true ? 'flagged' : 'flag taken away';
    if (name === 'review')
      return `review state: ${wordOr(word, 'unreviewed')} (was ${wordOr(before, 'unreviewed')})`;
    if (name === 'control')
      return word === null
        ? `control reference taken away: ${wordOr(before, '')}`
        : `control reference: ${wordOr(word, '')}`;
    if (name.startsWith('tag:'))
      return `${word === true ? 'tag added' : 'tag taken away'}: ${name.slice('tag:'.length)}`;
    if (word === null) return `comment taken away: ${wordOr(before, '')}`;
    return before === null
      ? `comment: ${wordOr(word, '')}`
      : `comment changed: ${wordOr(word, '')}`;
  });
  return `${undoes === undefined ? '' : 'taken back: '}${words.join('; ')}`;
}

const wordOr = (word: string | true | null, otherwise: string): string =>
  typeof word === 'string' ? word : otherwise;
