import { LineReader } from './lineReader.ts';
import { oversizedReason } from './oversized.ts';
import { beginsRecord } from './postgresPrefix.ts';
import type { PieceSink, Reader } from './reader.ts';

/**
 * PostgreSQL's own log text: a record begins with a line that has a prefix and a severity, and goes on to the next such line. What
 * comes before the first of them is rejected.
 */
export class PostgresReader implements Reader {
  readonly #sink: PieceSink;
  readonly #limit: number;
  readonly #lines: LineReader;
  #held: Buffer[] = [];
  #length = 0;
  /** Bytes at the end of what is held that are line ends and blank lines. */
  #trailing = 0;
  #isRecord = false;

  constructor(sink: PieceSink, limit: number) {
    this.#sink = sink;
    this.#limit = limit;
    this.#lines = new LineReader(
      (kind, length, utf8, reason) => this.#line(kind, length, utf8, reason),
      limit,
      false,
    );
  }

  push(chunk: Uint8Array): void {
    this.#lines.push(chunk);
  }

  end(): void {
    this.#lines.end();
    this.#close();
  }

  #line(kind: string, length: number, utf8: Uint8Array, reason: string | undefined): void {
    if (kind === 'rejected') {
      this.#close();
      this.#sink('rejected', length, utf8, reason);
      return;
    }
    if (kind === 'separator') {
      this.#add(length, utf8);
      this.#trailing += length;
      return;
    }
    if (beginsRecord(Buffer.from(utf8).toString('utf8'))) {
      this.#close();
      this.#isRecord = true;
    }
    this.#add(length, utf8);
    this.#trailing = 0;
  }

  #add(length: number, utf8: Uint8Array): void {
    this.#length += length;
    if (this.#length <= this.#limit) this.#held.push(Buffer.from(utf8));
  }

  #close(): void {
    if (this.#length === 0) return;
    const all = Buffer.concat(this.#held);
    const body = this.#length - this.#trailing;
    if (this.#length > this.#limit)
      this.#sink(
        'rejected',
        this.#length,
        all.subarray(0, 64 * 1024),
        oversizedReason(this.#length, this.#limit),
      );
    else {
      if (body > 0) {
        const bytes = all.subarray(0, body);
        if (this.#isRecord) this.#sink('record', body, bytes);
        else this.#sink('rejected', body, bytes, 'no line of a PostgreSQL log: it has no severity');
      }
      if (this.#trailing > 0) this.#sink('separator', this.#trailing, all.subarray(body));
    }
    this.#held = [];
    this.#length = 0;
    this.#trailing = 0;
    this.#isRecord = false;
  }
}
