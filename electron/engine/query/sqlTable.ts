import Database from 'better-sqlite3';

import { ExpectedError } from '../../../shared/failure.ts';
import { fields } from '../../../shared/field.ts';
import { isList } from '../../../shared/jsonPointer.ts';
import { isNoteField, noNote } from '../../../shared/note.ts';
import type { NoteValues } from '../../../shared/note.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import { listColumns } from '../columns/columnField.ts';
import { targetItems } from '../columns/listText.ts';
import type { Segment } from '../columns/segment.ts';
import { noteValue } from '../notes/noteValue.ts';
import type { RecordReader } from '../recordReader.ts';
import { CodedFields } from './codedField.ts';
import { fieldTexts } from './fieldTexts.ts';
import { rowLabels } from './rowLabels.ts';

export type SqlValue = string | number | bigint | Buffer | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;

type Cell = (segment: Segment, at: number) => string | number | null;

/** The columns of `event`: every field of a filter by its name, and `details`. Lists and states are JSON text. */
export const sqlColumns: readonly string[] = [...fields.map(({ name }) => name), 'details'];

/**
 * Adds the virtual table `event`: the case's events in order of import, without those that were set aside. Only columns
 * that `mentions` names are filled (SQLite asks for whole rows, and some columns cost reading the record); hours and
 * weekdays are UTC. `cancelled` is asked row by row.
 */
export function registerEventTable(
  db: Database.Database,
  index: CaseIndex,
  records: RecordReader,
  options: {
    readonly aside: ReadonlySet<number>;
    readonly mentions: (column: string) => boolean;
    readonly notes?: (row: number) => NoteValues;
    readonly cancelled?: () => boolean;
  },
): void {
  const cells = sqlColumns.map((name) =>
    options.mentions(name) ? cellOf(name, index, records, options.notes) : nothing,
  );
  db.table('event', {
    columns: [...sqlColumns],
    *rows() {
      for (const segment of index.segments) {
        for (let at = 0; at < segment.rows; at++) {
          if (options.aside.size > 0 && options.aside.has(segment.value('original', at))) continue;
          if (options.cancelled?.()) throw new ExpectedError('cancelled', 'Cancelled');
          yield cells.map((cell) => cell(segment, at));
        }
      }
    },
  });
}

/**
 * Runs one SELECT over the table `event` and gives its rows as they come. It sees nothing but that table. Throws
 * `bad-request` with SQLite's own words for anything else.
 */
export function* runSql(
  index: CaseIndex,
  records: RecordReader,
  aside: ReadonlySet<number>,
  statement: string,
  { cancelled, notes }: { cancelled?: () => boolean; notes?: (row: number) => NoteValues } = {},
): Generator<SqlRow> {
  if (!/^\s*(?:select|with|values)\b/i.test(withoutComments(statement))) {
    throw new ExpectedError('bad-request', 'Only a SELECT can be run here.');
  }
  const db = new Database(':memory:');
  try {
    registerEventTable(db, index, records, {
      aside,
      mentions: mentionedIn(statement),
      ...(cancelled && { cancelled }),
      ...(notes && { notes }),
    });
    db.pragma('query_only = ON');
    db.pragma('trusted_schema = OFF');
    const prepared = db.prepare<[], SqlRow>(statement);
    if (!prepared.reader || !prepared.readonly) {
      throw new ExpectedError('bad-request', 'Only a SELECT can be run here.');
    }
    yield* prepared.iterate();
  } catch (thrown) {
    if (thrown instanceof Database.SqliteError || thrown instanceof RangeError) {
      throw new ExpectedError('bad-request', `SQL: ${thrown.message}`, { cause: thrown });
    }
    throw thrown;
  } finally {
    db.close();
  }
}

/** Which columns a statement may use: those that it names, all where it has a star other than that of count(*). */
function mentionedIn(statement: string): (column: string) => boolean {
  const text = withoutComments(statement)
    .replaceAll(/count\s*\(\s*\*\s*\)/gi, '')
    .toLowerCase();
  if (text.includes('*')) return () => true;
  const words = new Set(text.match(/\w+/g));
  return (column) => words.has(column.toLowerCase());
}

const withoutComments = (statement: string): string =>
  statement.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ');

const nothing: Cell = () => null;

function cellOf(
  name: string,
  index: CaseIndex,
  records: RecordReader,
  notes: ((row: number) => NoteValues) | undefined,
): Cell {
  if (isNoteField(name)) {
    return (segment, at) => {
      const value = noteValue(name, notes?.(segment.firstRow + at) ?? noNote);
      return typeof value === 'string'
        ? value
        : isList(value) && value.length > 0
          ? JSON.stringify(value)
          : null;
    };
  }
  const field = fields.find((each) => each.name === name);
  if (!field)
    return (segment, at) => JSON.stringify(records.read(segment.firstRow + at).event.details);
  const isNumber = field.kind === 'number';
  if (name === 'targets' || name === 'target' || listColumns.has(name)) {
    return listCell(name === 'target' ? 'targets' : name, index, records);
  }
  const coded = new CodedFields(index, null, (original) => records.fileOf(original)).field(
    name,
    'UTC',
  );
  if (coded) {
    return (segment, at) => {
      const { base, values } = coded.column(segment);
      const [label] = coded.labels(values === null ? base : (values[at] ?? 0));
      return label === undefined ? null : isNumber ? Number(label) : label;
    };
  }
  if (field.home === 'record' && name !== 'event') {
    return (segment, at) => {
      const { event, value } = records.read(segment.firstRow + at);
      return fieldTexts(field, event, value, 'UTC')[0] ?? null;
    };
  }
  const labels = rowLabels(field, index, records, 'UTC');
  return (segment, at) => {
    const [label] = labels(segment, at);
    return label === undefined ? null : isNumber ? Number(label) : label;
  };
}

/** As JSON text; targets as objects. Before the background pass has come by, from the record. */
function listCell(name: string, index: CaseIndex, records: RecordReader): Cell {
  const dictionary = index.dictionary(name);
  const read = (segment: Segment, at: number): string | null => {
    const { event } = records.read(segment.firstRow + at);
    const items = name === 'targets' ? event.targets : event.changed;
    return items.length === 0 ? null : JSON.stringify(items);
  };
  return (segment, at) => {
    if (!segment.has(name)) return read(segment, at);
    const text = dictionary.text(segment.value(name, at));
    return name === 'targets' && text !== null ? JSON.stringify(targetItems(text)) : text;
  };
}
