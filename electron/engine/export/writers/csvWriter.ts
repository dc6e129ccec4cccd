import { stringify } from 'csv-stringify/sync';

import type { JsonValue } from '../../../../shared/event.ts';
import { asText } from '../../eventRow.ts';
import { spreadsheetSafe } from '../spreadsheetSafe.ts';
import type { ExportColumn, ExportWriter } from './writer.ts';

/** A cell: text as it is, lists and objects as JSON, nothing as an empty cell. */
function cell(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return JSON.stringify(value);
  return asText(value) ?? '';
}

/**
 * RFC 4180, UTF-8, CRLF, every cell quoted. `exact` leaves cells as they are; otherwise those that a spreadsheet would
 * run begin with `'`.
 */
export function csvWriter(columns: readonly ExportColumn[], exact: boolean): ExportWriter {
  const line = (cells: readonly string[]): string =>
    stringify([exact ? [...cells] : cells.map(spreadsheetSafe)], {
      quoted: true,
      record_delimiter: '\r\n',
    });
  return {
    begin: () => line(columns.map((column) => column.header)),
    row: (values) => line(columns.map((_, i) => cell(values[i]))),
    end: () => '',
  };
}
