import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import { ExpectedError } from '../../shared/failure.ts';
import type { FailureCode } from '../../shared/failure.ts';
import type { NotesOfRun, TextSpec } from './export/rowTexts.ts';
import type { Places } from './places.ts';
import type { RowFacts } from './query/rowFacts.ts';

export type ToRowThread =
  | { readonly kind: 'facts'; readonly firstRow: number; readonly rows: number }
  | { readonly kind: 'export'; readonly spec: TextSpec }
  | { readonly kind: 'texts'; readonly places: Places; readonly notes: NotesOfRun };
export type FromRowThread =
  | { readonly kind: 'done'; readonly answer: RowFacts | Uint8Array<ArrayBuffer> }
  | { readonly kind: 'failed'; readonly failure: ThreadFailure };
export type ThreadFailure = {
  readonly message: string;
  readonly stack: string;
  /** Null: not an expected one. */
  readonly code: FailureCode | null;
};

const entry = new URL(
  import.meta.url.endsWith('.ts') ? './rowThread.ts' : './rowThread.js',
  import.meta.url,
);

type Waiting = {
  readonly resolve: (answer: RowFacts | Uint8Array<ArrayBuffer>) => void;
  readonly reject: (reason: Error) => void;
};

type RowThread = {
  readonly worker: Worker;
  readonly waiting: Waiting[];
  /** Why it has ended; nothing that it is asked from then on would be answered. */
  gone: Error | null;
};

/** Threads that read rows of a case, each with connections of its own to it; asked in turn. */
export class RowThreads {
  readonly #threads: readonly RowThread[];
  #next = 0;

  constructor(folder: string, count = Math.min(4, availableParallelism())) {
    this.#threads = Array.from({ length: count }, () => {
      const worker = new Worker(entry, { workerData: { folder }, execArgv: [] });
      const waiting: Waiting[] = [];
      const thread: RowThread = { worker, waiting, gone: null };
      const giveUp = (reason: Error): void => {
        thread.gone ??= reason;
        for (const { reject } of waiting.splice(0)) reject(reason);
      };
      worker.on('message', (message: FromRowThread) => {
        const first = waiting.shift();
        if (message.kind === 'done') first?.resolve(message.answer);
        else first?.reject(thrownAgain(message.failure));
      });
      worker.on('error', (error) => {
        giveUp(error instanceof Error ? error : new Error(String(error)));
      });
      worker.on('exit', () => {
        giveUp(new Error('a thread that reads rows has ended'));
      });
      return thread;
    });
  }

  /** Questions that keep every thread busy. */
  get inWork(): number {
    return this.#threads.length * 2;
  }

  async facts(firstRow: number, rows: number): Promise<RowFacts> {
    const answer = await this.#ask({ kind: 'facts', firstRow, rows });
    if (answer instanceof Uint8Array) throw new Error('texts came where facts were asked for');
    return answer;
  }

  /** Tells of the export that `texts` is asked for from now on. */
  beginExport(spec: TextSpec): void {
    for (const { worker } of this.#threads)
      worker.postMessage({ kind: 'export', spec } satisfies ToRowThread);
  }

  /** The rows at these places as UTF-8. */
  async texts(places: Places, notes: NotesOfRun): Promise<Uint8Array<ArrayBuffer>> {
    const answer = await this.#ask({ kind: 'texts', places, notes });
    if (!(answer instanceof Uint8Array)) throw new Error('facts came where texts were asked for');
    return answer;
  }

  #ask(question: ToRowThread): Promise<RowFacts | Uint8Array<ArrayBuffer>> {
    const thread = this.#threads[this.#next++ % this.#threads.length];
    if (!thread) throw new Error('no thread to read with');
    if (thread.gone !== null) return Promise.reject(thread.gone);
    return new Promise((resolve, reject) => {
      thread.waiting.push({ resolve, reject });
      thread.worker.postMessage(question);
    });
  }

  /** What is in work is given up. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }
}

function thrownAgain({ code, message, stack }: ThreadFailure): Error {
  const error = code === null ? new Error(message) : new ExpectedError(code, message);
  return Object.assign(error, { stack });
}
