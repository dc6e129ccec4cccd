import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { Interpretation } from '../evidence/interpretation.ts';
import type { ReadBatch } from './readBatch.ts';
import type { RecordBatch } from './recordBatch.ts';

export type ToBatchThread =
  | {
      readonly kind: 'interpretation';
      readonly id: number;
      readonly interpretation: Interpretation;
    }
  | { readonly kind: 'batch'; readonly interpretation: number; readonly batch: RecordBatch };

/** The batch comes back, too: its bytes are needed again for a record that may be a duplicate. */
export type FromBatchThread =
  | { readonly kind: 'read'; readonly batch: RecordBatch; readonly read: ReadBatch }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };

const entry = new URL(
  import.meta.url.endsWith('.ts') ? './batchThread.ts' : './batchThread.js',
  import.meta.url,
);
/** One is parsed while the next one waits. */
const perThread = 2;

/** Threads that parse blocks of records; they are started when the first block comes. */
export class BatchThreads {
  readonly #count: number;
  #threads: BatchThread[] = [];
  #next = 0;

  constructor(count = Math.min(8, availableParallelism())) {
    this.#count = count;
  }

  get areStarted(): boolean {
    return this.#threads.length > 0;
  }

  /** Blocks that keep every thread busy. */
  get inWork(): number {
    return this.#count * perThread;
  }

  /** The batch's buffers move to the thread and come back. Rejects when the thread dies. */
  read(
    interpretation: Interpretation,
    batch: RecordBatch,
  ): Promise<{ readonly batch: RecordBatch; readonly read: ReadBatch }> {
    while (this.#threads.length < this.#count) this.#threads.push(new BatchThread());
    const thread = this.#threads[this.#next++ % this.#count];
    if (!thread) throw new Error('no thread to read with');
    return thread.read(interpretation, batch);
  }

  /** What is in work is given up. */
  async close(): Promise<void> {
    const threads = this.#threads;
    this.#threads = [];
    await Promise.all(threads.map((thread) => thread.close()));
  }
}

type Waiting = {
  readonly resolve: (read: { batch: RecordBatch; read: ReadBatch }) => void;
  readonly reject: (reason: Error) => void;
};

class BatchThread {
  // Not the flags of whoever started this process: some are for its main thread alone.
  readonly #worker = new Worker(entry, { execArgv: [] });
  /** In the order asked, which is the order answered. */
  readonly #waiting: Waiting[] = [];
  readonly #known = new Map<Interpretation, number>();
  /** Why it has ended; nothing that it is asked from then on would be answered. */
  #gone: Error | null = null;

  constructor() {
    this.#worker.unref();
    this.#worker.on('message', (message: FromBatchThread) => {
      const waiting = this.#waiting.shift();
      if (message.kind === 'read') waiting?.resolve(message);
      else waiting?.reject(Object.assign(new Error(message.message), { stack: message.stack }));
      if (this.#waiting.length === 0) this.#worker.unref();
    });
    this.#worker.on('error', (error) => {
      this.#giveUp(error instanceof Error ? error : new Error(String(error)));
    });
    this.#worker.on('exit', () => {
      this.#giveUp(new Error('a thread that reads records has ended'));
    });
  }

  read(
    interpretation: Interpretation,
    batch: RecordBatch,
  ): Promise<{ batch: RecordBatch; read: ReadBatch }> {
    if (this.#gone !== null) return Promise.reject(this.#gone);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.ref();
      this.#say({ kind: 'batch', interpretation: this.#idOf(interpretation), batch }, [
        batch.utf8.buffer,
        ...(batch.raw ? [batch.raw.bytes.buffer] : []),
      ]);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #idOf(interpretation: Interpretation): number {
    const known = this.#known.get(interpretation);
    if (known !== undefined) return known;
    const id = this.#known.size;
    this.#known.set(interpretation, id);
    this.#say({ kind: 'interpretation', id, interpretation }, []);
    return id;
  }

  #say(message: ToBatchThread, transfer: readonly ArrayBuffer[]): void {
    this.#worker.postMessage(message, transfer);
  }

  #giveUp(reason: Error): void {
    this.#gone ??= reason;
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
  }
}
