export type Delimiter = ',' | ';' | '\t';

/** SECURITY 6: a row of more cells is rejected. */
export const maxColumns = 4096;

/**
 * The cells of one row, without its line end (RFC 4180). A quote opens a quoted cell only as its first character; within it `""` is
 * a quote and newlines are text. What follows a closing quote before the next delimiter is kept as it is.
 */
export function splitRow(text: string, delimiter: Delimiter): string[] {
  if (!text.includes('"')) return text.split(delimiter);
  const separator = delimiter.charCodeAt(0);
  const cells: string[] = [];
  let at = 0;
  while (at >= 0) {
    if (text.charCodeAt(at) !== quote) {
      const end = text.indexOf(delimiter, at);
      cells.push(end < 0 ? text.slice(at) : text.slice(at, end));
      at = end < 0 ? -1 : end + 1;
      continue;
    }
    const close = closingQuote(text, at + 1);
    const cell = unquoted(text, at + 1, close < 0 ? text.length : close);
    if (close < 0 || close + 1 === text.length) {
      cells.push(cell);
      at = -1;
    } else if (text.charCodeAt(close + 1) === separator) {
      cells.push(cell);
      at = close + 2;
    } else {
      const end = text.indexOf(delimiter, close + 1);
      cells.push(cell + text.slice(close + 1, end < 0 ? text.length : end));
      at = end < 0 ? -1 : end + 1;
    }
  }
  return cells;
}

const quote = 0x22;

/** Where the quote is that closes a cell whose text begins at `from`, or -1. */
function closingQuote(text: string, from: number): number {
  let close = text.indexOf('"', from);
  while (close >= 0 && text.charCodeAt(close + 1) === quote) close = text.indexOf('"', close + 2);
  return close;
}

function unquoted(text: string, from: number, to: number): string {
  const raw = text.slice(from, to);
  return raw.includes('"') ? raw.replaceAll('""', '"') : raw;
}

/**
 * Header names as they are used: blanks around them trimmed, an empty one `column 3`, the second of two equal ones `Name#2`, so
 * that every name is there once (FORMATS 0.3).
 */
export function headerNames(asWritten: readonly string[]): string[] {
  const used = new Set<string>();
  return asWritten.map((written, index) => {
    const trimmed = written.trim();
    const name = trimmed === '' ? `column ${index + 1}` : trimmed;
    let unique = name;
    for (let count = 2; used.has(unique); count += 1) unique = `${name}#${count}`;
    used.add(unique);
    return unique;
  });
}

/** How many cells a line has when it is a whole row of its own, every quote in its place; else -1. */
export function wholeRowCells(line: string, delimiter: Delimiter): number {
  let cells = 1;
  let at = 0;
  while (at < line.length) {
    if (line[at] === '"') {
      const close = closingQuote(line, at + 1);
      if (close < 0) return -1;
      at = close + 1;
      if (at < line.length && line[at] !== delimiter) return -1;
    } else {
      const end = line.indexOf(delimiter, at);
      at = end < 0 ? line.length : end;
    }
    if (at < line.length) cells += 1;
    at += 1;
  }
  return cells;
}

/** Lines that may come before a header: PowerShell's `#TYPE …` and Excel's `sep=;`. */
export function isPreambleLine(row: Uint8Array): boolean {
  const start = Buffer.from(row.subarray(0, 16)).toString('latin1').trimStart();
  return start.startsWith('#TYPE ') || /^"?sep=.?"?[\r\n]*$/is.test(start);
}
