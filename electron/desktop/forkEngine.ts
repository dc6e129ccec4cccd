import path from 'node:path';

import { utilityProcess } from 'electron';
import type { MessagePortMain } from 'electron';

import type { EngineMessage } from '../engine/engine.ts';
import type { EngineFork } from '../engineProcess.ts';

/** The engine as Electron's utility process, from the bundle beside this one. */
export const forkEngine: EngineFork<MessagePortMain> = (events) => {
  const child = utilityProcess.fork(path.join(import.meta.dirname, 'engine.js'), [], {
    serviceName: 'Casebook engine',
    stdio: 'inherit',
  });
  child.on('message', (message: EngineMessage) => events.message(message));
  child.on('exit', events.exit);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
    send: (message, port) => child.postMessage(message, port === undefined ? [] : [port]),
    end: () => void child.kill(),
    kill: () => {
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
  };
};
