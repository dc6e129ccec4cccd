import { useEffect, useReducer, useRef, useState } from 'react';

import type { EventPageInput } from '../../../shared/eventPage.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { isCancelled } from '../../bridge/bridge.ts';
import { createEventPages } from './eventPages.ts';
import type { EventPages } from './eventPages.ts';

export type EventQuery = Omit<EventPageInput, 'offset' | 'limit'>;

export type ShownPages = {
  /** Null until the first page of all has arrived. */
  readonly pages: EventPages | null;
  readonly total: number;
  readonly isExact: boolean;
  readonly tookMs: number;
  /** The query has changed and its first page is still being read: the rows of the one before stay on screen. */
  readonly isStale: boolean;
  readonly failure: Failure | null;
  /** The query that the rows belong to, as JSON. */
  readonly shownKey: string | null;
};

/** The rows of a query. A new `generation` (the case has changed) reads everything again. */
export function useEventPages(bridge: Bridge, query: EventQuery, generation: number): ShownPages {
  const key = JSON.stringify(query);
  const wantedKey = `${generation}:${key}`;
  const [shown, setShown] = useState<{ pages: EventPages; key: string } | null>(null);
  const [failed, setFailed] = useState<{ failure: Failure; key: string } | null>(null);
  const [exact, setExact] = useState<{ total: number; key: string } | null>(null);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const latestQuery = useRef(query);
  latestQuery.current = query;

  useEffect(() => {
    const asked = latestQuery.current;
    const abort = new AbortController();
    let isCounting = false;
    const count = async (): Promise<void> => {
      isCounting = true;
      try {
        const { filter, zone } = asked;
        const found = await bridge.call('event.count', { filter, zone }, abort.signal);
        if (found.exact) setExact({ total: found.count, key: wantedKey });
      } catch (thrown) {
        // The rows and their lower bound stand; a count that fails for good fails for the pages too.
        if (!isCancelled(thrown)) redraw();
      } finally {
        isCounting = false;
      }
    };
    const pages = createEventPages(
      (offset, limit, signal) => bridge.call('event.page', { ...asked, offset, limit }, signal),
      () => {
        const failure = pages.failure();
        setFailed(failure === null ? null : { failure, key: wantedKey });
        const page = pages.latest();
        if (page === null) return;
        setShown((before) => (before?.pages === pages ? before : { pages, key: wantedKey }));
        if (!page.exact && !isCounting) void count();
        redraw();
      },
    );
    pages.want(0, 0);
    return () => {
      abort.abort();
      pages.close();
    };
  }, [bridge, wantedKey]);

  const page = shown?.pages.latest() ?? null;
  const counted = exact !== null && exact.key === shown?.key ? exact.total : null;
  return {
    pages: shown?.pages ?? null,
    total: counted ?? page?.total ?? 0,
    isExact: counted !== null || (page?.exact ?? false),
    tookMs: page?.tookMs ?? 0,
    isStale: shown?.key !== wantedKey,
    failure: failed?.key === wantedKey ? failed.failure : null,
    shownKey: shown?.key ?? null,
  };
}
