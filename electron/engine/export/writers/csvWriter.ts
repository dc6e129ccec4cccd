import type { JsonValue } from '../../../../shared/event.ts';
import { spreadsheetSafe } from '../../../../shared/spreadsheetSafe.ts';
import { asText } from '../../eventRow.ts';
import type { ExportColumn, TextWriter } from './writer.ts';

const byteOrderMark = '\uFEFF';

/** Text as it is, lists and objects as JSON, nothing as an empty cell. */
function plain(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return JSON.stringify(value);
  return asText(value) ?? '';
}

/**
 * RFC 4180, UTF-8, CRLF, every cell that holds something quoted. `exact` leaves cells as they are. Otherwise the file is for a spreadsheet:
 * cells that it would run begin with `'`, and a byte order mark leads, without which Excel on Windows takes the text for one in the
 * local code page.
 */
export function csvWriter(columns: readonly ExportColumn[], exact: boolean): TextWriter {
  const quoted = (text: string): string => {
    if (text === '') return '';
    const safe = exact ? text : spreadsheetSafe(text);
    return `"${safe.includes('"') ? safe.replaceAll('"', '""') : safe}"`;
  };
  return {
    begin: `${exact ? '' : byteOrderMark}${columns.map(({ header }) => quoted(header)).join(',')}\r\n`,
    between: '\r\n',
    open: '',
    close: '',
    cell: (_column, value) => quoted(plain(value)),
    end: (rows) => (rows === 0 ? '' : '\r\n'),
  };
}
