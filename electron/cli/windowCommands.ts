import { ensureBuilt } from '../ensureBuilt.ts';
import { serve } from '../loopback/serve.ts';
import { openWindow } from '../openWindow.ts';
import { callerPath } from './paths.ts';
import { printJson, printLine, say } from './print.ts';
import { usageError } from './run.ts';
import type { Command } from './run.ts';

export const openCommand: Command = {
  name: 'open',
  usage: 'open [CASE]',
  about: 'opens the window, on the case where one is named; makes the case when it is new',
  options: {},
  async run([folder]) {
    ensureBuilt();
    await openWindow(folder === undefined ? null : callerPath(folder));
    return 0;
  },
};

export const serveCommand: Command = {
  name: 'serve',
  usage: 'serve CASE',
  about:
    'serves the window on 127.0.0.1 without opening one; prints a link that is good for one use',
  options: {},
  async run([folder], options, signal) {
    if (folder === undefined) throw usageError(serveCommand, 'name the case folder');
    ensureBuilt();
    const host = await serve({ openCase: callerPath(folder), linkLifeMs: null });
    if (options['json'] === true) printJson({ url: host.url });
    else printLine(host.url);
    say('casebook: serving until Ctrl+C');
    await new Promise<void>((resolve) => {
      const stop = (): void => {
        resolve();
      };
      signal.addEventListener('abort', stop, { once: true });
      process.once('SIGTERM', stop);
    });
    await host.close();
    return 0;
  },
};
