import { changeSummary } from '../../shared/changeSummary.ts';
import { diffStates } from '../../shared/diff.ts';
import { eventReference } from '../../shared/event.ts';
import type { CaseEvent } from '../../shared/event.ts';
import type { JsonValue } from '../../shared/event.ts';
import type { EventRow } from '../../shared/eventPage.ts';
import { fieldPath } from '../../shared/field.ts';
import { formatInZone } from '../../shared/instant.ts';
import { pointerGet } from '../../shared/jsonPointer.ts';
import { isNoteField, noNote } from '../../shared/note.ts';
import type { NoteValues } from '../../shared/note.ts';
import { fieldValue } from './eventFields.ts';
import { noteValue } from './notes/noteValue.ts';

const longestCell = 400;

type RowRead = {
  readonly volatile: readonly string[];
  readonly value: JsonValue | undefined;
  readonly note?: NoteValues;
};

/** A row of the grid: the asked columns as text, absent ones left out. */
export function toEventRow(
  event: CaseEvent,
  columns: readonly string[],
  zone: string,
  read: RowRead,
): EventRow {
  const cells: [string, string][] = [];
  for (const column of columns) {
    const text = cellText(event, column, zone, read);
    if (text !== null && text !== '')
      cells.push([column, text.length > longestCell ? `${text.slice(0, longestCell)}…` : text]);
  }
  return {
    event: eventReference(event),
    cells: Object.fromEntries(cells),
    verb: event.verb,
    outcome: event.outcome,
    actorType: event.actorType,
    flags: event.flags,
  };
}

function cellText(event: CaseEvent, column: string, zone: string, read: RowRead): string | null {
  if (isNoteField(column)) return asText(noteValue(column, read.note ?? noNote));
  if (column === 'occurredAt') {
    return event.time === null
      ? null
      : formatInZone(event.time.ms, zone, event.time.precision, event.time.ns);
  }
  if (column === 'change') {
    const { changes } = diffStates(event.before, event.after, { volatile: read.volatile });
    return changeSummary(event.before, event.after, changes, event.changeKind);
  }
  const path = fieldPath(column);
  if (path && path.root !== 'details') {
    const root =
      path.root === 'raw' ? read.value : path.root === 'before' ? event.before : event.after;
    return root === undefined ? null : asText(pointerGet(root, path.path));
  }
  if (column === 'targets' || column === 'target') {
    return event.targets
      .map((target) => target.name ?? target.email ?? target.id ?? target.type ?? '')
      .join(', ');
  }
  return asText(fieldValue(event, column, zone));
}

/** A value as one line of text: strings as they are, anything else as JSON. */
export function asText(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return value.join(', ');
  return JSON.stringify(value);
}
