import type { FromEngine, Push, ToEngine } from '../../shared/contract.ts';
import { dispatch } from './dispatch.ts';
import { Grants } from './grants.ts';
import type { GrantPurpose } from './grants.ts';
import { createHandlers } from './handlers.ts';
import { Session } from './session.ts';
import type { HostAnswer, HostQuestion } from './sync/keeper.ts';

/** What a host says to the engine's process, besides what windows say. */
export type HostMessage =
  | { readonly kind: 'client'; readonly client: number; readonly message: ToEngine }
  | { readonly kind: 'connect'; readonly client: number }
  | { readonly kind: 'disconnect'; readonly client: number }
  | {
      readonly kind: 'grant';
      readonly grant: string;
      readonly path: string;
      readonly purpose: GrantPurpose;
      readonly name: string;
    }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: HostAnswer };
/** What the engine's process says to its host. */
export type EngineMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'client'; readonly client: number; readonly message: FromEngine }
  | { readonly kind: 'ask'; readonly id: number; readonly question: HostQuestion };

/** One window's conversation: its running calls, and where replies and pushes go. */
type Client = {
  readonly send: (message: FromEngine) => void;
  readonly running: Map<number, AbortController>;
};

/** The port that Electron's utilityProcess gives; it is like, but not, a Node MessagePort. */
type ElectronPort = {
  on(event: 'message', listener: (event: { data: unknown; ports?: ElectronPort[] }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start?(): void;
};

const grants = new Grants();
const clients = new Map<number, Client>();
const questions = new Map<number, (answer: HostAnswer) => void>();
let nextQuestion = 1;
let say: (message: EngineMessage) => void = () => undefined;
const session = new Session(
  (push: Push) => {
    for (const client of clients.values()) client.send({ kind: 'push', ...push });
  },
  (question) =>
    new Promise((resolve) => {
      const id = nextQuestion++;
      questions.set(id, resolve);
      say({ kind: 'ask', id, question });
    }),
);
const handlers = createHandlers(session, grants);

function receive(client: Client, message: ToEngine): void {
  if (message.kind === 'cancel') {
    client.running.get(message.id)?.abort();
    return;
  }
  const controller = new AbortController();
  client.running.set(message.id, controller);
  void dispatch(handlers, message.name, message.input, controller.signal).then((reply) => {
    client.running.delete(message.id);
    client.send({ kind: 'reply', id: message.id, reply });
  });
}

function connect(id: number, send: (message: FromEngine) => void): Client {
  const client: Client = { send, running: new Map() };
  clients.set(id, client);
  return client;
}

function disconnect(id: number): void {
  for (const controller of clients.get(id)?.running.values() ?? []) controller.abort();
  clients.delete(id);
}

function control(
  message: HostMessage,
  ports: readonly ElectronPort[],
  send: (message: EngineMessage) => void,
): void {
  switch (message.kind) {
    case 'client': {
      const id = message.client;
      receive(
        clients.get(id) ??
          connect(id, (back) => send({ kind: 'client', client: id, message: back })),
        message.message,
      );
      return;
    }
    case 'connect': {
      const port = ports[0];
      if (!port) throw new Error('connect without a port');
      const client = connect(message.client, (back) => port.postMessage(back));
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- dispatch decodes the call's name and input
      port.on('message', (event) => receive(client, event.data as ToEngine));
      port.on('close', () => disconnect(message.client));
      port.start?.();
      return;
    }
    case 'disconnect':
      disconnect(message.client);
      return;
    case 'grant':
      grants.add(message.path, message.purpose, message.name, message.grant);
      return;
    case 'answer':
      questions.get(message.id)?.(message.answer);
      questions.delete(message.id);
      return;
    default:
      throw new Error(`unknown message ${JSON.stringify(message satisfies never)}`);
  }
}

/** Electron's utilityProcess has `process.parentPort`; a child process of Node has `process.send`. */
function listen(): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Electron adds it; absent elsewhere
  const parentPort = (process as unknown as { parentPort?: ElectronPort }).parentPort;
  if (parentPort) {
    const send = (message: EngineMessage): void => parentPort.postMessage(message);
    parentPort.on('message', (event) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own host, same build
      control(event.data as HostMessage, event.ports ?? [], send);
    });
    say = send;
    send({ kind: 'ready' });
    return;
  }
  const send = (message: EngineMessage): void => {
    // A host that has ended hears nothing any more, though it may not be known yet; its engine ends with it.
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own host, same build
  process.on('message', (message) => control(message as HostMessage, [], send));
  process.on('disconnect', () => {
    session.close();
    process.exit(0);
  });
  say = send;
  send({ kind: 'ready' });
}

listen();
