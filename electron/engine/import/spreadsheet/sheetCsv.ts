import { ExpectedError } from '../../../../shared/failure.ts';
import { placeColumn, storedColumn } from '../readers/copyColumns.ts';
import { maxColumns } from '../readers/csvRow.ts';
import { shownNumber } from './cellFormat.ts';
import type { CellFormats } from './cellFormat.ts';
import { refuseDeclarations, xmlAttributes, xmlElements, xmlText } from './xml.ts';

/** A row of more XML than this is none that an office program writes. */
const maxRowBytes = 16 * 1024 * 1024;

export type SheetParts = {
  /** The sheet's part, `xl/worksheets/sheet1.xml`. */
  readonly part: string;
  readonly strings: readonly string[];
  readonly formats: CellFormats;
};

type Cell = { readonly column: number; readonly shown: string; readonly stored: string };

/**
 * A worksheet as CSV, row by row: cells as they are shown (dates written as ISO 8601 without a zone), then a column with what is stored where that
 * is another text, and one that says where in the sheet's XML the row lies. The first row that is not empty names the columns.
 */
export async function* sheetCsv(
  content: AsyncIterable<Uint8Array>,
  parts: SheetParts,
): AsyncGenerator<Uint8Array> {
  let names: readonly string[] | null = null;
  for await (const { xml, offset, length } of rowsOf(content)) {
    const cells = cellsOf(xml, parts);
    if (cells.every(({ shown }) => shown === '')) continue;
    const width = Math.max(...cells.map(({ column }) => column)) + 1;
    if (width > maxColumns)
      throw new ExpectedError('unreadable', `the sheet has more than ${maxColumns} columns`);
    if (names === null) {
      names = textsOf(cells, width);
      yield line([...names, storedColumn, placeColumn]);
      continue;
    }
    const row = textsOf(cells, Math.max(width, names.length));
    if (row.length > names.length) row.length = names.length;
    const stored = storedOf(cells, names);
    yield line([...row, stored, `${parts.part}:${offset}+${length}`]);
  }
}

function textsOf(cells: readonly Cell[], width: number): string[] {
  const texts = Array.from({ length: width }, () => '');
  for (const { column, shown } of cells) texts[column] = shown;
  return texts;
}

/** By the names of their columns; what lies beyond the last name is there, too. */
function storedOf(cells: readonly Cell[], names: readonly string[]): string {
  const stored = cells.flatMap(({ column, shown, stored: kept }): [string, string][] => {
    if (column >= names.length) return shown === '' ? [] : [[`column ${column + 1}`, kept]];
    return shown === kept ? [] : [[names[column] ?? `column ${column + 1}`, kept]];
  });
  return stored.length === 0 ? '' : JSON.stringify(Object.fromEntries(stored));
}

function line(cells: readonly string[]): Uint8Array {
  const written = cells.map((cell) =>
    /[",\r\n]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
  );
  return Buffer.from(`${written.join(',')}\n`, 'utf8');
}

function cellsOf(row: string, { strings, formats }: SheetParts): readonly Cell[] {
  const cells: Cell[] = [];
  let next = 0;
  for (const { tag, inside } of xmlElements(row, 'c')) {
    const attributes = xmlAttributes(tag);
    const column = columnOf(attributes.get('r')) ?? next;
    next = column + 1;
    const [value] = [...xmlElements(inside, 'v')];
    const stored = value ? xmlText(value.inside) : '';
    cells.push({ column, ...shownAs(attributes, inside, stored) });
  }
  return cells;

  function shownAs(
    attributes: ReadonlyMap<string, string>,
    inside: string,
    stored: string,
  ): { readonly shown: string; readonly stored: string } {
    switch (attributes.get('t') ?? 'n') {
      case 's': {
        const text = strings[Number(stored)] ?? '';
        return { shown: text, stored: text };
      }
      case 'inlineStr': {
        const text = [...xmlElements(inside, 't')].map((part) => xmlText(part.inside)).join('');
        return { shown: text, stored: text };
      }
      case 'b':
        return { shown: stored === '1' ? 'TRUE' : 'FALSE', stored };
      case 'n':
        return { shown: shownNumber(stored, Number(attributes.get('s') ?? 0), formats), stored };
      default:
        return { shown: stored, stored };
    }
  }
}

/** `C7` is column 2, counted from 0. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/u.exec(reference ?? '')?.[1];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

type Row = { readonly xml: string; readonly offset: number; readonly length: number };

/** The rows of a sheet's XML, with their places in it; no more than one is held. */
async function* rowsOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<Row> {
  let held = Buffer.alloc(0);
  let offset = 0;
  let isFirst = true;
  /** Up to here the row that has begun was looked through for its end. */
  let searched = 0;
  for await (const bytes of content) {
    held = held.length === 0 ? Buffer.from(bytes) : Buffer.concat([held, bytes]);
    if (isFirst && held.length >= 4096) {
      refuseDeclarations(held.toString('utf8', 0, 4096), 'sheet');
      isFirst = false;
    }
    let from = 0;
    for (;;) {
      const row = nextRow(held, from, searched);
      searched = 0;
      if (row === null) break;
      yield {
        xml: held.toString('utf8', row.start, row.end),
        offset: offset + row.start,
        length: row.end - row.start,
      };
      from = row.end;
    }
    // What cannot begin a row any more is let go.
    const keep = Math.max(from, keptFrom(held, from));
    offset += keep;
    held = held.subarray(keep);
    searched = Math.max(0, held.length - 32);
    if (held.length > maxRowBytes)
      throw new ExpectedError('unreadable', 'a row of the sheet has more than 16 MiB');
  }
  if (isFirst) refuseDeclarations(held.toString('utf8', 0, 4096), 'sheet');
  if (startOfRow(held, 0) >= 0)
    throw new ExpectedError('unreadable', 'the sheet ends in the middle of a row');
}

function keptFrom(held: Buffer, from: number): number {
  const start = startOfRow(held, from);
  return start >= 0 ? start : Math.max(from, held.length - 16);
}

/** Where a tag `<row` or `<x:row` begins; -1 for nowhere. */
function startOfRow(held: Buffer, from: number): number {
  for (
    let at = held.indexOf('row', from, 'latin1');
    at >= 0;
    at = held.indexOf('row', at + 3, 'latin1')
  ) {
    const after = held[at + 3];
    if (after !== undefined && after !== 0x20 && after !== 0x3e && after !== 0x2f && after !== 0x0a)
      continue;
    const before = held.toString('latin1', Math.max(from, at - 12), at);
    const opened = /<(?:\w+:)?$/u.exec(before);
    if (opened) return at - opened[0].length;
  }
  return -1;
}

function nextRow(
  held: Buffer,
  from: number,
  searched: number,
): { start: number; end: number } | null {
  const start = startOfRow(held, from);
  if (start < 0) return null;
  const opened = held.indexOf('>', start, 'latin1');
  if (opened < 0) return null;
  if (held[opened - 1] === 0x2f) return { start, end: opened + 1 };
  for (
    let at = held.indexOf('row', Math.max(opened, searched), 'latin1');
    at >= 0;
    at = held.indexOf('row', at + 3, 'latin1')
  ) {
    const closed = held.indexOf('>', at, 'latin1');
    if (closed < 0) return null;
    if (/<\/(?:\w+:)?$/u.test(held.toString('latin1', Math.max(opened, at - 12), at)))
      return { start, end: closed + 1 };
  }
  return null;
}
