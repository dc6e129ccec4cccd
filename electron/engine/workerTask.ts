import { Worker } from 'node:worker_threads';

import type { ReadingChanges, VerifyResult } from '../../shared/caseInfo.ts';
import type { Failure } from '../../shared/failure.ts';
import { ExpectedError, fromFailure } from '../../shared/failure.ts';
import type { JobProgress } from '../../shared/importResult.ts';
import type { ImportResult, ImportedOriginal } from '../../shared/importResult.ts';
import type { Mapping } from '../../shared/mapping.ts';
import type { GivenFile } from './import/givenFile.ts';
import type { Wishes } from './import/recognise.ts';
import type { FetchBatch, FetchTask } from './sync/fetch.ts';
import type { SyncImport } from './sync/syncRecord.ts';

/** Long work, each done in a worker thread of its own with its own connections to the case. */
export type WorkerTask =
  | {
      readonly kind: 'import';
      readonly folder: string;
      readonly author: string;
      readonly files: readonly (GivenFile & Wishes)[];
      /** Where a sync has them from, and where it goes on. */
      readonly sync?: SyncImport | undefined;
    }
  | { readonly kind: 'reindex'; readonly folder: string }
  | {
      readonly kind: 'interpret';
      readonly folder: string;
      readonly author: string;
      readonly original: number;
      readonly mapping: Mapping | null;
      readonly zone: string | null;
    }
  | { readonly kind: 'second pass'; readonly folder: string }
  | { readonly kind: 'compare reading'; readonly folder: string }
  | { readonly kind: 'read again'; readonly folder: string; readonly author: string }
  | FetchTask
  | {
      readonly kind: 'verify';
      readonly folder: string;
      readonly author: string;
      readonly readOnly: boolean;
    };

export type WorkerResults = {
  import: ImportResult;
  reindex: { readonly events: number };
  interpret: ImportedOriginal;
  'second pass': { readonly events: number };
  'compare reading': ReadingChanges;
  'read again': readonly ImportedOriginal[];
  verify: VerifyResult;
  fetch: FetchBatch;
};

/** Progress without the job's name: whoever started the task knows it. */
export type TaskProgress = Omit<JobProgress, 'job'>;

export type FromWorker =
  | { readonly kind: 'progress'; readonly progress: TaskProgress }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly stack: string };
export type ToWorker = { readonly kind: 'cancel' };

const entry = new URL(
  import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js',
  import.meta.url,
);
const graceMs = 10_000;

/**
 * Runs a task in a thread. Aborting asks it to stop, which leaves the case as it was; a thread that does not answer
 * within ten seconds is ended. Rejects with ExpectedError for what was foreseen.
 */
export function runTask<T extends WorkerTask>(
  task: T,
  signal: AbortSignal,
  onProgress: (progress: TaskProgress) => void,
): Promise<WorkerResults[T['kind']]> {
  if (signal.aborted) return Promise.reject(new ExpectedError('cancelled', 'Cancelled'));
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: 4096 },
    });
    let timer: NodeJS.Timeout | null = null;
    const cancel = (): void => {
      worker.postMessage({ kind: 'cancel' } satisfies ToWorker);
      timer = setTimeout(() => void worker.terminate(), graceMs);
    };
    signal.addEventListener('abort', cancel, { once: true });
    const settle = (finish: () => void): void => {
      signal.removeEventListener('abort', cancel);
      if (timer) clearTimeout(timer);
      finish();
    };
    worker.on('message', (message: FromWorker) => {
      switch (message.kind) {
        case 'progress':
          onProgress(message.progress);
          return;
        case 'done':
          settle(() => {
            // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the worker's switch pairs each task with its result
            resolve(message.result as WorkerResults[T['kind']]);
          });
          return;
        case 'failed':
          settle(() => {
            reject(failureOf(message.failure, message.stack));
          });
          return;
        default:
          throw new Error(`unknown message ${JSON.stringify(message satisfies never)}`);
      }
    });
    worker.on('error', (error) => {
      settle(() => {
        reject(error);
      });
    });
    worker.on('exit', () => {
      settle(() => {
        reject(new ExpectedError('cancelled', 'Cancelled'));
      });
    });
  });
}

function failureOf(failure: Failure, stack: string): Error {
  if (failure.code !== 'bug') return fromFailure(failure);
  const bug = new Error(failure.message);
  bug.stack = stack;
  return bug;
}
