import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import type { Interpretation } from '../evidence/interpretation.ts';
import type { GivenFile } from './givenFile.ts';
import type { PreparedFile } from './preparedFile.ts';

export type ToFileThread =
  | { readonly kind: 'shape'; readonly shape: string; readonly interpretation: Interpretation }
  | { readonly kind: 'files'; readonly files: readonly GivenFile[] };

export type FromFileThread =
  | { readonly kind: 'prepared'; readonly files: readonly (PreparedFile | null)[] }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };

const entry = new URL(
  import.meta.url.endsWith('.ts') ? './fileThread.ts' : './fileThread.js',
  import.meta.url,
);
/** Files that go to a thread at once: a message costs as much as reading a small file. */
const batchFiles = 48;
/** From so many files on, a job has threads that open them; fewer are read before a thread has started. */
export const manyFiles = 200;
/** Batches ahead of the one that is taken: one is read while the next one waits. */
const perThread = 2;

/** Threads that open, hash, decompress and parse the many small files of one job, ahead of the one who takes them in order. */
export class FileThreads {
  readonly #known: ReadonlySet<string>;
  #threads: FileThread[] = [];

  /** `known`: hex SHA-256 of files that need not be read, being in the case. */
  constructor(known: ReadonlySet<string>) {
    this.#known = known;
  }

  /** Files of that shape are read so from now on. */
  learn(shape: string, interpretation: Interpretation): void {
    for (const thread of this.#threads) thread.say({ kind: 'shape', shape, interpretation });
  }

  /** Each file in its order, with what a thread made of it; null where it made nothing of it. */
  async *prepare<F extends GivenFile>(
    files: readonly F[],
  ): AsyncGenerator<readonly [file: F, prepared: PreparedFile | null]> {
    if (files.length < manyFiles) {
      for (const file of files) yield [file, null];
      return;
    }
    const count = Math.min(8, availableParallelism());
    while (this.#threads.length < count) this.#threads.push(new FileThread(this.#known));
    const ahead: { readonly files: readonly F[]; readonly done: Promise<FromThread> }[] = [];
    let next = 0;
    let turn = 0;
    while (next < files.length || ahead.length > 0) {
      while (next < files.length && ahead.length < count * perThread) {
        const batch = files.slice(next, next + batchFiles);
        const done = this.#threads[turn++ % count]!.prepare(batch);
        // Given up before its turn, when the job is cancelled: nobody waits for it then.
        done.catch(() => undefined);
        ahead.push({ files: batch, done });
        next += batch.length;
      }
      const first = ahead.shift();
      if (!first) return;
      const prepared = await first.done;
      for (const [at, file] of first.files.entries()) yield [file, prepared[at] ?? null];
    }
  }

  /** What is in work is given up. */
  async close(): Promise<void> {
    const threads = this.#threads;
    this.#threads = [];
    await Promise.all(threads.map((thread) => thread.close()));
  }
}

type FromThread = readonly (PreparedFile | null)[];

class FileThread {
  readonly #worker: Worker;
  /** In the order asked, which is the order answered. */
  readonly #waiting: {
    readonly resolve: (files: FromThread) => void;
    readonly reject: (reason: Error) => void;
  }[] = [];
  /** Why it has ended; nothing that it is asked from then on would be answered. */
  #gone: Error | null = null;

  constructor(known: ReadonlySet<string>) {
    // Not the flags of whoever started this process: some are for its main thread alone.
    this.#worker = new Worker(entry, {
      execArgv: [],
      workerData: known,
      resourceLimits: { maxYoungGenerationSizeMb: 12 },
    });
    this.#worker.on('message', (message: FromFileThread) => {
      const waiting = this.#waiting.shift();
      if (message.kind === 'prepared') waiting?.resolve(message.files);
      else waiting?.reject(Object.assign(new Error(message.message), { stack: message.stack }));
    });
    this.#worker.on('error', (error) => {
      this.#giveUp(error instanceof Error ? error : new Error(String(error)));
    });
    this.#worker.on('exit', () => {
      this.#giveUp(new Error('a thread that reads files has ended'));
    });
  }

  say(message: ToFileThread): void {
    this.#worker.postMessage(message);
  }

  prepare(files: readonly GivenFile[]): Promise<FromThread> {
    if (this.#gone !== null) return Promise.reject(this.#gone);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.say({
        kind: 'files',
        files: files.map(({ path, name }) => ({ path, name })),
      });
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #giveUp(reason: Error): void {
    this.#gone ??= reason;
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
  }
}
