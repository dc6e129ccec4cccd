import { noNote, reviewStates, takenAway } from '../../../shared/note.ts';
import type { NoteComment, NoteConflict, NoteValues, ReviewState } from '../../../shared/note.ts';
import type { NoteEntry, NoteWord } from './noteEntry.ts';

/** One wording of one thing that is said of an event. */
export type Wording = {
  /** Of the entry that says it. */
  readonly id: string;
  readonly at: string;
  readonly author: string;
  readonly word: NoteWord;
  /** When its words were said, and by whom: what an undo brings back was said before, not by the undo. */
  readonly said: Said;
  /** Of a comment: what stood there before. */
  readonly earlier: readonly Said[];
};

/** Undo reaches back no further than a person remembers. */
const keptEarlier = 50;

type Said = {
  readonly word: NoteWord;
  readonly at: string;
  readonly author: string;
  /** It replaced one of the same name. */
  readonly edited: boolean;
};

/**
 * What is said of an event: by name the wordings that no other replaced. More than one is what people said without knowing
 * of each other. Events of which the same entries speak share one state.
 */
export type NoteState = {
  readonly words: ReadonlyMap<string, readonly Wording[]>;
  /** Numbers of the entries that speak of the event, oldest first. */
  readonly entries: readonly number[];
};

/** The state after an entry. In whatever order entries come that do not replace each other, the words are the same. */
export function afterEntry(state: NoteState | null, entry: NoteEntry): NoteState {
  const words = new Map(state?.words);
  for (const [name, word] of Object.entries(entry.set)) {
    const over = new Set(entry.over[name]);
    const [left, replaced] = parted(words.get(name) ?? [], ({ id }) => !over.has(id));
    const earlier = name.startsWith('comment:')
      ? replaced.flatMap((each) => [...each.earlier, each.said]).slice(-keptEarlier)
      : [];
    const { id, at, author } = entry;
    const broughtBack =
      entry.undoes === undefined ? undefined : earlier.findLast((each) => each.word === word);
    const said = broughtBack ?? { word, at, author, edited: over.size > 0 };
    words.set(name, [...left, { id, at, author, word, said, earlier }].toSorted(latest));
  }
  return { words, entries: [...(state?.entries ?? []), entry.seq] };
}

function parted<T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

/** Two notes on what turned out to be one event. */
export function united(a: NoteState, b: NoteState): NoteState {
  const words = new Map(a.words);
  for (const [name, wordings] of b.words)
    words.set(name, [...(words.get(name) ?? []), ...wordings].toSorted(latest));
  const entries = [...new Set([...a.entries, ...b.entries])].toSorted((x, y) => x - y);
  return { words, entries };
}

/** Newest first; at the same time by id, so that every copy of the case decides alike. */
function latest(a: Wording, b: Wording): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}

/** What holds under a name. A flag or a tag that somebody set stays until whoever takes it away has seen it. */
export function wordOf(state: NoteState | null, name: string): NoteWord {
  const wordings = state?.words.get(name) ?? [];
  if (wordings.some(({ word }) => word === true)) return true;
  return wordings[0]?.word ?? null;
}

const known = new WeakMap<NoteState, NoteValues>();

/** What a state says in all. */
export function valuesOf(state: NoteState | null): NoteValues {
  if (state === null) return noNote;
  let values = known.get(state);
  if (!values) known.set(state, (values = readValues(state)));
  return values;
}

function readValues(state: NoteState): NoteValues {
  const tags: string[] = [];
  const comments: NoteComment[] = [];
  const authors = new Set<string>();
  const conflicts: NoteConflict[] = [];
  for (const [name, wordings] of state.words) {
    for (const { author, word } of wordings) if (word !== null) authors.add(author);
    const [kind, rest] = splitName(name);
    if (kind === 'tag' && wordOf(state, name) === true) tags.push(rest);
    if (kind === 'comment') comments.push(...commentOf(rest, wordings));
    if (kind === 'review' || kind === 'control' || kind === 'comment')
      conflicts.push(...conflictOf(kind, wordings));
  }
  const control = wordOf(state, 'control');
  return {
    flagged: wordOf(state, 'flagged') === true,
    tags: tags.toSorted(),
    review: reviewOf(wordOf(state, 'review')),
    control: typeof control === 'string' ? control : null,
    comments: comments.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    authors: [...authors].toSorted(),
    conflicts,
  };
}

function splitName(name: string): readonly [kind: string, rest: string] {
  const at = name.indexOf(':');
  return at < 0 ? [name, ''] : [name.slice(0, at), name.slice(at + 1)];
}

const reviewOf = (word: NoteWord): ReviewState =>
  reviewStates.find((each) => each === word) ?? 'unreviewed';

/** None when it was taken away. */
function commentOf(id: string, wordings: readonly Wording[]): readonly NoteComment[] {
  const [newest] = wordings;
  if (!newest || typeof newest.word !== 'string') return [];
  const { author, at, edited } = newest.said;
  return [{ id, author, at, text: newest.word, edited }];
}

function conflictOf(
  what: NoteConflict['what'],
  wordings: readonly Wording[],
): readonly NoteConflict[] {
  if (new Set(wordings.map(({ word }) => word)).size < 2) return [];
  const unsaid = what === 'review' ? 'unreviewed' : takenAway;
  return [
    {
      what,
      values: wordings.map(({ word, author, at }) => ({
        value: typeof word === 'string' ? word : unsaid,
        author,
        at,
      })),
    },
  ];
}
