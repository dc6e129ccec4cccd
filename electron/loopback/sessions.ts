import type { ServerResponse } from 'node:http';

import type { Push } from '../../shared/contract.ts';
import { newSecret, sameSecret } from './token.ts';

/** One window: the secret that its page holds in memory, its number at the engine, its stream of pushes. */
export type Session = {
  readonly secret: string;
  readonly client: number;
  pushes: ServerResponse | null;
  gone: NodeJS.Timeout | null;
};

const keepAliveMs = 15_000;
/** A window whose stream stays away so long is closed. Reloading is no way back: its secret is lost. */
const absenceMs = 20_000;
/** A window that does not read its pushes is cut off before they pile up in memory. */
const unsentLimit = 8 * 1024 * 1024;

export class Sessions {
  readonly #sessions: Session[] = [];
  readonly #onGone: (session: Session, left: number) => void;
  readonly #keepAlive = setInterval(() => this.#tellAll('{}'), keepAliveMs).unref();
  #nextClient = 1;

  constructor(onGone: (session: Session, left: number) => void) {
    this.#onGone = onGone;
  }

  create(): Session {
    const session: Session = {
      secret: newSecret(),
      client: this.#nextClient++,
      pushes: null,
      gone: null,
    };
    this.#sessions.push(session);
    this.#expect(session);
    return session;
  }

  find(secret: string | undefined): Session | undefined {
    return this.#sessions.find((session) => sameSecret(secret, session.secret));
  }

  /** Opens the stream of pushes; an older one of the same window ends. */
  stream(session: Session, response: ServerResponse): void {
    session.pushes?.end();
    session.pushes = response;
    if (session.gone) clearTimeout(session.gone);
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.write('{}\n');
    response.on('close', () => {
      if (session.pushes !== response) return;
      session.pushes = null;
      this.#expect(session);
    });
  }

  push(client: number | null, push: Push): void {
    const line = JSON.stringify({ name: push.name, payload: push.payload });
    for (const session of this.#sessions) {
      if (client === null || session.client === client) tell(session, line);
    }
  }

  close(): void {
    clearInterval(this.#keepAlive);
    for (const session of this.#sessions.splice(0)) {
      if (session.gone) clearTimeout(session.gone);
      session.pushes?.end();
    }
  }

  #tellAll(line: string): void {
    for (const session of this.#sessions) tell(session, line);
  }

  #expect(session: Session): void {
    session.gone = setTimeout(() => {
      const index = this.#sessions.indexOf(session);
      if (index < 0) return;
      this.#sessions.splice(index, 1);
      this.#onGone(session, this.#sessions.length);
    }, absenceMs).unref();
  }
}

function tell(session: Session, line: string): void {
  if (session.pushes === null) return;
  session.pushes.write(`${line}\n`);
  if (session.pushes.writableLength > unsentLimit) session.pushes.destroy();
}
