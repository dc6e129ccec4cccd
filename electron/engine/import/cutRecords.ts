import { RawTape } from './rawTape.ts';
import { createReader } from './readers/create.ts';
import type { PieceKind, Reader, ReaderSpec } from './readers/reader.ts';
import { BatchBuilder } from './recordBatch.ts';
import type { RecordBatch } from './recordBatch.ts';

/** Bytes by what they are; they sum to `decoded`. */
export type CutBytes = {
  decoded: number;
  header: number;
  records: number;
  separators: number;
  rejected: number;
};

/** A piece that is no record. `before`: how many records of its batch lie before it. */
export type Rejected = {
  readonly before: number;
  readonly offset: number;
  readonly length: number;
  readonly reason: string;
};

export type CutBatch = { readonly batch: RecordBatch; readonly rejected: readonly Rejected[] };

/**
 * Cuts an original's decoded content into batches of records. Import, reindex, preview and verify all cut with it, so that they cannot
 * cut the same bytes differently; whatever the sizes of the chunks, the batches are the same.
 */
export class RecordCutter {
  readonly bytes: CutBytes = { decoded: 0, header: 0, records: 0, separators: 0, rejected: 0 };
  readonly #reader: Reader;
  readonly #tape: RawTape | null;
  readonly #builder: BatchBuilder;
  readonly #onBatch: (cut: CutBatch) => void;
  #rejected: Rejected[] = [];

  constructor(spec: ReaderSpec, onBatch: (cut: CutBatch) => void) {
    this.#onBatch = onBatch;
    const transcoded = spec.encoding !== 'utf-8';
    this.#tape = transcoded ? new RawTape() : null;
    this.#builder = new BatchBuilder(transcoded);
    this.#reader = createReader(spec, (kind, length, utf8, reason) => {
      this.#piece(kind, length, utf8, reason);
    });
  }

  push(chunk: Uint8Array): void {
    this.#tape?.push(chunk);
    this.#reader.push(chunk);
  }

  /** Call once after the last chunk. */
  end(): void {
    this.#reader.end();
    this.flush();
  }

  /** Hands on what there is, though the batch is not full: for who stops before the end. */
  flush(): void {
    if (this.#builder.records > 0 || this.#rejected.length > 0) this.#close();
  }

  #piece(kind: PieceKind, length: number, utf8: Uint8Array, reason: string | undefined): void {
    const offset = this.bytes.decoded;
    this.bytes.decoded += length;
    const raw = this.#tape?.take(length) ?? utf8;
    switch (kind) {
      case 'header':
        this.bytes.header += length;
        return;
      case 'separator':
        this.bytes.separators += length;
        return;
      case 'rejected':
        this.bytes.rejected += length;
        this.#rejected.push({
          before: this.#builder.records,
          offset,
          length,
          reason: reason ?? 'not a record',
        });
        return;
      case 'record':
        this.bytes.records += length;
        this.#builder.add(offset, utf8, raw);
        if (this.#builder.isFull) this.#close();
        return;
      default:
        throw new Error(`unknown piece ${String(kind satisfies never)}`);
    }
  }

  #close(): void {
    const rejected = this.#rejected;
    this.#rejected = [];
    this.#onBatch({ batch: this.#builder.take(), rejected });
  }
}
