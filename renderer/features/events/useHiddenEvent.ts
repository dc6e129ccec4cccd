import { useEffect, useState } from 'react';

type HiddenEvent = {
  /** Shown in the detail pane though the filter hides it; null while the active row is shown. */
  readonly hidden: string | null;
  readonly setHidden: (event: string | null) => void;
  /** What the detail pane shows. */
  readonly shownEvent: string | null;
};

/** An event opened from another one that the view does not show: it stays until the active row moves. */
export function useHiddenEvent(activeEvent: string | null): HiddenEvent {
  const [hidden, setHidden] = useState<string | null>(null);
  useEffect(() => setHidden(null), [activeEvent]);
  return { hidden, setHidden, shownEvent: hidden ?? activeEvent };
}
