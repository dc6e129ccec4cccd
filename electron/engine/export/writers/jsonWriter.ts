import type { JsonValue } from '../../../../shared/event.ts';
import type { ExportColumn, ExportWriter } from './writer.ts';

/** Gives the function that writes one event as an object. */
function objectWriter(
  columns: readonly ExportColumn[],
): (values: readonly (JsonValue | undefined)[]) => string {
  const keys = columns.map(({ header }) => `${JSON.stringify(header)}:`);
  const mayLack = columns.map(({ field }) => field === 'before' || field === 'after');
  return (values) => {
    let text = '';
    for (const [i, key] of keys.entries()) {
      const value = values[i];
      if (value === undefined && mayLack[i] === true) continue;
      text += `${text === '' ? '' : ','}${key}${JSON.stringify(value ?? null)}`;
    }
    return `{${text}}`;
  };
}

/** One JSON array, an event a line. */
export function jsonWriter(columns: readonly ExportColumn[]): ExportWriter {
  const objectText = objectWriter(columns);
  let first = true;
  return {
    begin: () => '[',
    row(values) {
      const text = `${first ? '\n' : ',\n'}${objectText(values)}`;
      first = false;
      return text;
    },
    end: () => '\n]\n',
  };
}

/** JSON lines (https://jsonlines.org): an event a line, UTF-8, `\n`. */
export function jsonLinesWriter(columns: readonly ExportColumn[]): ExportWriter {
  const objectText = objectWriter(columns);
  return {
    begin: () => '',
    row: (values) => `${objectText(values)}\n`,
    end: () => '',
  };
}
