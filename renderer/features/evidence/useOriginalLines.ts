import { useEffect, useRef, useState } from 'react';

import type {
  OriginalLine,
  OriginalPage,
  OriginalPageInput,
} from '../../../shared/originalPage.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { isCancelled } from '../../bridge/bridge.ts';

const pageLines = 100;

export type OriginalLines = {
  readonly head: OriginalPage | null;
  readonly error: unknown;
  /** Undefined while its page is on the way. */
  readonly lineAt: (at: number) => OriginalLine | undefined;
  /** Fetches what of these lines is not there yet. */
  readonly want: (from: number, to: number) => void;
};

/** The lines of the list, fetched as they come into sight; those shown before stay until new ones are there. */
export function useOriginalLines(
  bridge: Bridge,
  query: Omit<OriginalPageInput, 'offset' | 'limit'>,
  changes: number,
): OriginalLines {
  const asked = JSON.stringify(query);
  const [head, setHead] = useState<OriginalPage | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [, setArrived] = useState(0);
  const pages = useRef(new Map<number, readonly OriginalLine[]>());
  const underway = useRef(new Map<number, AbortController>());
  const range = useRef({ from: 0, to: 0 });

  const fetchPage = (page: number, isFirst: boolean): void => {
    const abort = new AbortController();
    underway.current.set(page, abort);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the query itself, compared by its text
    const input = JSON.parse(asked) as typeof query;
    bridge
      .call('original.page', { ...input, offset: page * pageLines, limit: pageLines }, abort.signal)
      .then(
        (found) => {
          if (isFirst) pages.current = new Map();
          pages.current.set(page, found.lines);
          if (isFirst || page === 0) setHead(found);
          setArrived((count) => count + 1);
          setError(null);
        },
        (thrown: unknown) => {
          if (!isCancelled(thrown)) setError(thrown);
        },
      )
      .finally(() => {
        if (underway.current.get(page) === abort) underway.current.delete(page);
      });
  };

  useEffect(() => {
    for (const abort of underway.current.values()) abort.abort();
    underway.current.clear();
    fetchPage(Math.floor(range.current.from / pageLines), true);
    const abandoned = underway.current;
    return () => {
      for (const abort of abandoned.values()) abort.abort();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- once a query or change, not a render
  }, [bridge, asked, changes]);

  return {
    head,
    error,
    lineAt: (at) => pages.current.get(Math.floor(at / pageLines))?.[at % pageLines],
    want: (from, to) => {
      range.current = { from, to };
      if (head === null) return;
      const last = Math.floor(Math.max(0, Math.min(to, head.total) - 1) / pageLines);
      for (let page = Math.floor(from / pageLines); page <= last; page++) {
        if (!pages.current.has(page) && !underway.current.has(page)) fetchPage(page, false);
      }
    },
  };
}
