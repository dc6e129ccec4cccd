import type { JsonValue, RecordFlag } from '../../../../shared/event.ts';
import { placeColumn } from './copyColumns.ts';
import { maxColumns, splitRow, type Delimiter } from './csvRow.ts';
import { RecordRejected, type RecordValue } from './reader.ts';

/**
 * A row as an object of header name to cell text, in header order. Cells that a row lacks are absent; what it has too many is under
 * `column 16` and so on, never shifted. The object has no prototype: a column may be called `__proto__`.
 */
export function parseCsvRow(
  text: string,
  delimiter: Delimiter,
  header: readonly string[],
): RecordValue {
  const cells = splitRow(text.endsWith('\r') ? text.slice(0, -1) : text, delimiter);
  if (cells.length > maxColumns) {
    throw new RecordRejected(
      `a row of ${cells.length.toLocaleString('en-US')} cells: more than the ${maxColumns.toLocaleString('en-US')} that are read`,
    );
  }
  const value: { [name: string]: JsonValue } = Object.create(null);
  const named = Math.min(cells.length, header.length);
  for (let index = 0; index < named; index += 1) value[header[index]!] = cells[index]!;
  for (let index = header.length; index < cells.length; index += 1) {
    value[freeName(value, index)] = cells[index]!;
  }
  const flags: RecordFlag[] = [];
  if (cells.length !== header.length) flags.push('ragged row');
  if (text.includes('\0')) flags.push('NUL character');
  if (header.at(-1) === placeColumn) flags.push('spreadsheet re-saved');
  return { value, flags };
}

function freeName(value: object, index: number): string {
  let name = `column ${index + 1}`;
  while (name in value) name += '#2';
  return name;
}
