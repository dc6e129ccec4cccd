import { parentPort, workerData } from 'node:worker_threads';

import type { FromFileThread, ToFileThread } from './fileThreads.ts';
import { FilePreparer } from './preparedFile.ts';
import type { PreparedFile } from './preparedFile.ts';

/** The entry of a thread that reads small files until it is ended. */
const port = parentPort;
if (!port) throw new Error('fileThread.ts is the entry of a worker thread');
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- started by FileThreads alone
const preparer = new FilePreparer(workerData as ReadonlySet<string>);

port.on('message', (message: ToFileThread) => {
  if (message.kind === 'shape') {
    preparer.learn(message.shape, message.interpretation);
    return;
  }
  try {
    const files = message.files.map((file) => preparer.prepare(file));
    say({ kind: 'prepared', files }, files.flatMap(buffersOf));
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    say({ kind: 'failed', message: error.message, stack: error.stack ?? '' }, []);
  }
});

/** What moves instead of being copied; each buffer once. */
function buffersOf(file: PreparedFile | null): ArrayBuffer[] {
  if (!file) return [];
  const buffers = [file.opened.whole.buffer];
  if (file.read) {
    buffers.push(file.read.content.buffer);
    for (const { cut, read } of file.read.blocks) {
      buffers.push(cut.batch.utf8.buffer, read.records.hashes.buffer, read.events.codes.buffer);
      buffers.push(read.events.texts.bytes.buffer, read.events.texts.ends.buffer);
      if (cut.batch.raw) buffers.push(cut.batch.raw.bytes.buffer);
    }
  }
  return buffers;
}

function say(message: FromFileThread, transfer: readonly ArrayBuffer[]): void {
  port?.postMessage(message, transfer);
}
