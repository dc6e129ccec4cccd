import { isPreambleLine, wholeRowCells, type Delimiter } from './csvRow.ts';
import { PieceCutter } from './pieceCutter.ts';
import type { PieceSink, Reader } from './reader.ts';

export type CsvLayout = {
  readonly delimiter: Delimiter;
  readonly columns: number;
  /** The first row holds the names; without it every row is a record. */
  readonly hasHeader: boolean;
  /** Words for a place, `offset` in bytes of the text as UTF-8. */
  readonly placeWords: (offset: number) => string;
};

type State = 'cell' | 'plain' | 'quoted' | 'quote';

const newline = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;
const crLf = Uint8Array.of(carriageReturn, newline);
const none = new Uint8Array(0);

/**
 * A row a record, without its line end; line ends and blank lines are separators; `#TYPE …` and `sep=…` lines before the header, and
 * the header, are header pieces. Rows end as the first one does: at a lone CR if that is how it ends, else at LF with
 * or without CR.
 *
 * A quote that is never closed would swallow the rows after it. When the file ends inside such a cell, or when its closing quote has
 * text behind it, and the next lines (up to three) are whole rows of as many cells as the header, then the line with the
 * opening quote is rejected alone and reading goes on behind it. Otherwise the row stays as it is, or at the end of the file
 * the rest is rejected.
 */
export class CsvReader implements Reader {
  readonly #layout: CsvLayout;
  readonly #cutter: PieceCutter;
  readonly #limit: number;
  readonly #plainStops = new Uint8Array(256);
  #headerAhead: boolean;
  #state: State = 'cell';
  /** The byte before this one was a CR outside quotes, which may end the row. */
  #afterCr = false;
  /** Whether a lone CR ends a row; null until the first row has ended. */
  #crEndsRow: boolean | null = null;
  /** Bytes of the row up to its first newline within quotes; 0 while there is none. */
  #firstLine = 0;
  #suspect = false;
  #triedEarly = false;
  /** Of the row, and within it of the last quote that opened a cell. */
  #rowOffset = 0;
  #openedAt = 0;
  /** Of the first quote whose cell goes on in the next line. */
  #crossedFrom = 0;

  constructor(layout: CsvLayout, sink: PieceSink, limit: number) {
    this.#layout = layout;
    this.#limit = limit;
    this.#headerAhead = layout.hasHeader;
    this.#cutter = new PieceCutter((kind, length, utf8, reason) => {
      this.#rowOffset += length;
      sink(kind, length, utf8, reason);
    }, limit);
    for (const byte of [layout.delimiter.charCodeAt(0), carriageReturn, newline]) {
      this.#plainStops[byte] = 1;
    }
  }

  push(chunk: Uint8Array): void {
    this.#read(chunk);
  }

  end(): void {
    this.#cutter.begin(none);
    while (this.#cutter.length(0) > 0) {
      if (this.#afterCr) {
        this.#endRow(0, 1);
      } else if (this.#state !== 'quoted') {
        this.#endRow(0, 0);
      } else if (!this.#recover(none, 0)) {
        this.#cutter.cut('rejected', 0, this.#unclosed());
      }
    }
  }

  #read(chunk: Uint8Array): void {
    this.#cutter.begin(chunk);
    const delimiter = this.#layout.delimiter.charCodeAt(0);
    const stops = this.#plainStops;
    const end = chunk.length;
    let at = 0;
    while (at < end) {
      if (this.#afterCr) {
        this.#afterCr = false;
        if (chunk[at] === newline) {
          at += 1;
          this.#endRow(at, 2);
          continue;
        }
        if (this.#crEndsRow !== false) {
          this.#crEndsRow = true;
          this.#endRow(at, 1);
          continue;
        }
        if (this.#state !== 'quoted') this.#state = 'plain';
      }
      const byte = chunk[at]!;
      if (this.#state === 'quoted') {
        at = this.#quoted(chunk, at);
        continue;
      }
      if (this.#state === 'plain') {
        while (at < end && stops[chunk[at]!] === 0) at += 1;
        if (at >= end) break;
        at = this.#stop(chunk[at]!, at + 1, delimiter);
      } else if (this.#state === 'cell' && byte === quote) {
        this.#openedAt = this.#cutter.length(at);
        this.#state = 'quoted';
        at += 1;
      } else if (this.#state === 'quote' && byte === quote) {
        this.#state = 'quoted';
        at += 1;
      } else if (stops[byte] === 1) {
        at = this.#stop(byte, at + 1, delimiter);
      } else {
        if (this.#state === 'quote' && this.#firstLine > 0) this.#suspect = true;
        this.#state = 'plain';
        at += 1;
      }
    }
    this.#recoverEarly(chunk);
    this.#cutter.hold();
  }

  /** A delimiter or a line end outside quotes; `after` is the index behind it. */
  #stop(byte: number, after: number, delimiter: number): number {
    if (byte === delimiter) this.#state = 'cell';
    else if (byte === newline) this.#endRow(after, 1);
    else this.#afterCr = true;
    return after;
  }

  #quoted(chunk: Uint8Array, from: number): number {
    const end = chunk.length;
    let at = from;
    while (at < end) {
      const byte = chunk[at]!;
      at += 1;
      if (byte === quote) {
        this.#state = 'quote';
        return at;
      }
      const endsLine = byte === newline || (byte === carriageReturn && this.#crEndsRow === true);
      if (endsLine && this.#firstLine === 0) {
        this.#firstLine = this.#cutter.length(at);
        this.#crossedFrom = this.#openedAt;
      }
    }
    return at;
  }

  /** Ends the row at `end`, the last `terminator` bytes of which are its line end. */
  #endRow(end: number, terminator: number): void {
    if (terminator > 0) this.#crEndsRow ??= false;
    if (this.#suspect && this.#recover(this.#cutter.chunk, end)) return;
    const first = this.#cutter.first() ?? newline;
    if (first <= 0x20 && this.#isBlank(this.#cutter.peek(end))) {
      this.#cutter.cut('separator', end);
    } else {
      const header = this.#headerAhead;
      if (header && !isPreambleLine(this.#cutter.peek(end))) this.#headerAhead = false;
      const kind = header ? 'header' : 'record';
      if (end >= terminator) {
        this.#cutter.cut(kind, end - terminator);
      } else {
        const tail = terminator === 2 ? crLf : crLf.subarray(0, 1);
        this.#cutter.cutBefore(kind, end, tail);
      }
      this.#cutter.cut('separator', end);
    }
    this.#newRow();
  }

  #newRow(): void {
    this.#state = 'cell';
    this.#afterCr = false;
    this.#firstLine = 0;
    this.#suspect = false;
    this.#triedEarly = false;
  }

  #isBlank(row: Uint8Array): boolean {
    const tabSeparates = this.#layout.delimiter === '\t';
    return row.every(
      (byte) =>
        byte === 0x20 ||
        byte === newline ||
        byte === carriageReturn ||
        (byte === 0x09 && !tabSeparates),
    );
  }

  /** A cell that has outgrown half a record is looked at once while it can still be taken back. */
  #recoverEarly(chunk: Uint8Array): void {
    if (this.#state !== 'quoted' || this.#triedEarly) return;
    if (this.#cutter.length(chunk.length) <= this.#limit / 2) return;
    this.#triedEarly = true;
    this.#recover(chunk, chunk.length);
  }

  /** Rejects the line that opened the quote, if the lines behind it are rows, and reads those again. */
  #recover(chunk: Uint8Array, end: number): boolean {
    if (this.#firstLine === 0 || this.#layout.columns < 2) return false;
    const row = this.#cutter.peek(end);
    if (row.length < this.#cutter.length(end)) return false;
    if (!this.#rowsFollow(row.subarray(this.#firstLine))) return false;
    const rest = this.#cutter.cutAndTakeBack('rejected', end, this.#firstLine, this.#unclosed());
    this.#newRow();
    this.#read(rest);
    this.#cutter.begin(chunk, end);
    return true;
  }

  #rowsFollow(bytes: Uint8Array): boolean {
    const lines = Buffer.from(bytes.subarray(0, 1024 * 1024))
      .toString('latin1')
      .split(this.#crEndsRow === true ? '\r' : '\n')
      .map((line) => line.replace(/\r$/, ''))
      .filter((line) => line.trim() !== '')
      .slice(0, 3);
    const { delimiter, columns } = this.#layout;
    return lines.length > 0 && lines.every((line) => wholeRowCells(line, delimiter) === columns);
  }

  #unclosed(): string {
    const opened = this.#firstLine > 0 ? this.#crossedFrom : this.#openedAt;
    return `the quote opened ${this.#layout.placeWords(this.#rowOffset + opened)} is never closed`;
  }
}
