import { useRef } from 'react';

import type { RowEvents } from './GridRow.tsx';

/** What a row does is looked up when it is done: the rows themselves keep one and the same object. */
export function useRowEvents(now: RowEvents): RowEvents {
  const latest = useRef(now);
  latest.current = now;
  const kept = useRef<RowEvents>({
    pick: (index, column, pick) => latest.current.pick(index, column, pick),
    open: () => latest.current.open(),
    act: (index, column, action) => latest.current.act(index, column, action),
    flag: (index) => latest.current.flag(index),
  });
  return kept.current;
}
