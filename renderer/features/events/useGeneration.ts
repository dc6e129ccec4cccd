import { useEffect, useState } from 'react';

import type { Bridge } from '../../bridge/bridge.ts';

/** Counts up whenever what a view shows may have changed: an import ended, a file was set aside, the engine restarted. */
export function useGeneration(bridge: Bridge): number {
  const [generation, setGeneration] = useState(0);
  useEffect(() => {
    const changed = (): void => setGeneration((before) => before + 1);
    const stops = [
      bridge.onPush('case.changed', changed),
      bridge.onPush('engine.restarted', changed),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [bridge]);
  return generation;
}

/** Counts up whenever somebody noted something. */
export function useNoteChanges(bridge: Bridge): number {
  const [changes, setChanges] = useState(0);
  useEffect(
    () => bridge.onPush('notes.changed', () => setChanges((before) => before + 1)),
    [bridge],
  );
  return changes;
}
