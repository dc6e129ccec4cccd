import { parentPort, workerData } from 'node:worker_threads';

import { ExpectedError } from '../../shared/failure.ts';
import { openCaseRecords } from './caseRecords.ts';
import { RowTexts } from './export/rowTexts.ts';
import { factsOf } from './query/rowFacts.ts';
import type { FromRowThread, ToRowThread } from './rowThreads.ts';

/** The entry of a thread that reads rows of a case, for the second pass or an export, until it is ended. */
const port = parentPort;
if (!port) throw new Error('rowThread.ts is the entry of a worker thread');
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- started by RowThreads alone
const { records, volatileOf } = openCaseRecords((workerData as { readonly folder: string }).folder);
let texts: RowTexts | null = null;

port.on('message', (message: ToRowThread) => {
  try {
    switch (message.kind) {
      case 'facts':
        say({ kind: 'done', answer: factsOf(records, message.firstRow, message.rows) });
        return;
      case 'export':
        texts = new RowTexts(message.spec, volatileOf);
        return;
      case 'texts': {
        if (!texts) throw new Error('rows of an export that was not told');
        const answer = texts.of(records, message.places, message.notes);
        say({ kind: 'done', answer }, [answer.buffer]);
        return;
      }
      default:
        throw new Error(`unknown message ${String(message satisfies never)}`);
    }
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const code = error instanceof ExpectedError ? error.code : null;
    say({ kind: 'failed', failure: { message: error.message, stack: error.stack ?? '', code } });
  }
});

function say(message: FromRowThread, transfer: readonly ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer);
}
