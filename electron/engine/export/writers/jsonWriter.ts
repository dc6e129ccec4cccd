import type { JsonValue } from '../../../../shared/event.ts';
import type { ExportColumn, ExportWriter } from './writer.ts';

function objectText(
  columns: readonly ExportColumn[],
  values: readonly (JsonValue | undefined)[],
): string {
  const parts: string[] = [];
  for (const [i, column] of columns.entries()) {
    const value = values[i];
    if (value === undefined && (column.field === 'before' || column.field === 'after')) continue;
    parts.push(`${JSON.stringify(column.header)}:${JSON.stringify(value ?? null)}`);
  }
  return `{${parts.join(',')}}`;
}

/** One JSON array, an event a line. */
export function jsonWriter(columns: readonly ExportColumn[]): ExportWriter {
  let first = true;
  return {
    begin: () => '[',
    row(values) {
      const text = `${first ? '\n' : ',\n'}${objectText(columns, values)}`;
      first = false;
      return text;
    },
    end: () => '\n]\n',
  };
}

/** JSON lines (https://jsonlines.org): an event a line, UTF-8, `\n`. */
export function jsonLinesWriter(columns: readonly ExportColumn[]): ExportWriter {
  return {
    begin: () => '',
    row: (values) => `${objectText(columns, values)}\n`,
    end: () => '',
  };
}
