import type { JsonValue } from '../../../shared/event.ts';
import { assertNever } from '../../../shared/failure.ts';
import type { NoteField, NoteValues } from '../../../shared/note.ts';

/** A note field as a cell or an exported value: comments one after the other, with an empty line between. */
export function noteValue(field: NoteField, note: NoteValues): JsonValue {
  switch (field) {
    case 'flagged':
      return note.flagged ? 'yes' : 'no';
    case 'review':
      return note.review;
    case 'tag':
      return note.tags;
    case 'control':
      return note.control;
    case 'comment':
      return note.comments.length === 0 ? null : note.comments.map(({ text }) => text).join('\n\n');
    case 'noteAuthor':
      return note.authors;
    default:
      return assertNever(field);
  }
}
