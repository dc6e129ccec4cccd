import { useEffect, useState } from 'react';

import { everything } from '../../../shared/filter.ts';
import type { Bridge } from '../../bridge/bridge.ts';

const mostTags = 200;

/** Tags of the case, the most used first. */
export function useKnownTags(bridge: Bridge, zone: string): readonly string[] {
  const [tags, setTags] = useState<readonly string[]>([]);
  useEffect(() => {
    const abort = new AbortController();
    const input = { filter: everything, zone, field: 'tag', top: mostTags };
    bridge.call('event.facet', input, abort.signal).then(
      ({ values }) => setTags(values.flatMap(({ value }) => value ?? [])),
      // Nothing is offered then; any tag can be typed.
      () => undefined,
    );
    return () => abort.abort();
  }, [bridge, zone]);
  return tags;
}
