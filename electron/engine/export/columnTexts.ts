import { formatInstant } from '../../../shared/instant.ts';
import { isNoteField } from '../../../shared/note.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import { firstPassColumns } from '../columns/columnField.ts';
import { fieldValue } from '../eventFields.ts';
import { noteValue } from '../notes/noteValue.ts';
import type { OpenCase } from '../openCase.ts';
import type { RecordReader } from '../recordReader.ts';
import { columnEvent, timeOf } from './columnEvents.ts';
import { rowText } from './writers/writer.ts';
import type { ExportColumn, TextWriter } from './writers/writer.ts';

/** Fields whose value is a dictionary's text, or nothing: not lists, and not those that always have a value. */
const codedFields: ReadonlySet<string> = new Set(
  firstPassColumns.filter(
    (name) => !['actorRoles', 'flags', 'verb', 'outcome', 'actorType'].includes(name),
  ),
);
/** Cells of a field with more texts are made anew for each row: they would not come again soon enough. */
const keptCells = 20_000;

/** Makes the text of rows of nothing but columns (`areInColumns`): a cell of a text that was seen before is not made again. */
export function columnTexts(
  { index, eventNotes, records }: Pick<OpenCase, 'index' | 'eventNotes' | 'records'>,
  columns: readonly ExportColumn[],
  zone: string,
  writer: TextWriter,
): (row: number) => string {
  const cells = columns.map(({ field }, at): Cell => {
    if (isNoteField(field))
      return (row) => writer.cell(at, noteValue(field, eventNotes.values(row)));
    return cellOf({ index, fileOf: records.fileOf }, field, zone, (value) =>
      writer.cell(at, value),
    );
  });
  return (row) =>
    rowText(
      writer,
      cells.map((cell) => cell(row)),
    );
}

type Cell = (row: number) => string | null;

function cellOf(
  { index, fileOf }: { readonly index: CaseIndex; readonly fileOf: RecordReader['fileOf'] },
  field: string,
  zone: string,
  write: (value: Parameters<TextWriter['cell']>[1]) => string | null,
): Cell {
  if (field === 'occurredAt')
    return (row) => {
      const time = timeOf(index, row);
      return write(time === null ? null : formatInstant(time));
    };
  if (!codedFields.has(field))
    return (row) => write(fieldValue(columnEvent(index, row, fileOf), field, zone));
  const dictionary = index.dictionary(field);
  if (dictionary.size > keptCells) return (row) => write(textOf(index, row, field));
  const kept: (string | null)[] = [];
  return (row) => {
    const segment = index.segmentOf(row);
    const code = segment.value(field, row - segment.firstRow);
    const known = kept[code];
    if (known !== undefined) return known;
    return (kept[code] = write(textOf(index, row, field)));
  };
}

/** Its product stands in every event, if only as an empty text. */
function textOf(index: CaseIndex, row: number, field: string): string | null {
  return index.text(row, field) ?? (field === 'source' ? '' : null);
}
