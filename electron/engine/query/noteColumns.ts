import { isNoteField, noNote, noteTexts, reviewStates } from '../../../shared/note.ts';
import type { NoteField } from '../../../shared/note.ts';
import type { PackedColumn } from '../columns/packColumn.ts';
import type { Segment } from '../columns/segment.ts';
import type { NoteRows } from '../notes/noteRows.ts';
import { valuesOf } from '../notes/noteState.ts';
import { Verdicts } from './codedField.ts';
import type { CodedField, CodedNotes } from './codedField.ts';
import type { Pace } from './pace.ts';

/** What `noteTexts` gives, by code from 1. A code once given stays, so that an answer being worked out stays whole. */
class Texts {
  readonly byCode: (readonly string[])[] = [];
  readonly #codes = new Map<string, number>();

  constructor(ahead: readonly string[]) {
    for (const text of ahead) this.code([text]);
  }

  /** 0 for no text. */
  code(texts: readonly string[]): number {
    if (texts.length === 0) return 0;
    const key = JSON.stringify(texts);
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    this.byCode.push(texts);
    this.#codes.set(key, this.byCode.length);
    return this.byCode.length;
  }
}

type Built = { readonly version: number; readonly column: PackedColumn };
type FieldColumns = {
  readonly texts: Texts;
  readonly verdicts: Verdicts;
  /** By the segment's first row; a changed segment's column is made anew and never written into. */
  columns: ReadonlyMap<number, Built>;
};

/** In their own order, which is the order of sorting too. */
const ahead: Readonly<Record<NoteField, readonly string[]>> = {
  flagged: ['yes', 'no'],
  review: reviewStates,
  tag: [],
  control: [],
  comment: [],
  noteAuthor: [],
};

/** Columns of codes made of notes, for the segments that have some; rows without a note have what no note says. */
export class NoteColumns implements CodedNotes {
  readonly #rows: NoteRows;
  readonly #fields = new Map<NoteField, FieldColumns>();

  constructor(rows: NoteRows) {
    this.#rows = rows;
  }

  /** Reads what was noted since; gives a number that grows with it. */
  async version(): Promise<number> {
    await this.#rows.refresh();
    return this.#rows.version;
  }

  /** Makes the columns of a field; those of another are left. */
  async prepare(name: string, pace: Pace): Promise<void> {
    if (!isNoteField(name)) return;
    await this.#rows.refresh();
    const field = this.#field(name);
    const columns = new Map<number, Built>();
    for (const [firstRow, notes, size] of this.#rows.segments()) {
      const known = field.columns.get(firstRow);
      if (known?.version === notes.version) columns.set(firstRow, known);
      else {
        const column = columnOf(name, notes.states, size, field.texts);
        columns.set(firstRow, { version: notes.version, column });
        if (pace.due()) await pace.rest();
      }
    }
    field.columns = columns;
  }

  /** As it was prepared last. */
  field(name: NoteField): CodedField {
    const { texts, verdicts, columns } = this.#field(name);
    const size = texts.byCode.length;
    const unsaid: PackedColumn = { base: texts.code(noteTexts(name, noNote)), values: null };
    return {
      name,
      size,
      texts: 'several',
      verdicts,
      ready: () => true,
      column: (segment: Segment) => columns.get(segment.firstRow)?.column ?? unsaid,
      *entries() {
        for (let code = 1; code <= size; code++) yield [code, texts.byCode[code - 1] ?? []];
      },
      labels: (code) => [...new Set(texts.byCode[code - 1])],
    };
  }

  #field(name: NoteField): FieldColumns {
    let field = this.#fields.get(name);
    if (!field) {
      field = { texts: new Texts(ahead[name]), verdicts: new Verdicts(), columns: new Map() };
      this.#fields.set(name, field);
    }
    return field;
  }
}

function columnOf(
  name: NoteField,
  states: ReadonlyMap<number, Parameters<typeof valuesOf>[0]>,
  size: number,
  texts: Texts,
): PackedColumn {
  const unsaid = texts.code(noteTexts(name, noNote));
  const codes = new Map<number, number>();
  for (const [at, state] of states) codes.set(at, texts.code(noteTexts(name, valuesOf(state))));
  const most = texts.byCode.length;
  const Width = most <= 0xff ? Uint8Array : most <= 0xffff ? Uint16Array : Uint32Array;
  const values = new Width(size).fill(unsaid);
  for (const [at, code] of codes) values[at] = code;
  return { base: 0, values };
}
