/**
 * What the engine asks its host about sync, since it is a matter of this computer and not of the case: whether network is
 * on, what was allowed here, and secrets. Answers are values; a host that cannot answer says no.
 */
export type HostQuestion =
  | { readonly name: 'network' }
  | { readonly name: 'allowed'; readonly fingerprint: string }
  | { readonly name: 'allow'; readonly fingerprint: string }
  | { readonly name: 'secret'; readonly key: string };
export type HostAnswer = boolean | string | null;
export type AskHost = (question: HostQuestion) => Promise<HostAnswer>;

export class SyncKeeper {
  readonly #ask: AskHost;

  constructor(ask: AskHost) {
    this.#ask = ask;
  }

  async isNetworkOn(): Promise<boolean> {
    return (await this.#ask({ name: 'network' })) === true;
  }

  async isAllowed(fingerprint: string): Promise<boolean> {
    return (await this.#ask({ name: 'allowed', fingerprint })) === true;
  }

  async allow(fingerprint: string): Promise<void> {
    await this.#ask({ name: 'allow', fingerprint });
  }

  /** Null where none is kept under that key. */
  async secret(key: string): Promise<string | null> {
    const answer = await this.#ask({ name: 'secret', key });
    return typeof answer === 'string' ? answer : null;
  }
}

/** Of an engine without a host: nothing is allowed. */
export const noHost: AskHost = () => Promise.resolve(null);
