import { randomUUID } from 'node:crypto';
import path from 'node:path';

import type { Grant } from '../shared/grant.ts';
import type { EngineMessage, HostMessage } from './engine/engine.ts';
import type { GrantPurpose } from './engine/grants.ts';
import type { AskHost } from './engine/sync/keeper.ts';

/** A running engine as a host sees it; `Port` is what the host can transfer to it. */
export type EngineChild<Port> = {
  send(message: HostMessage, port?: Port): void;
  /** Asks it to close the case and end. */
  end(): void;
  kill(): void;
};

export type EngineEvents = {
  readonly message: (message: EngineMessage) => void;
  readonly exit: () => void;
};

/** Starts one engine; both listeners may be called from then on. */
export type EngineFork<Port> = (events: EngineEvents) => EngineChild<Port>;

export type EngineListener = {
  readonly onMessage: (message: EngineMessage) => void;
  /** The old engine is gone with everything that it was doing, a new one is on its way. */
  readonly onRestart: (reason: string) => void;
  /** What the engine asks about this computer. */
  readonly answer: AskHost;
};

type GrantMessage = Extract<HostMessage, { kind: 'grant' }>;
type Waiting<Port> = { readonly message: HostMessage; readonly port: Port | undefined };

/** An engine that ends so often before it says `ready` does not start at all; then trying again is no help. */
const startAttempts = 3;
/** An engine that was asked to end and has not by then is killed; the case bears it. */
const endPatienceMs = 3000;

/**
 * The engine's process as both hosts keep it: started, started again when it ends, with every grant told to each
 * new one. What is sent before an engine is ready waits for it.
 */
export class EngineProcess<Port> {
  readonly #fork: EngineFork<Port>;
  readonly #listener: EngineListener;
  readonly #grants: GrantMessage[] = [];
  #child: EngineChild<Port> | null = null;
  #waiting: Waiting<Port>[] = [];
  #ready = false;
  #closed = false;
  #failedStarts = 0;
  #ended: (() => void) | null = null;

  constructor(fork: EngineFork<Port>, listener: EngineListener) {
    this.#fork = fork;
    this.#listener = listener;
    this.#start();
  }

  /** False once the engine ended several times before it was ready. */
  get startable(): boolean {
    return this.#failedStarts < startAttempts;
  }

  send(message: HostMessage, port?: Port): void {
    if (this.#ready) this.#child?.send(message, port);
    else this.#waiting.push({ message, port });
  }

  /** A token by which windows name this path. `name` is what the auditor sees. */
  grant(granted: string, purpose: GrantPurpose, name = path.basename(granted)): Grant {
    const message: GrantMessage = {
      kind: 'grant',
      grant: randomUUID(),
      path: path.resolve(granted),
      purpose,
      name,
    };
    this.#grants.push(message);
    // before `ready` the list itself is what a new engine is told
    if (this.#ready) this.#child?.send(message);
    return message.grant;
  }

  /** Ends an engine that does not answer; its end starts the next. */
  kill(): void {
    this.#child?.kill();
  }

  /** Ends the engine for good; resolves when its process is gone. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#child === null) return;
    const gone = new Promise<void>((resolve) => {
      this.#ended = resolve;
    });
    const child = this.#child;
    // one that is still starting has nothing open yet, and would find its host gone
    if (this.#ready) child.end();
    else child.kill();
    const patience = setTimeout(() => child.kill(), endPatienceMs);
    await gone;
    clearTimeout(patience);
  }

  #start(): void {
    this.#ready = false;
    this.#child = this.#fork({
      message: (message) => this.#receive(message),
      exit: () => this.#exited(),
    });
  }

  #receive(message: EngineMessage): void {
    if (message.kind === 'ask') {
      this.#answer(message);
      return;
    }
    if (message.kind !== 'ready') {
      this.#listener.onMessage(message);
      return;
    }
    this.#ready = true;
    this.#failedStarts = 0;
    for (const grant of this.#grants) this.#child?.send(grant);
    for (const { message: waiting, port } of this.#waiting.splice(0)) {
      this.#child?.send(waiting, port);
    }
  }

  #answer({ id, question }: Extract<EngineMessage, { kind: 'ask' }>): void {
    const child = this.#child;
    void this.#listener.answer(question).then(
      (answer) => child?.send({ kind: 'answer', id, answer }),
      (thrown: unknown) => {
        console.error(`casebook host: ${question.name}`, thrown);
        child?.send({ kind: 'answer', id, answer: null });
      },
    );
  }

  #exited(): void {
    if (!this.#ready) this.#failedStarts++;
    this.#ready = false;
    this.#child = null;
    this.#waiting = [];
    this.#ended?.();
    if (this.#closed) return;
    if (this.startable) this.#start();
    this.#listener.onRestart(
      this.startable ? 'The engine ended and was started again.' : 'The engine cannot be started.',
    );
  }
}
