import { setImmediate } from 'node:timers/promises';

/** At most so long is the event loop kept from other calls, in milliseconds. */
const sliceMs = 8;

/** Long work in slices: `if (pace.due()) await pace.rest()`. Throws the signal's reason once it is aborted. */
export class Pace {
  readonly #signal: AbortSignal;
  #since = performance.now();

  constructor(signal: AbortSignal) {
    signal.throwIfAborted();
    this.#signal = signal;
  }

  due(): boolean {
    return performance.now() - this.#since >= sliceMs;
  }

  async rest(): Promise<void> {
    await setImmediate();
    this.#signal.throwIfAborted();
    this.#since = performance.now();
  }
}
