/** What auditors say about events: in `notes.db`, beside the evidence and never in it. */
import { z } from 'zod';

import { assertNever } from './failure.ts';
import type { Group } from './filter.ts';
import { eachCondition } from './filterCheck.ts';

export const reviewStates = [
  'unreviewed',
  'follow up',
  'reviewed',
  'exception',
  'not relevant',
] as const;
export type ReviewState = (typeof reviewStates)[number];

/** The fields of `field.ts` that notes answer. */
export const noteFields = ['flagged', 'review', 'tag', 'control', 'comment', 'noteAuthor'] as const;
export type NoteField = (typeof noteFields)[number];

export function isNoteField(name: string): name is NoteField {
  return noteFields.some((each) => each === name);
}

/** Whether the answer to a view changes with what is noted. */
export function asksNotes(filter: Group, fields: readonly string[]): boolean {
  let asks = fields.some(isNoteField);
  eachCondition(filter, ({ field }) => (asks ||= isNoteField(field)));
  return asks;
}

export type NoteComment = {
  readonly id: string;
  readonly author: string;
  /** UTC ISO of its last wording. */
  readonly at: string;
  /** Markdown. */
  readonly text: string;
  readonly edited: boolean;
};

/** Stands for a control reference or comment that one of two took away. */
export const takenAway = '(taken away)';

/** Something that two people said differently without knowing of each other. The first value is the one that counts. */
export type NoteConflict = {
  readonly what: 'review' | 'control' | 'comment';
  readonly values: readonly {
    readonly value: string;
    readonly author: string;
    readonly at: string;
  }[];
};

/** All that is said about one event, as it is now. */
export type NoteValues = {
  readonly flagged: boolean;
  readonly tags: readonly string[];
  readonly review: ReviewState;
  readonly control: string | null;
  readonly comments: readonly NoteComment[];
  readonly authors: readonly string[];
  readonly conflicts: readonly NoteConflict[];
};

export const noNote: NoteValues = {
  flagged: false,
  tags: [],
  review: 'unreviewed',
  control: null,
  comments: [],
  authors: [],
  conflicts: [],
};

export function isNoted(note: NoteValues): boolean {
  return note.authors.length > 0 || note.conflicts.length > 0;
}

/** The texts that an event has in a note field: what conditions, facets and orders compare. */
export function noteTexts(field: NoteField, note: NoteValues): readonly string[] {
  switch (field) {
    case 'flagged':
      return [note.flagged ? 'yes' : 'no'];
    case 'review':
      return [note.review];
    case 'tag':
      return note.tags;
    case 'control':
      return note.control === null ? [] : [note.control];
    case 'comment':
      return note.comments.map(({ text }) => text);
    case 'noteAuthor':
      return note.authors;
    default:
      return assertNever(field);
  }
}

/** What the grid marks. */
export type NoteMark = {
  readonly flagged: boolean;
  readonly review: ReviewState;
  readonly tags: readonly string[];
  readonly comments: number;
  readonly conflict: boolean;
  /** The record at the place is another than the one that the note was written on. */
  readonly stale: boolean;
};

/** What is to be said anew; what is left out stays. */
export type NoteChange = {
  readonly flagged?: boolean | undefined;
  readonly review?: ReviewState | undefined;
  readonly addTags?: readonly string[] | undefined;
  readonly removeTags?: readonly string[] | undefined;
  /** Null takes it away. */
  readonly control?: string | null | undefined;
  readonly addComment?: string | undefined;
  /** One's own comment; null takes it away. */
  readonly editComment?: { readonly id: string; readonly text: string | null } | undefined;
};

/** These events, or all that a filter keeps. */
export type NoteTarget =
  | { readonly events: readonly string[] }
  | { readonly filter: Group; readonly zone: string };

/** One change of notes, undone as one. */
export type NoteStep = {
  /** Null: nothing had to be changed. */
  readonly step: string | null;
  readonly changed: number;
  /** Those that said so already; of an undo, those that were changed since and are left alone. */
  readonly unchanged: number;
};

export type NoteHistoryEntry = {
  readonly at: string;
  readonly author: string;
  readonly words: string;
  /** Who brought it in from a copy of the case, and when; null where it was written here. */
  readonly merged: { readonly by: string; readonly at: string } | null;
};

export type NoteDetail = NoteValues & {
  readonly event: string;
  /** Newest first. */
  readonly history: readonly NoteHistoryEntry[];
  readonly stale: boolean;
};

/** One noted event of the case, or a note that has no event here. */
export type ListedNote = NoteValues & {
  /** Null: no event of this case lies there. */
  readonly event: string | null;
  readonly stale: boolean;
  /** The evidence file's name, null where this case does not have it; its SHA-256 and the place in it. */
  readonly file: string | null;
  readonly sha256: string;
  readonly offset: number;
  readonly part: number;
};
export type NoteList = {
  readonly total: number;
  readonly withoutEvent: number;
  readonly rows: readonly ListedNote[];
};

export type NoteMerge = {
  /** Entries that were new here; their events; those of them where two people now disagree. */
  readonly entries: number;
  readonly events: number;
  readonly conflicts: number;
  /** Events of evidence files that this case does not have: kept, shown nowhere but in the list of notes. */
  readonly elsewhere: number;
  /** Names of the saved views that were new here. */
  readonly views: readonly string[];
  /** Pairs of names that are said to be one, and were not before. */
  readonly same: number;
};

/** Of one step: notes are held in memory while a case is open, about 70 bytes each. */
export const mostNotedAtOnce = 2_000_000;
export const maxTagLength = 100;
export const maxCommentLength = 20_000;
const tag = z.string().trim().min(1).max(maxTagLength);

export const noteChangeSchema: z.ZodType<NoteChange> = z.strictObject({
  flagged: z.boolean().optional(),
  review: z.enum(reviewStates).optional(),
  addTags: z.array(tag).max(50).optional(),
  removeTags: z.array(tag).max(50).optional(),
  control: z.string().trim().min(1).max(200).nullable().optional(),
  addComment: z.string().trim().min(1).max(maxCommentLength).optional(),
  editComment: z
    .strictObject({
      id: z.string().max(100),
      text: z.string().trim().min(1).max(maxCommentLength).nullable(),
    })
    .optional(),
});
