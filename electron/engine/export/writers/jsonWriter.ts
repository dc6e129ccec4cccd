import type { ExportColumn, TextWriter } from './writer.ts';

/** A member of the event's object; states that an event has none of are left out. */
function memberCell(columns: readonly ExportColumn[]): TextWriter['cell'] {
  const keys = columns.map(({ header }) => `${JSON.stringify(header)}:`);
  const mayLack = columns.map(({ field }) => field === 'before' || field === 'after');
  return (column, value) => {
    if (value === undefined && mayLack[column] === true) return null;
    return (keys[column] ?? '') + JSON.stringify(value ?? null);
  };
}

/** One JSON array, an event a line. */
export function jsonWriter(columns: readonly ExportColumn[]): TextWriter {
  return {
    begin: '[\n',
    between: ',\n',
    open: '{',
    close: '}',
    cell: memberCell(columns),
    end: (rows) => (rows === 0 ? ']\n' : '\n]\n'),
  };
}

/** JSON lines (https://jsonlines.org): an event a line, UTF-8, `\n`. */
export function jsonLinesWriter(columns: readonly ExportColumn[]): TextWriter {
  return {
    begin: '',
    between: '\n',
    open: '{',
    close: '}',
    cell: memberCell(columns),
    end: (rows) => (rows === 0 ? '' : '\n'),
  };
}
