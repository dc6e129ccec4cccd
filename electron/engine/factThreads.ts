import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { RowFacts } from './query/rowFacts.ts';

export type ToFactThread = { readonly firstRow: number; readonly rows: number };
export type FromFactThread =
  | { readonly kind: 'read'; readonly facts: RowFacts }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };

const entry = new URL(
  import.meta.url.endsWith('.ts') ? './factThread.ts' : './factThread.js',
  import.meta.url,
);

type Waiting = {
  readonly resolve: (facts: RowFacts) => void;
  readonly reject: (reason: Error) => void;
};

/** Threads that read rows for the second pass, each with connections of its own to the case; asked in turn. */
export class FactThreads {
  readonly #threads: readonly { readonly worker: Worker; readonly waiting: Waiting[] }[];
  #next = 0;

  constructor(folder: string, count = Math.min(4, availableParallelism())) {
    this.#threads = Array.from({ length: count }, () => {
      const worker = new Worker(entry, { workerData: { folder }, execArgv: [] });
      const waiting: Waiting[] = [];
      const giveUp = (reason: Error): void => {
        for (const { reject } of waiting.splice(0)) reject(reason);
      };
      worker.on('message', (message: FromFactThread) => {
        const first = waiting.shift();
        if (message.kind === 'read') first?.resolve(message.facts);
        else first?.reject(Object.assign(new Error(message.message), { stack: message.stack }));
      });
      worker.on('error', (error) => {
        giveUp(error instanceof Error ? error : new Error(String(error)));
      });
      worker.on('exit', () => {
        giveUp(new Error('a thread that reads rows has ended'));
      });
      return { worker, waiting };
    });
  }

  read(firstRow: number, rows: number): Promise<RowFacts> {
    const thread = this.#threads[this.#next++ % this.#threads.length];
    if (!thread) throw new Error('no thread to read with');
    return new Promise((resolve, reject) => {
      thread.waiting.push({ resolve, reject });
      thread.worker.postMessage({ firstRow, rows } satisfies ToFactThread);
    });
  }

  /** What is in work is given up. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }
}
