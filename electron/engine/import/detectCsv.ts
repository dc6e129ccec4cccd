import { csvlogHeader } from './detectLog.ts';
import { CsvReader } from './readers/csvReader.ts';
import {
  headerNames,
  isPreambleLine,
  maxColumns,
  splitRow,
  type Delimiter,
} from './readers/csvRow.ts';
import { parseLangfuseRow } from './readers/langfuseRow.ts';
import { maxRecordBytes, RecordRejected } from './readers/reader.ts';

export type CsvFormat =
  | {
      readonly name: 'csv';
      readonly delimiter: Delimiter;
      readonly header: readonly string[];
      readonly headerAsWritten: readonly string[];
    }
  | { readonly name: 'langfuse-csv-a'; readonly header: readonly string[] };

export type CsvDetection =
  | { readonly format: CsvFormat; readonly warnings: readonly string[] }
  | { readonly problem: string };

/** The columns of every Langfuse export, in their order (FORMATS 1). */
const langfuseHeader =
  'id,createdAt,updatedAt,type,apiKeyId,userId,orgId,userOrgRole,projectId,userProjectRole,resourceType,resourceId,action,before,after';

const sampleRows = 50;

/** Which CSV a content is, from its first bytes as UTF-8 (no byte order mark), or why it is none. */
export function detectCsv(head: Uint8Array, complete: boolean, name: string): CsvDetection {
  const dialectA = detectDialectA(head, complete);
  if (dialectA) return { format: dialectA, warnings: [] };
  const told = toldDelimiter(head);
  const candidates = delimitersFor(name)
    .filter((delimiter) => told === null || delimiter === told)
    .map((delimiter) => look(head, complete, delimiter))
    .filter((layout) => layout.header.length > 1 || told !== null);
  let best: Layout | null = null;
  for (const layout of candidates) {
    if (best === null || fit(layout) > fit(best)) best = layout;
  }
  if (best === null) return { problem: 'not an audit log: plain text without columns' };
  return judge(best);
}

type Layout = {
  readonly delimiter: Delimiter;
  readonly header: readonly string[];
  /** Cells of each of the first rows. */
  readonly widths: readonly number[];
};

/** How well rows agree with the header; among equals more columns win. */
function fit(layout: Layout): number {
  return agreement(layout) + layout.header.length / 100_000;
}

function agreement({ header, widths }: Layout): number {
  if (widths.length === 0) return 1;
  return widths.filter((width) => width === header.length).length / widths.length;
}

function judge(layout: Layout): CsvDetection {
  const { delimiter, header, widths } = layout;
  if (header.length > maxColumns) {
    return { problem: `${header.length} columns: more than the ${maxColumns} that are read` };
  }
  // Two or three columns in half of the lines may be chance: prose has commas too.
  const agreed = agreement(layout);
  if (agreed < 0.5 || (agreed === 0.5 && header.length < 4)) {
    return { problem: 'not an audit log: its lines do not form columns' };
  }
  const csvlog = csvlogHeader(header);
  if (csvlog)
    return {
      format: { name: 'csv', delimiter, header: csvlog, headerAsWritten: [] },
      warnings: [],
    };
  const headerless = header.some((cell) => /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(cell.trim()));
  if (headerless) {
    const names = header.map((_cell, index) => `column ${index + 1}`);
    return {
      format: { name: 'csv', delimiter, header: names, headerAsWritten: [] },
      warnings: ['the file has no line of column names: its columns are numbered'],
    };
  }
  const wordy = header.filter((cell) => cell.trim().split(/\s+/).length > 8).length;
  if (wordy * 4 > header.length || (widths.length === 0 && /[.!?]\s*$/.test(header.at(-1) ?? ''))) {
    return { problem: 'not an audit log: prose, not rows and columns' };
  }
  return {
    format: { name: 'csv', delimiter, header: headerNames(header), headerAsWritten: header },
    warnings: [],
  };
}

function delimitersFor(name: string): readonly Delimiter[] {
  return /\.(?:tsv|tab)$/i.test(name) ? ['\t', ',', ';'] : [',', ';', '\t'];
}

/** `sep=;` on the first line tells. */
function toldDelimiter(head: Uint8Array): Delimiter | null {
  const told = /^\s*"?sep=([,;\t])"?[\r\n]/i.exec(latin1(head.subarray(0, 64)))?.[1];
  return told === ',' || told === ';' || told === '\t' ? told : null;
}

function look(head: Uint8Array, complete: boolean, delimiter: Delimiter): Layout {
  let header: string[] | null = null;
  const widths: number[] = [];
  const reader = new CsvReader(
    { delimiter, columns: 0, hasHeader: true, placeWords: () => 'here' },
    (kind, _length, utf8) => {
      if (kind === 'separator' || kind === 'rejected' || widths.length >= sampleRows) return;
      if (header === null && isPreambleLine(utf8)) return;
      const cells = splitRow(Buffer.from(utf8).toString('utf8'), delimiter);
      if (header === null) header = cells;
      else widths.push(cells.length);
    },
    maxRecordBytes,
  );
  reader.push(head);
  // The last row of a head that is cut would count as ragged.
  if (complete || header === null) reader.end();
  return { delimiter, header: header ?? [], widths };
}

/** Dialect A: the 15 names without quotes, then lines whose cells are JSON literals. */
function detectDialectA(head: Uint8Array, complete: boolean): CsvFormat | null {
  if (!latin1(head.subarray(0, langfuseHeader.length)).startsWith(langfuseHeader)) return null;
  const lines = Buffer.from(head)
    .toString('utf8')
    .split('\n')
    .map((line) => line.replace(/\r$/, ''));
  if (lines[0] !== langfuseHeader) return null;
  const rows = (complete ? lines.slice(1) : lines.slice(1, -1))
    .filter((line) => line.trim() !== '')
    .slice(0, 20);
  const header = langfuseHeader.split(',');
  const read = rows.filter((row) => readsAsDialectA(row, header)).length;
  return read > 0 && read * 2 > rows.length ? { name: 'langfuse-csv-a', header } : null;
}

function readsAsDialectA(row: string, header: readonly string[]): boolean {
  if (!row.startsWith('"')) return false;
  try {
    parseLangfuseRow(row, header);
    return true;
  } catch (error) {
    if (error instanceof RecordRejected) return false;
    throw error;
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
