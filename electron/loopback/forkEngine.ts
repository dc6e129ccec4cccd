import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import type { EngineMessage } from '../engine/engine.ts';
import type { EngineFork } from '../engineProcess.ts';

const entry = fileURLToPath(new URL('../engine/engine.ts', import.meta.url));

/** The engine as a child process of Node. What it prints goes to our standard error: standard output is for results. */
export const forkEngine: EngineFork<never> = (events) => {
  // the child inherits it: what the engine writes is the auditor's alone
  const umask = process.umask(0o077);
  const child = fork(entry, {
    serialization: 'advanced',
    execArgv: [],
    // Ctrl+C is for the host, which then ends the engine in order; on Windows this would open a console
    detached: process.platform !== 'win32',
    stdio: ['ignore', process.stderr, process.stderr, 'ipc'],
  });
  process.umask(umask);
  child.on('message', (message) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own engine, same build
    events.message(message as EngineMessage);
  });
  child.on('error', (error) =>
    console.error('casebook: the engine does not start:', error.message),
  );
  child.on('exit', events.exit);
  return {
    send: (message) => {
      if (child.connected) child.send(message);
    },
    end: () => {
      if (child.connected) child.disconnect();
    },
    kill: () => void child.kill('SIGKILL'),
  };
};
