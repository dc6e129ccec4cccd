import { runImport } from '../../electron/engine/import/run.ts';
import type { Patience } from '../../electron/engine/sync/ask.ts';
import { fetchBatch } from '../../electron/engine/sync/fetch.ts';
import { syncSource } from '../../electron/engine/sync/syncSource.ts';
import type { SyncOutcome, SyncSource } from '../../shared/sync.ts';

/** Waits of milliseconds where a real server is given seconds. */
export const impatient: Patience = {
  attempts: 8,
  firstWaitMs: 1,
  longestWaitMs: 2000,
  timeoutMs: 1500,
  wholeMs: 10_000,
};

const quiet = (): void => undefined;

/** One run of a source, in this thread instead of the engine's workers. */
export function syncOnce(
  folder: string,
  source: SyncSource,
  secret: string | null = null,
  patience: Patience = impatient,
  signal: AbortSignal = new AbortController().signal,
): Promise<SyncOutcome> {
  return syncSource(
    { folder, author: 'Test Auditor', source, secret },
    {
      fetch: (task, cancel) => fetchBatch(task, { signal: cancel, onProgress: quiet, patience }),
      importFetched: ({ files, sync }, cancel) =>
        runImport(folder, files, {
          author: 'Test Auditor',
          signal: cancel,
          onProgress: quiet,
          sync,
        }),
    },
    signal,
  );
}
