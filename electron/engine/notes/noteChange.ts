import { ExpectedError } from '../../../shared/failure.ts';
import type { NoteChange } from '../../../shared/note.ts';
import { newCommentId } from './commentId.ts';
import type { NoteEntryValue, NoteWord } from './noteEntry.ts';
import { wordOf } from './noteState.ts';
import type { NoteState } from './noteState.ts';

/** What an entry says, without its events. */
export type Said = Pick<NoteEntryValue, 'set' | 'was' | 'over'>;

/** The words that a change sets, by name. A new comment has one id on all events of the step. */
export function wordsOf(change: NoteChange): ReadonlyMap<string, NoteWord> {
  const words = new Map<string, NoteWord>();
  if (change.flagged !== undefined) words.set('flagged', change.flagged ? true : null);
  if (change.review !== undefined)
    words.set('review', change.review === 'unreviewed' ? null : change.review);
  if (change.control !== undefined) words.set('control', textOf(change.control));
  for (const tag of change.removeTags ?? []) words.set(`tag:${textOf(tag) ?? ''}`, null);
  for (const tag of change.addTags ?? []) words.set(`tag:${textOf(tag) ?? ''}`, true);
  if (change.addComment !== undefined)
    words.set(`comment:${newCommentId()}`, textOf(change.addComment));
  if (change.editComment)
    words.set(`comment:${change.editComment.id}`, textOf(change.editComment.text));
  return words;
}

/** SQLite keeps a lone surrogate as another character: the hash would not be that of what is kept. */
const textOf = (text: string | null): string | null => text?.trim().toWellFormed() ?? null;

/** What must be said of events in a state so that the words hold of them; null when they do already. */
export function saying(words: ReadonlyMap<string, NoteWord>, state: NoteState | null): Said | null {
  const changed = [...words].filter(([name, word]) => {
    const before = state?.words.get(name) ?? [];
    // Saying it once more settles what people said differently.
    return wordOf(state, name) !== word || new Set(before.map((each) => each.word)).size > 1;
  });
  if (changed.length === 0) return null;
  return {
    set: Object.fromEntries(changed),
    was: Object.fromEntries(changed.map(([name]) => [name, wordOf(state, name)])),
    over: Object.fromEntries(
      changed.flatMap(([name]) => {
        const before = state?.words.get(name) ?? [];
        return before.length === 0 ? [] : [[name, before.map(({ id }) => id)]];
      }),
    ),
  };
}

/** Throws `bad-request` where the change is about a comment that is not the author's own, or not there. */
export function assertOwn(change: NoteChange, state: NoteState | null, author: string): void {
  if (!change.editComment) return;
  const [newest] = state?.words.get(`comment:${change.editComment.id}`) ?? [];
  if (!newest || newest.word === null)
    throw new ExpectedError('not-found', 'That comment is not there any more.');
  if (newest.author !== author)
    throw new ExpectedError(
      'bad-request',
      `That comment is ${newest.author}'s: only ${newest.author} can change it. Add one of your own.`,
    );
}

/** What takes an entry back of events in a state; null where all of it was changed since. */
export function takingBack(
  entry: { readonly id: string } & Said,
  state: NoteState | null,
): Said | null {
  const names = Object.keys(entry.set).filter((name) => {
    const now = state?.words.get(name) ?? [];
    return now.length === 1 && now[0]?.id === entry.id;
  });
  if (names.length === 0) return null;
  return {
    set: Object.fromEntries(names.map((name) => [name, entry.was[name] ?? null])),
    was: Object.fromEntries(names.map((name) => [name, entry.set[name] ?? null])),
    over: Object.fromEntries(names.map((name) => [name, [entry.id]])),
  };
}
