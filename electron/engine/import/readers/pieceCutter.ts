import { HeldBytes, keptOfOversized } from './heldBytes.ts';
import { oversizedReason } from './oversized.ts';
import type { PieceKind, PieceSink } from './reader.ts';

/**
 * Cuts a stream of chunks into pieces. A piece that lies within one chunk is handed on as a view of it; only what spans
 * chunks is copied. Every byte given is in exactly one piece.
 */
export class PieceCutter {
  readonly #sink: PieceSink;
  readonly #limit: number;
  readonly #held: HeldBytes;
  #chunk: Uint8Array = new Uint8Array(0);
  #start = 0;

  constructor(sink: PieceSink, limit: number) {
    this.#sink = sink;
    this.#limit = limit;
    this.#held = new HeldBytes(limit);
  }

  /** Goes on with `chunk` from `start`. What is held of the present piece stays. */
  begin(chunk: Uint8Array, start = 0): void {
    this.#chunk = chunk;
    this.#start = start;
  }

  get chunk(): Uint8Array {
    return this.#chunk;
  }

  /** The first byte of the present piece. */
  first(): number | undefined {
    return this.#held.total > 0 ? this.#held.view()[0] : this.#chunk[this.#start];
  }

  /** Keeps what the chunk leaves of the present piece; to be called before the chunk becomes invalid. */
  hold(): void {
    if (this.#start < this.#chunk.length) this.#held.append(this.#chunk.subarray(this.#start));
    this.#chunk = new Uint8Array(0);
    this.#start = 0;
  }

  /** Bytes of the present piece up to `end`, an index into the chunk. */
  length(end: number): number {
    return this.#held.total + end - this.#start;
  }

  /** The present piece up to `end`; valid until the next call. Of an oversized piece the first 64 KiB. */
  peek(end: number): Uint8Array {
    if (this.#held.total === 0) return this.#chunk.subarray(this.#start, end);
    if (end > this.#start) this.#held.append(this.#chunk.subarray(this.#start, end));
    this.#start = end;
    return this.#held.view();
  }

  /** Ends the present piece at `end`. A piece of no bytes is left out, except a rejected one: it says what is missing. */
  cut(kind: PieceKind, end: number, reason?: string): Uint8Array {
    const length = this.length(end);
    if (length === 0 && kind !== 'rejected') return this.#chunk.subarray(0, 0);
    // A peek may have gone further than the piece does.
    const seen = this.peek(end);
    const utf8 = seen.length > length ? seen.subarray(0, length) : seen;
    this.#emit(kind, length, utf8, reason);
    this.#start = end;
    this.#held.clear();
    return utf8;
  }

  /** Ends the present piece at `end` less the bytes of `tail`, which is how the piece ends: they begin the next one. */
  cutBefore(kind: PieceKind, end: number, tail: Uint8Array, reason?: string): void {
    const length = this.length(end) - tail.length;
    const all = this.peek(end);
    this.#emit(kind, length, all.subarray(0, Math.min(all.length, length)), reason);
    this.#start = end;
    this.#held.clear();
    this.#held.append(tail);
  }

  /** Like `cutBefore`, but the bytes of the tail are taken back: whoever asked for it reads them again. */
  cutAndTakeBack(kind: PieceKind, end: number, length: number, reason: string): Uint8Array {
    const all = this.peek(end);
    const rest = new Uint8Array(all.subarray(length));
    this.#emit(kind, length, all.subarray(0, length), reason);
    this.#start = end;
    this.#held.clear();
    return rest;
  }

  #emit(kind: PieceKind, length: number, utf8: Uint8Array, reason: string | undefined): void {
    if (length <= this.#limit) {
      if (reason === undefined) this.#sink(kind, length, utf8);
      else this.#sink(kind, length, utf8, reason);
      return;
    }
    const first = utf8.subarray(0, keptOfOversized);
    if (kind === 'record')
      this.#sink('rejected', length, first, oversizedReason(length, this.#limit));
    else if (reason === undefined) this.#sink(kind, length, first);
    else this.#sink(kind, length, first, reason);
  }
}
