import { HeldBytes, keptOfOversized } from './heldBytes.ts';
import { oversizedReason } from './oversized.ts';
import type { PieceSink, Reader } from './reader.ts';

const newline = 0x0a;
const carriageReturn = 0x0d;

/**
 * A physical line a record: JSON lines, and with `header` (the first line that is not blank) Langfuse's CSV dialect A.
 * A record is the line without its newline; newlines and blank lines are separators. Lines that lie within a chunk are not copied.
 */
export class LineReader implements Reader {
  readonly #sink: PieceSink;
  readonly #limit: number;
  readonly #held: HeldBytes;
  #headerAhead: boolean;

  constructor(sink: PieceSink, limit: number, header: boolean) {
    this.#sink = sink;
    this.#limit = limit;
    this.#held = new HeldBytes(limit);
    this.#headerAhead = header;
  }

  push(chunk: Uint8Array): void {
    const bytes = asBuffer(chunk);
    let from = 0;
    let found = bytes.indexOf(newline);
    if (this.#held.total > 0 && found >= 0) {
      this.#held.append(bytes.subarray(0, found + 1));
      this.#line(this.#held.view(), 0, this.#held.view().length, this.#held.total);
      this.#held.clear();
      from = found + 1;
      found = bytes.indexOf(newline, from);
    }
    while (found >= 0) {
      this.#line(bytes, from, found + 1, found + 1 - from);
      from = found + 1;
      found = bytes.indexOf(newline, from);
    }
    if (from < bytes.length) this.#held.append(bytes.subarray(from));
  }

  end(): void {
    if (this.#held.total > 0) {
      this.#line(this.#held.view(), 0, this.#held.view().length, this.#held.total);
    }
    this.#held.clear();
  }

  /** `total` is more than `to - from` when only the beginning of an oversized line was kept. */
  #line(bytes: Uint8Array, from: number, to: number, total: number): void {
    if (total > this.#limit) {
      const first = bytes.subarray(from, Math.min(to, from + keptOfOversized));
      this.#headerAhead = false;
      this.#sink('rejected', total, first, oversizedReason(total, this.#limit));
      return;
    }
    if ((bytes[from] ?? 0) <= 0x20 && isBlank(bytes, from, to)) {
      this.#sink('separator', total, bytes.subarray(from, to));
      return;
    }
    let end = to;
    if (bytes[end - 1] === newline) end -= 1;
    if (bytes[end - 1] === carriageReturn) end -= 1;
    this.#sink(this.#headerAhead ? 'header' : 'record', end - from, bytes.subarray(from, end));
    this.#headerAhead = false;
    if (end < to) this.#sink('separator', to - end, bytes.subarray(end, to));
  }
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x09 && byte !== newline && byte !== carriageReturn) return false;
  }
  return true;
}

/** Buffer's indexOf is native: several GB/s. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
