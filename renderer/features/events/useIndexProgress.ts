import { useEffect, useState } from 'react';

import type { IndexStatus } from '../../../shared/eventPage.ts';
import { isCancelled } from '../../bridge/bridge.ts';
import type { Bridge } from '../../bridge/bridge.ts';

/** How far the background pass is; null once it is done. */
export function useIndexProgress(bridge: Bridge, generation: number): IndexStatus | null {
  const [status, setStatus] = useState<IndexStatus | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    const show = (next: IndexStatus): void => setStatus(next.ready ? null : next);
    const ask = async (): Promise<void> => {
      try {
        show(await bridge.call('index.status', {}, abort.signal));
      } catch (thrown) {
        if (!isCancelled(thrown) && !abort.signal.aborted) setStatus(null);
      }
    };
    void ask();
    const stop = bridge.onPush('index.progress', show);
    return () => {
      abort.abort();
      stop();
    };
  }, [bridge, generation]);
  return status;
}
