import { useEffect, useRef, useState } from 'react';

import { toFailure } from '../../shared/failure.ts';
import type { Failure } from '../../shared/failure.ts';
import { isCancelled } from '../bridge/bridge.ts';

export type Answer<T> = {
  readonly value: T | null;
  readonly failure: Failure | null;
  /** The value is of an older question, and the answer to this one is still to come. */
  readonly isStale: boolean;
};
type Answered<T> = Omit<Answer<T>, 'isStale'> & { readonly key: string | null };

/** Shorter than a pause in typing would be noticed, longer than the time between two keys. */
const typingMs = 180;

/**
 * Asks when `key` has rested, and again when it changes; an older question is cancelled. The last answer stays until
 * the next one is there. A null key asks nothing.
 */
export function useAnswer<T>(
  key: string | null,
  ask: (signal: AbortSignal) => Promise<T>,
): Answer<T> {
  const [answer, setAnswer] = useState<Answered<T>>({ value: null, failure: null, key: null });
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (key === null) {
      setAnswer({ value: null, failure: null, key: null });
      return undefined;
    }
    const abort = new AbortController();
    const run = async (): Promise<void> => {
      try {
        const value = await latest.current(abort.signal);
        if (!abort.signal.aborted) setAnswer({ value, failure: null, key });
      } catch (thrown) {
        if (abort.signal.aborted || isCancelled(thrown)) return;
        setAnswer({ value: null, failure: toFailure(thrown), key });
      }
    };
    const timer = window.setTimeout(() => void run(), typingMs);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [key]);
  return { value: answer.value, failure: answer.failure, isStale: answer.key !== key };
}
