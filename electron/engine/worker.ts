import { parentPort, workerData } from 'node:worker_threads';

import { toFailure } from '../../shared/failure.ts';
import { compareReading } from './import/compareReading.ts';
import { readAgain } from './import/readAgain.ts';
import { interpretAgain, reindexCase } from './import/reindex.ts';
import { runImport } from './import/run.ts';
import { secondPassOf } from './secondPassTask.ts';
import { usualPatience } from './sync/ask.ts';
import { fetchBatch } from './sync/fetch.ts';
import { verifyWhole } from './verifyTask.ts';
import type { FromWorker, TaskProgress, ToWorker, WorkerTask } from './workerTask.ts';

/** The entry of a worker thread: does the one task it was started with, then ends. */
const port = parentPort;
if (!port) throw new Error('worker.ts is the entry of a worker thread');
const controller = new AbortController();
port.on('message', (message: ToWorker) => {
  if (message.kind === 'cancel') controller.abort();
});

const say = (message: FromWorker): void => {
  port.postMessage(message);
};

let lastAt = 0;
let lastPhase = '';
/** At most ten a second, but for what must not be lost. */
function onProgress(progress: TaskProgress): void {
  const now = performance.now();
  if (progress.firstEvents === undefined && progress.phase === lastPhase && now - lastAt < 100)
    return;
  lastAt = now;
  lastPhase = progress.phase;
  say({ kind: 'progress', progress });
}

function run(task: WorkerTask): Promise<unknown> {
  const options = { signal: controller.signal, onProgress };
  switch (task.kind) {
    case 'import':
      return runImport(task.folder, task.files, {
        ...options,
        author: task.author,
        sync: task.sync,
      });
    case 'fetch':
      return fetchBatch(task, { ...options, patience: usualPatience });
    case 'reindex':
      return reindexCase(task.folder, options);
    case 'interpret':
      return interpretAgain(task.folder, task, options);
    case 'second pass':
      return secondPassOf(task.folder, options);
    case 'compare reading':
      return compareReading(task.folder, options);
    case 'read again':
      return readAgain(task.folder, task.author, options);
    case 'verify':
      return verifyWhole(task.folder, { ...options, author: task.author, readOnly: task.readOnly });
    default:
      throw new Error(`unknown task ${JSON.stringify(task satisfies never)}`);
  }
}

try {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- started by runTask alone
  say({ kind: 'done', result: await run(workerData as WorkerTask) });
} catch (thrown) {
  say({
    kind: 'failed',
    failure: toFailure(thrown),
    stack: thrown instanceof Error ? (thrown.stack ?? '') : '',
  });
} finally {
  port.close();
}
