import { hash } from 'node:crypto';

import { EventBatchBuilder } from '../columns/eventBatch.ts';
import type { EventBatch } from '../columns/eventBatch.ts';
import { digestBlock } from '../eventsDigest.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import { hashBytes, hashInto, rootOf, subtreeRecords } from '../evidence/recordTree.ts';
import type { TreeRecords } from '../evidence/recordTree.ts';
import { ImportWarnings } from './importWarnings.ts';
import type { WarningCounts } from './importWarnings.ts';
import { RecordRejected } from './readers/reader.ts';
import { recordReaderOf } from './readRecord.ts';
import type { RecordReader } from './readRecord.ts';
import { leafOf, lengthOf, utf8Of } from './recordBatch.ts';
import type { RecordBatch } from './recordBatch.ts';
import { SpreadsheetSigns } from './spreadsheetSigns.ts';
import type { SignCounts } from './spreadsheetSigns.ts';

/** What a block of records became. */
export type ReadBatch = {
  /** Its events; `record` counts the records that were not rejected. */
  readonly events: EventBatch;
  readonly idKeys: IdKeys;
  /** The records that were not rejected. */
  readonly records: TreeRecords & {
    readonly offsets: Float64Array;
    readonly lengths: Float64Array;
    readonly hashes: Uint8Array<ArrayBuffer>;
    /** Which record of the batch each is. */
    readonly of: Uint32Array;
  };
  readonly rejected: readonly { readonly record: number; readonly reason: string }[];
  readonly digest: Uint8Array;
  readonly warnings: WarningCounts;
  readonly signs: SignCounts | null;
};

/** How events that have a native id which their source promises to be unique are known; the others are known by their record. */
export type IdKeys = {
  /** 1 for an event that has one. */
  readonly has: Uint8Array;
  /** Low and high half of the first 64 bits, little endian, of the key's SHA-256; two numbers an event. */
  readonly halves: Uint32Array<ArrayBuffer>;
};

/** Parses blocks of one interpretation: in a thread of its own or in the caller's, with the same outcome. */
export class BatchReader {
  readonly #reader: RecordReader;
  readonly #uniqueId: boolean;
  readonly #isCsv: boolean;

  constructor(interpretation: Interpretation) {
    this.#reader = recordReaderOf(interpretation);
    this.#uniqueId = interpretation.mapping.uniqueId;
    this.#isCsv = interpretation.reader.name === 'csv';
  }

  read(batch: RecordBatch): ReadBatch {
    const events = new EventBatchBuilder(this.#reader.source, batch.records);
    const kept = new KeptRecords(batch);
    const warnings = new ImportWarnings();
    const signs = this.#isCsv ? new SpreadsheetSigns() : null;
    const rejected: { record: number; reason: string }[] = [];
    const times: (string | null)[] = [];
    const ids: (string | null)[] = [];
    for (let at = 0; at < batch.records; at++) {
      try {
        const { record, cores } = this.#reader.read(utf8Of(batch, at));
        signs?.see(record.value);
        for (let part = 0; part < cores.length; part++) {
          const core = cores[part]!;
          warnings.see(core, batch.offsets[at] ?? 0);
          events.add(kept.count, part, core);
          times.push(core.occurredAtRaw);
          ids.push(core.id);
        }
        kept.add(at);
      } catch (thrown) {
        if (!(thrown instanceof RecordRejected)) throw thrown;
        rejected.push({ record: at, reason: thrown.message });
      }
    }
    const made = events.finish();
    const records = kept.finish();
    return {
      events: made,
      idKeys: this.#idKeys(made, ids),
      records,
      rejected,
      digest: digestBlock(made, records, { times, ids }),
      warnings: warnings.counts,
      signs: signs?.counts ?? null,
    };
  }

  #idKeys(events: EventBatch, ids: readonly (string | null)[]): IdKeys {
    const has = new Uint8Array(events.events);
    const halves = Buffer.from(new ArrayBuffer(events.events * 8));
    if (this.#uniqueId) {
      for (let at = 0; at < events.events; at++) {
        const id = ids[at] ?? null;
        if (id === null) continue;
        has[at] = 1;
        const key = `i\0${this.#reader.source}\0${events.part[at]}\0${id}`;
        halves.write(hash('sha256', key, 'binary'), at * 8, 8, 'latin1');
      }
    }
    return { has, halves: new Uint32Array(halves.buffer) };
  }
}

/** The records of a batch that were read, and their hashes. */
class KeptRecords {
  count = 0;
  readonly #batch: RecordBatch;
  readonly #of: Uint32Array;
  readonly #offsets: Float64Array;
  readonly #lengths: Float64Array;
  readonly #hashes: Buffer<ArrayBuffer>;

  constructor(batch: RecordBatch) {
    this.#batch = batch;
    this.#of = new Uint32Array(batch.records);
    this.#offsets = new Float64Array(batch.records);
    this.#lengths = new Float64Array(batch.records);
    this.#hashes = Buffer.from(new ArrayBuffer(batch.records * hashBytes));
  }

  add(record: number): void {
    const at = this.count++;
    this.#of[at] = record;
    this.#offsets[at] = this.#batch.offsets[record] ?? 0;
    this.#lengths[at] = lengthOf(this.#batch, record);
    hashInto(leafOf(this.#batch, record), this.#hashes, at * hashBytes);
  }

  finish(): ReadBatch['records'] {
    const { count } = this;
    return {
      count,
      of: this.#of,
      offsets: this.#offsets.subarray(0, count),
      lengths: this.#lengths.subarray(0, count),
      hashes: this.#hashes,
      root: count === subtreeRecords ? rootOf(this.#hashes, count) : null,
    };
  }
}
