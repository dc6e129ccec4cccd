/** A block closes after this many records: a full one is a whole subtree of the record tree. */
export const blockRecords = 1024;
/** …or with the record that brings it to this many bytes of UTF-8. */
export const blockBytes = 2 * 1024 * 1024;

/**
 * A block of an original's records as the reader cut them, one behind the other, each behind a zero byte: with it, its
 * bytes are the RFC 6962 leaf. `raw` holds the same records untranscoded where the content is not UTF-8.
 */
export type RecordBatch = {
  readonly records: number;
  readonly utf8: Uint8Array<ArrayBuffer>;
  /** Where each record ends in `utf8`; it begins one behind the end of the one before. */
  readonly ends: Uint32Array;
  readonly raw: { readonly bytes: Uint8Array<ArrayBuffer>; readonly ends: Uint32Array } | null;
  /** Where each record begins in the decoded content. */
  readonly offsets: Float64Array;
};

/** A record's UTF-8 in its batch; valid as long as the batch is. */
export function utf8Of(batch: RecordBatch, record: number): Uint8Array {
  return batch.utf8.subarray(startOf(batch.ends, record), batch.ends[record] ?? 0);
}

/** The same as it lies in the original. */
export function rawOf(batch: RecordBatch, record: number): Uint8Array {
  if (!batch.raw) return utf8Of(batch, record);
  const { bytes, ends } = batch.raw;
  return bytes.subarray(startOf(ends, record), ends[record] ?? 0);
}

/** A zero byte and the record as it lies in the original. */
export function leafOf(batch: RecordBatch, record: number): Uint8Array {
  const { bytes, ends } = batch.raw ?? { bytes: batch.utf8, ends: batch.ends };
  return bytes.subarray(startOf(ends, record) - 1, ends[record] ?? 0);
}

/** Bytes of a record in the decoded content. */
export function lengthOf(batch: RecordBatch, record: number): number {
  const ends = batch.raw?.ends ?? batch.ends;
  return (ends[record] ?? 0) - startOf(ends, record);
}

function startOf(ends: Uint32Array, record: number): number {
  return (record === 0 ? 0 : (ends[record - 1] ?? 0)) + 1;
}

/** Fills one batch after another. Where blocks close depends on the records alone, never on the chunks they came in. */
export class BatchBuilder {
  // The first block of a file may be all there is of it: a hundred thousand small files must not cost a megabyte each.
  #utf8 = new Records(16 * 1024);
  #raw: Records | null;
  #offsets = new Float64Array(64);
  readonly #transcoded: boolean;

  constructor(transcoded: boolean) {
    this.#transcoded = transcoded;
    this.#raw = transcoded ? new Records(16 * 1024) : null;
  }

  get records(): number {
    return this.#utf8.count;
  }

  get isFull(): boolean {
    return this.#utf8.count === blockRecords || this.#utf8.filled >= blockBytes;
  }

  /** Copies the record; `raw` is read of transcoded content only. */
  add(offset: number, utf8: Uint8Array, raw: Uint8Array): void {
    if (this.#utf8.count === this.#offsets.length) {
      const grown = new Float64Array(blockRecords);
      grown.set(this.#offsets);
      this.#offsets = grown;
    }
    this.#offsets[this.#utf8.count] = offset;
    this.#utf8.add(utf8);
    this.#raw?.add(raw);
  }

  /** What was added since the last call. */
  take(): RecordBatch {
    const records = this.#utf8.count;
    const utf8 = this.#utf8.take();
    const batch = {
      records,
      utf8: utf8.bytes,
      ends: utf8.ends,
      raw: this.#raw?.take() ?? null,
      offsets: this.#offsets,
    };
    this.#utf8 = new Records(1024 * 1024);
    this.#raw = this.#transcoded ? new Records(1024 * 1024) : null;
    this.#offsets = new Float64Array(blockRecords);
    return batch;
  }
}

class Records {
  count = 0;
  filled = 0;
  #bytes = new Uint8Array(0);
  #ends = new Uint32Array(64);
  readonly #begin: number;

  /** `begin`: bytes of room to begin with, once there is a record. */
  constructor(begin: number) {
    this.#begin = begin;
  }

  add(record: Uint8Array): void {
    const end = this.filled + 1 + record.length;
    if (end > this.#bytes.length) this.#grow(end);
    this.#bytes[this.filled] = 0;
    this.#bytes.set(record, this.filled + 1);
    if (this.count === this.#ends.length) {
      const grown = new Uint32Array(blockRecords);
      grown.set(this.#ends);
      this.#ends = grown;
    }
    this.#ends[this.count++] = end;
    this.filled = end;
  }

  take(): { bytes: Uint8Array<ArrayBuffer>; ends: Uint32Array } {
    return { bytes: this.#bytes, ends: this.#ends };
  }

  #grow(needed: number): void {
    const grown = new Uint8Array(Math.max(needed, this.#begin, this.#bytes.length * 2));
    grown.set(this.#bytes.subarray(0, this.filled));
    this.#bytes = grown;
  }
}
