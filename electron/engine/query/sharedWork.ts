type Running<T> = {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiters: number;
};

/**
 * Answers kept by what was asked, the last few of them. Who asks for what is being worked out waits for the same work; it
 * is cancelled when nobody waits any more.
 */
export class SharedWork<T> {
  readonly #limit: number;
  readonly #done = new Map<string, T>();
  readonly #running = new Map<string, Running<T>>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  async get(
    key: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    const known = this.#done.get(key);
    if (known !== undefined) {
      this.#keep(key, known);
      return known;
    }
    const running = this.#running.get(key) ?? this.#start(key, work);
    running.waiters++;
    const leave = (): void => {
      if (--running.waiters > 0) return;
      this.#running.delete(key);
      running.controller.abort();
    };
    return new Promise<T>((resolve, reject) => {
      const onAbort = (): void => {
        leave();
        reject(
          signal.reason instanceof Error
            ? signal.reason
            : new DOMException('cancelled', 'AbortError'),
        );
      };
      signal.addEventListener('abort', onAbort, { once: true });
      running.result
        .then(resolve, reject)
        .finally(() => signal.removeEventListener('abort', onAbort));
    });
  }

  /** Whether the answer is there. */
  has(key: string): boolean {
    return this.#done.has(key);
  }

  clear(): void {
    this.#done.clear();
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<T>): Running<T> {
    const controller = new AbortController();
    const result = work(controller.signal);
    const running: Running<T> = { result, controller, waiters: 0 };
    this.#running.set(key, running);
    result
      .then(
        (value) => this.#keep(key, value),
        // Whoever waits is told; nobody waits for cancelled work.
        () => undefined,
      )
      .finally(() => {
        if (this.#running.get(key) === running) this.#running.delete(key);
      });
    return running;
  }

  #keep(key: string, value: T): void {
    this.#done.delete(key);
    this.#done.set(key, value);
    for (const oldest of this.#done.keys()) {
      if (this.#done.size <= this.#limit) break;
      this.#done.delete(oldest);
    }
  }
}
