import type { Interpretation } from '../evidence/interpretation.ts';
import type { BatchThreads } from './batchThreads.ts';
import { RecordCutter } from './cutRecords.ts';
import type { CutBatch, CutBytes, Rejected } from './cutRecords.ts';
import { BatchReader } from './readBatch.ts';
import type { ReadBatch } from './readBatch.ts';
import { lengthOf } from './recordBatch.ts';

/** A block of records, read. */
export type ReadBlock = {
  readonly cut: CutBatch;
  readonly read: ReadBatch;
  /** What is no record, by the reader's word or the parser's, in order. */
  readonly rejected: readonly Omit<Rejected, 'before'>[];
  /** Bytes of those that the reader took for records. */
  readonly rejectedRecordBytes: number;
};

/** Read by the caller itself, before threads are worth starting: small files are done by then. */
const ownBytes = 4 * 1024 * 1024;
/** Fewer are read before a thread would have heard of them. */
const threadRecords = 64;

/**
 * The one way from an original's decoded content to events, used by import, reindex and verify alike, so that the three
 * cannot read the same bytes differently. Blocks are read in other threads, several at a time, and handed on in order.
 */
export class BlockQueue {
  readonly #cutter: RecordCutter;
  readonly #threads: BatchThreads;
  readonly #interpretation: Interpretation;
  readonly #own: BatchReader;
  readonly #onBlock: (block: ReadBlock) => void;
  readonly #inWork: Promise<ReadBlock>[] = [];
  readonly #cut: CutBatch[] = [];

  constructor(
    interpretation: Interpretation,
    threads: BatchThreads,
    onBlock: (block: ReadBlock) => void,
  ) {
    this.#interpretation = interpretation;
    this.#threads = threads;
    this.#own = new BatchReader(interpretation);
    this.#onBlock = onBlock;
    this.#cutter = new RecordCutter(interpretation.reader, (cut) => {
      this.#cut.push(cut);
    });
  }

  /** Waits while more blocks are in work than the threads need to be busy; the chunk may then be used again. */
  async push(chunk: Uint8Array): Promise<void> {
    this.#cutter.push(chunk);
    await this.#start();
  }

  async end(): Promise<CutBytes> {
    this.#cutter.end();
    await this.#start();
    while (this.#inWork.length > 0) await this.#handOn();
    return this.#cutter.bytes;
  }

  async #start(): Promise<void> {
    for (const cut of this.#cut.splice(0)) {
      if (this.#isOwn(cut)) {
        while (this.#inWork.length > 0) await this.#handOn();
        this.#onBlock(readCut(cut, this.#own.read(cut.batch)));
        continue;
      }
      while (this.#inWork.length >= this.#threads.inWork) await this.#handOn();
      const read = this.#read(cut);
      // Given up before its turn, when the job is cancelled: nobody waits for it then.
      read.catch(() => undefined);
      this.#inWork.push(read);
    }
  }

  #isOwn({ batch }: CutBatch): boolean {
    if (batch.records < threadRecords) return true;
    return !this.#threads.areStarted && this.#cutter.bytes.decoded <= ownBytes;
  }

  async #read({ batch, rejected }: CutBatch): Promise<ReadBlock> {
    const done = await this.#threads.read(this.#interpretation, batch);
    return readCut({ batch: done.batch, rejected }, done.read);
  }

  async #handOn(): Promise<void> {
    const first = this.#inWork.shift();
    if (first) this.#onBlock(await first);
  }
}

/** A batch as it was cut, and what its records became. */
export function readCut(cut: CutBatch, read: ReadBatch): ReadBlock {
  const { batch } = cut;
  if (read.rejected.length === 0)
    return { cut, read, rejected: cut.rejected, rejectedRecordBytes: 0 };
  let rejectedRecordBytes = 0;
  const byParser = read.rejected.map(({ record, reason }) => {
    const length = lengthOf(batch, record);
    rejectedRecordBytes += length;
    return { offset: batch.offsets[record] ?? 0, length, reason };
  });
  const rejected = [...cut.rejected, ...byParser].toSorted((a, b) => a.offset - b.offset);
  return { cut, read, rejected, rejectedRecordBytes };
}
