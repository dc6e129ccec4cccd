import { useEffect, useState } from 'react';

import type { EventDetail } from '../../../shared/eventPage.ts';
import { toFailure } from '../../../shared/failure.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { isCancelled } from '../../bridge/bridge.ts';

/** Holding an arrow key passes over rows faster than they can be read: only where it rests is asked for. */
const passingMs = 60;

export type ShownDetail = {
  /** That of the row before until the next one is there. */
  readonly detail: EventDetail | null;
  readonly failure: Failure | null;
};

/** One event, whole. A new `generation` (the case has changed) reads it again. */
export function useEventDetail(
  bridge: Bridge,
  event: string | null,
  generation: number,
): ShownDetail {
  const [shown, setShown] = useState<ShownDetail>({ detail: null, failure: null });
  useEffect(() => {
    if (event === null) return undefined;
    const abort = new AbortController();
    const load = async (): Promise<void> => {
      try {
        const detail = await bridge.call('event.show', { event }, abort.signal);
        if (!abort.signal.aborted) setShown({ detail, failure: null });
      } catch (thrown) {
        if (abort.signal.aborted || isCancelled(thrown)) return;
        setShown({ detail: null, failure: toFailure(thrown) });
      }
    };
    const timer = window.setTimeout(() => void load(), passingMs);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [bridge, event, generation]);
  return event === null ? { detail: null, failure: null } : shown;
}
