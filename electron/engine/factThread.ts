import { parentPort, workerData } from 'node:worker_threads';

import { openCaseRecords } from './caseRecords.ts';
import type { FromFactThread, ToFactThread } from './factThreads.ts';
import { factsOf } from './query/rowFacts.ts';

/** The entry of a thread that reads rows for the second pass until it is ended. */
const port = parentPort;
if (!port) throw new Error('factThread.ts is the entry of a worker thread');
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- started by FactThreads alone
const { records } = openCaseRecords((workerData as { readonly folder: string }).folder);

port.on('message', ({ firstRow, rows }: ToFactThread) => {
  try {
    say({ kind: 'read', facts: factsOf(records, firstRow, rows) });
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    say({ kind: 'failed', message: error.message, stack: error.stack ?? '' });
  }
});

function say(message: FromFactThread): void {
  port?.postMessage(message);
}
