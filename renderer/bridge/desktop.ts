import type { CallName, FromEngine, Push, Reply, ToEngine } from '../../shared/contract.ts';
import type { FileGrant } from '../../shared/host.ts';
import { cancelledReply } from './bridge.ts';
import type { DesktopHost } from './desktopHost.ts';
import type { IncomingFile, Transport } from './transport.ts';

type Answer = (reply: Reply<unknown>) => void;

/** A cancelled call that the engine has not answered by then: the engine hangs, and the host ends it. */
const cancelPatienceMs = 10_000;

/** Speaks with the engine over a MessagePort that the preload hands over, and with the host through the preload. */
export function connectDesktop(host: DesktopHost): Promise<Transport> {
  const listeners = new Set<(push: Push) => void>();
  const waiting = new Map<number, Answer>();
  let engine: MessagePort | null = null;
  let nextId = 1;

  const tell = (push: Push): void => {
    for (const listener of listeners) listener(push);
  };

  const hear = (message: FromEngine): void => {
    if (message.kind === 'push') {
      tell(message);
      return;
    }
    waiting.get(message.id)?.(message.reply);
  };

  const adopt = (port: MessagePort): void => {
    engine?.close();
    engine = port;
    for (const answer of waiting.values()) answer(engineRestarted);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion, unicorn/prefer-add-event-listener -- the engine speaks the contract; onmessage also starts the port
    port.onmessage = (event) => hear(event.data as FromEngine);
  };

  const send = (message: ToEngine): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
    engine?.postMessage(message);
  };

  const invokeEngine = (name: CallName, input: unknown, signal: AbortSignal) =>
    new Promise<Reply<unknown>>((resolve) => {
      const id = nextId++;
      let patience: ReturnType<typeof setTimeout> | undefined;
      const cancel = (): void => {
        send({ kind: 'cancel', id });
        patience = setTimeout(() => void host.restartEngine(), cancelPatienceMs);
        resolve(cancelledReply());
      };
      waiting.set(id, (reply) => {
        waiting.delete(id);
        clearTimeout(patience);
        signal.removeEventListener('abort', cancel);
        resolve(reply);
      });
      send({ kind: 'call', id, name, input });
      if (signal.aborted) cancel();
      else signal.addEventListener('abort', cancel, { once: true });
    });

  const transport: Transport = {
    kind: 'desktop',
    invoke: (name, input, signal) =>
      name.startsWith('host.') ? host.call(name, input) : invokeEngine(name, input, signal),
    listen: (listener) => void listeners.add(listener),
    grant: (files, signal) => grantFiles(host, files, signal),
    download: () => undefined,
  };

  return new Promise((resolve) => {
    window.addEventListener('message', (event) => {
      if (event.source !== window || event.origin !== location.origin) return;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- posted by our preload into this very window
      const message = event.data as { readonly kind?: string; readonly push?: Push } | null;
      if (message?.kind === 'casebook.push' && message.push) tell(message.push);
      const port = event.ports[0];
      if (message?.kind !== 'casebook.engine' || !port) return;
      adopt(port);
      resolve(transport);
    });
    host.connect();
  });
}

const engineRestarted: Reply<never> = {
  ok: false,
  error: { code: 'engine-restarted', message: 'The engine was started again; please repeat.' },
};

/** A file that lies on a disk goes as its path, which the window never sees; one made in memory as its bytes. */
async function grantFiles(
  host: DesktopHost,
  files: readonly IncomingFile[],
  signal: AbortSignal,
): Promise<Reply<readonly FileGrant[]>> {
  const grants: FileGrant[] = [];
  for (const { file, path, folder } of files) {
    if (signal.aborted) return cancelledReply();
    if (folder) {
      const given = await host.grantFolder(file);
      if (!given.ok) return given;
      grants.push(...given.value);
      continue;
    }
    const onDisk = await host.grantFile(file, path);
    const granted = onDisk ?? (await host.grantBytes(await file.arrayBuffer(), path));
    if (!granted.ok) return granted;
    grants.push(granted.value);
  }
  return { ok: true, value: grants };
}
