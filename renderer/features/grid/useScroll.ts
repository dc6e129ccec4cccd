import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

import { createScrollMap, rested, resized, revealed, scrolled } from './scrollMap.ts';
import type { Scrolled, Viewport } from './scrollMap.ts';

/** Longer than the pause between two turns of a wheel, shorter than a person notices. */
const restMs = 180;

export type GridScroll = {
  readonly at: Scrolled;
  readonly viewport: Viewport;
  readonly onScroll: () => void;
  readonly reveal: (row: number, to?: 'nearest' | 'middle') => void;
};

/** Keeps the scroll map and the scroller's own position in step. `headerHeight` covers the upper edge of the scroller. */
export function useScroll(
  scroller: RefObject<HTMLDivElement | null>,
  rows: number,
  rowHeight: number,
  headerHeight: number,
): GridScroll {
  const [height, setHeight] = useState(600);
  const viewport: Viewport = { height: Math.max(rowHeight, height - headerHeight), rowHeight };
  const [at, setAt] = useState<Scrolled>(() => ({ map: createScrollMap(rows), top: 0 }));
  const latest = useRef(at);
  const restTimer = useRef(0);

  const apply = (next: Scrolled): void => {
    const isSame = next.map === latest.current.map && next.top === latest.current.top;
    latest.current = next;
    const element = scroller.current;
    if (element && Math.abs(element.scrollTop - next.top) >= 1) element.scrollTop = next.top;
    if (!isSame) setAt(next);
  };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => setHeight(element.clientHeight));
    watch.observe(element);
    setHeight(element.clientHeight);
    return () => watch.disconnect();
  }, [scroller]);

  useLayoutEffect(() => {
    // After the scroller has its new height: an earlier position would be cut off by the browser.
    const { map, top } = latest.current;
    apply(resized(map, rows, map.rows === 0 ? 0 : top, viewport));
    // oxlint-disable-next-line react/exhaustive-deps -- once a change of rows or heights, not a render
  }, [rows, rowHeight, height]);

  useEffect(() => () => window.clearTimeout(restTimer.current), []);

  return {
    at,
    viewport,
    onScroll: () => {
      const element = scroller.current;
      if (!element || Math.abs(element.scrollTop - latest.current.top) < 1) return;
      const { map, top } = latest.current;
      apply(scrolled(map, top, element.scrollTop, viewport));
      window.clearTimeout(restTimer.current);
      restTimer.current = window.setTimeout(() => {
        apply(rested(latest.current.map, latest.current.top, viewport));
      }, restMs);
    },
    reveal: (row, to = 'nearest') => {
      const { map, top } = latest.current;
      apply(revealed(map, top, row, viewport, to));
    },
  };
}
