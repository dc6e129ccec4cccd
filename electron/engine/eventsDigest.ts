import { createHash, hash } from 'node:crypto';
import type { Hash } from 'node:crypto';

import { firstPassColumns } from './columns/columnField.ts';
import type { EventBatch } from './columns/eventBatch.ts';

/** What is read of every event and lies in no column: its time as written, and its native id. */
export type RawTexts = {
  readonly times: readonly (string | null)[];
  readonly ids: readonly (string | null)[];
};

/** Where the records of a block lie in the decoded content. */
export type BlockPlaces = { readonly offsets: Float64Array; readonly lengths: Float64Array };

/**
 * SHA-256 over what the first pass reads of a block of records, in this order: offset and length of each record; of each event the
 * record it is of, its part, milliseconds and nanoseconds; the codes of each column in the order of `firstPassColumns`; each a run of
 * little-endian numbers as they lie in the arrays (64-bit floats; 32-bit whole numbers for record, part and codes). Then the
 * ends of the texts that the codes stand for, and the texts; the times as written and the ids, as one line of JSON.
 */
export function digestBlock(events: EventBatch, places: BlockPlaces, raw: RawTexts): Buffer {
  const count = events.events;
  const digest = createHash('sha256')
    .update(bytesOf(places.offsets))
    .update(bytesOf(places.lengths))
    .update(bytesOf(events.record.subarray(0, count)))
    .update(bytesOf(events.part.subarray(0, count)))
    .update(bytesOf(events.ms.subarray(0, count)))
    .update(bytesOf(events.subMs.subarray(0, count)));
  for (let column = 0; column < firstPassColumns.length; column++) {
    const from = column * events.stride;
    digest.update(bytesOf(events.codes.subarray(from, from + count)));
  }
  const { count: texts, bytes, ends } = events.texts;
  return digest
    .update(bytesOf(ends.subarray(0, texts)))
    .update(bytes.subarray(0, texts === 0 ? 0 : ends[texts - 1]))
    .update(JSON.stringify([raw.times, raw.ids]))
    .digest();
}

function bytesOf(numbers: ArrayBufferView): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/**
 * SHA-256 over the digests of an original's blocks. It is on record in the ledger; `verify` recomputes it, so a reader or
 * adapter that has come to read something else, and a forged index, are found.
 */
export class EventsDigest {
  /** The first block waits for a second one: most files of a folder have one alone, and a hash object each costs more than it. */
  #first: Uint8Array | null = null;
  #hash: Hash | null = null;

  add(block: Uint8Array): void {
    if (this.#hash) this.#hash.update(block);
    else if (this.#first) this.#hash = createHash('sha256').update(this.#first).update(block);
    else this.#first = block;
  }

  /** Lower-case hex. */
  finish(): string {
    return this.#hash?.digest('hex') ?? hash('sha256', this.#first ?? '', 'hex');
  }
}
