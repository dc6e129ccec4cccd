import { useEffect, useRef, useState } from 'react';

import type { EventRow } from '../../../shared/eventPage.ts';
import type { View } from '../../../shared/view.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { isCancelled } from '../../bridge/bridge.ts';
import { useViewState } from '../../state/view.ts';

type Shown = {
  readonly row: (row: number) => EventRow | undefined;
  /** Which view the rows belong to; null before the first have come. */
  readonly shownKey: string | null;
  readonly total: number;
};

/**
 * Keeps the active row on its event: a view that still shows the event keeps it active wherever it has gone, and any
 * other starts at its first row; the same view that has lost it goes on at its place. Returns a number that changes when the grid should bring the row into sight.
 */
export function useActiveRow(
  bridge: Bridge,
  view: View,
  shown: Shown,
): readonly [revealKey: number, goTo: (row: number, event: string | null) => void] {
  const { activeRow, activeEvent, setActive } = useViewState();
  const [revealKey, setRevealKey] = useState(0);
  const goTo = (row: number, event: string | null): void => {
    setActive(row, event);
    setRevealKey((before) => before + 1);
  };
  const latest = useRef({ view, activeEvent, activeRow, shown });
  latest.current = { view, activeEvent, activeRow, shown };
  const followed = useRef<View | null>(null);

  useEffect(() => {
    if (shown.shownKey === null) return undefined;
    const abort = new AbortController();
    const follow = async (): Promise<void> => {
      const { view: current, activeEvent: target, activeRow: place, shown: rows } = latest.current;
      // Noted out of this very view, as when reviewing what is unreviewed: the next one takes its place.
      const stays = followed.current === current ? Math.max(0, place) : 0;
      followed.current = current;
      const first = Math.min(stays, rows.total - 1);
      if (target === null) return goTo(first, null);
      const { filter, sort, zone } = current;
      try {
        const found = await bridge.call('event.find', { filter, sort, zone, target }, abort.signal);
        // Somebody has chosen another row meanwhile.
        if (abort.signal.aborted || latest.current.activeRow !== place) return;
        if (found.row === null || found.event !== target) goTo(first, null);
        else goTo(found.row, target);
      } catch (thrown) {
        // The rows are there even when the place of one of them cannot be told.
        if (!isCancelled(thrown) && !abort.signal.aborted) goTo(first, null);
      }
    };
    void follow();
    return () => abort.abort();
    // oxlint-disable-next-line react/exhaustive-deps -- once a view's rows are there
  }, [bridge, shown.shownKey]);

  const event = activeRow < 0 ? null : (shown.row(activeRow)?.event ?? null);
  useEffect(() => {
    if (event !== null && event !== activeEvent) setActive(activeRow, event);
  }, [event, activeEvent, activeRow, setActive]);

  return [revealKey, goTo];
}
