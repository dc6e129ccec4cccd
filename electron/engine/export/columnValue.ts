import type { JsonValue } from '../../../shared/event.ts';
import { fieldPath } from '../../../shared/field.ts';
import { pointerGet } from '../../../shared/jsonPointer.ts';
import { isNoteField, noNote } from '../../../shared/note.ts';
import type { NoteValues } from '../../../shared/note.ts';
import { fieldValue } from '../eventFields.ts';
import { toEventRow } from '../eventRow.ts';
import { noteValue } from '../notes/noteValue.ts';
import type { StoredRecord } from '../recordReader.ts';

/** What an export takes its values from. */
export type Exported = Pick<StoredRecord, 'event' | 'value'> & {
  /** Absent where no note field is asked for, or nothing was noted. */
  readonly note?: NoteValues | undefined;
};

/** A column's value as it is exported; undefined where the event has none. */
export function columnValue(
  stored: Exported,
  field: string,
  zone: string,
  volatile: readonly string[],
): JsonValue | undefined {
  if (isNoteField(field)) return noteValue(field, stored.note ?? noNote);
  const at = fieldPath(field);
  if (at && at.root !== 'details') {
    const root =
      at.root === 'raw'
        ? stored.value
        : at.root === 'before'
          ? stored.event.before
          : stored.event.after;
    return root === undefined ? undefined : pointerGet(root, at.path);
  }
  if (field === 'change')
    return (
      toEventRow(stored.event, ['change'], zone, { volatile, value: undefined }).cells['change'] ??
      null
    );
  return fieldValue(stored.event, field, zone);
}
