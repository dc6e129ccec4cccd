import type { FromEngine, Push, Reply } from '../../shared/contract.ts';
import type { GrantPurpose } from '../engine/grants.ts';
import type { AskHost } from '../engine/sync/keeper.ts';
import { EngineProcess } from '../engineProcess.ts';
import { forkEngine } from './forkEngine.ts';

type Pending = { readonly client: number; readonly answer: (reply: Reply<unknown>) => void };

/** An engine that leaves a cancelled call unanswered for so long hangs, and is ended. */
const cancelPatienceMs = 10_000;

/** The engine behind HTTP: calls of all sessions over its one channel, each answered by id. */
export class EngineCalls {
  readonly #pending = new Map<number, Pending>();
  readonly #onPush: (client: number | null, push: Push) => void;
  readonly #engine: EngineProcess<never>;
  #nextId = 1;

  /** `client` null: the push is for every session. */
  constructor(onPush: (client: number | null, push: Push) => void, answer: AskHost) {
    this.#onPush = onPush;
    this.#engine = new EngineProcess(forkEngine, {
      onMessage: (message) => {
        if (message.kind === 'client') this.#receive(message.client, message.message);
      },
      onRestart: (reason) => this.#restarted(reason),
      answer,
    });
  }

  grant(granted: string, purpose: GrantPurpose, name: string): string {
    return this.#engine.grant(granted, purpose, name);
  }

  /** Aborting the signal cancels the work in the engine and ends the promise at once. */
  call(client: number, name: string, input: unknown, signal: AbortSignal): Promise<Reply<unknown>> {
    if (!this.#engine.startable) return Promise.resolve(notStartable);
    return new Promise((resolve) => {
      const id = this.#nextId++;
      let patience: NodeJS.Timeout | undefined;
      const cancel = (): void => {
        this.#engine.send({ kind: 'client', client, message: { kind: 'cancel', id } });
        patience = setTimeout(() => this.#engine.kill(), cancelPatienceMs).unref();
        resolve({ ok: false, error: { code: 'cancelled', message: 'Cancelled' } });
      };
      this.#pending.set(id, {
        client,
        answer: (reply) => {
          this.#pending.delete(id);
          clearTimeout(patience);
          signal.removeEventListener('abort', cancel);
          resolve(reply);
        },
      });
      this.#engine.send({ kind: 'client', client, message: { kind: 'call', id, name, input } });
      if (signal.aborted) cancel();
      else signal.addEventListener('abort', cancel, { once: true });
    });
  }

  /** The window of this session is gone: what it asked for is cancelled. */
  disconnect(client: number): void {
    this.#engine.send({ kind: 'disconnect', client });
  }

  kill(): void {
    this.#engine.kill();
  }

  close(): Promise<void> {
    return this.#engine.close();
  }

  #receive(client: number, message: FromEngine): void {
    if (message.kind === 'reply') this.#pending.get(message.id)?.answer(message.reply);
    else this.#onPush(client, message);
  }

  #restarted(reason: string): void {
    const lost = [...this.#pending.values()];
    for (const { answer } of lost) {
      answer({ ok: false, error: { code: 'engine-restarted', message: reason } });
    }
    this.#onPush(null, { name: 'engine.restarted', payload: { reason } });
  }
}

const notStartable: Reply<never> = {
  ok: false,
  error: { code: 'bug', message: 'The engine cannot be started. The terminal says why.' },
};
