import { parentPort } from 'node:worker_threads';

import type { FromBatchThread, ToBatchThread } from './batchThreads.ts';
import { BatchReader } from './readBatch.ts';

/** The entry of a thread that parses blocks of records until it is ended. */
const port = parentPort;
if (!port) throw new Error('batchThread.ts is the entry of a worker thread');
const readers = new Map<number, BatchReader>();

port.on('message', (message: ToBatchThread) => {
  if (message.kind === 'interpretation') {
    readers.set(message.id, new BatchReader(message.interpretation));
    return;
  }
  const reader = readers.get(message.interpretation);
  const { batch } = message;
  try {
    if (!reader) throw new Error('a block of an interpretation that was not told');
    const read = reader.read(batch);
    const { events, idKeys, records } = read;
    say({ kind: 'read', batch, read }, [
      batch.utf8.buffer,
      ...(batch.raw ? [batch.raw.bytes.buffer] : []),
      events.codes.buffer,
      events.texts.bytes.buffer,
      events.texts.ends.buffer,
      idKeys.halves.buffer,
      records.hashes.buffer,
    ]);
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    say({ kind: 'failed', message: error.message, stack: error.stack ?? '' }, []);
  }
});

function say(message: FromBatchThread, transfer: readonly ArrayBuffer[]): void {
  port?.postMessage(message, transfer);
}
