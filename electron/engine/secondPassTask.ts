import path from 'node:path';

import { openCaseRecords } from './caseRecords.ts';
import { lockFile } from './evidence/caseLock.ts';
import { factsOf } from './query/rowFacts.ts';
import { runSecondPass } from './query/secondPass.ts';
import { RowThreads } from './rowThreads.ts';
import type { TaskProgress } from './workerTask.ts';

/** Fewer rows are read before threads have started. */
const threadRows = 20_000;

/**
 * Fills what needs the states parsed: search, `changed`, `targets`. Stopped, it goes on where it was the next time. Imports of
 * other processes go on meanwhile; another's second pass does not: throws `read-only` then.
 */
export async function secondPassOf(
  folder: string,
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: TaskProgress) => void },
): Promise<{ events: number }> {
  const lock = lockFile(
    folder,
    'background.lock',
    () => `Another Casebook is building the search index of ${path.basename(folder)} already.`,
  );
  try {
    return await secondPass(folder, options);
  } finally {
    lock.release();
  }
}

async function secondPass(
  folder: string,
  options: { readonly signal: AbortSignal; readonly onProgress: (progress: TaskProgress) => void },
): Promise<{ events: number }> {
  const opened = openCaseRecords(folder);
  const { index, records } = opened;
  const started = performance.now();
  const threads = index.rows - index.secondPassRows < threadRows ? null : new RowThreads(folder);
  try {
    const readFacts = async (firstRow: number, rows: number) =>
      threads?.facts(firstRow, rows) ?? factsOf(records, firstRow, rows);
    await runSecondPass(folder, readFacts, options.signal, (done, total) => {
      options.onProgress({
        phase: 'indexing',
        what: 'search and changed fields',
        bytesDone: done,
        bytesTotal: total,
        records: done,
        rejected: 0,
        seconds: (performance.now() - started) / 1000,
      });
    });
    return { events: index.rows };
  } finally {
    await threads?.close();
    opened.close();
  }
}
