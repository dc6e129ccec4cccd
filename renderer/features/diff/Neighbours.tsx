import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';

import type { Output } from '../../../shared/contract.ts';
import { toFailure } from '../../../shared/failure.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { isCancelled } from '../../bridge/bridge.ts';

type Around = Output<'event.changes'>;
function neighbourWords({ index, count, by }: Around): string {
  const of = by === 'versions' && count > 1 ? ' of its versions' : '';
  // An event that only looks at the resource stands between its changes.
  if (index < 0) return count === 0 ? 'No changes' : `${count} changes${of}`;
  return count > 1 ? `${index + 1} of ${count} changes${of}` : 'Only change';
}

/** The changes of the same resource around an event, or why they are not known; null until they are. */
export function useAround(
  bridge: Bridge,
  event: string,
): Around | { readonly problem: string } | null {
  const [around, setAround] = useState<Around | { readonly problem: string } | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    const load = async (): Promise<void> => {
      try {
        const found = await bridge.call('event.changes', { event }, abort.signal);
        if (!abort.signal.aborted) setAround(found);
      } catch (thrown) {
        if (!abort.signal.aborted && !isCancelled(thrown))
          setAround({ problem: toFailure(thrown).message });
      }
    };
    setAround(null);
    void load();
    return () => abort.abort();
  }, [bridge, event]);
  return around;
}

type NeighbourProps = {
  readonly around: Around | { readonly problem: string } | null;
  readonly onShow: (event: string) => void;
};

export function Neighbours({ around, onShow }: NeighbourProps) {
  if (around === null) return null;
  if ('problem' in around) return <span className="problem">{around.problem}</span>;
  const step = (to: string | null, words: string, icon: React.ReactNode) => (
    <button
      type="button"
      className="icon-button"
      title={words}
      aria-label={words.replace(/ \(.\)$/, '')}
      disabled={to === null}
      onClick={() => {
        if (to !== null) onShow(to);
      }}
    >
      {icon}
    </button>
  );
  return (
    <span className="neighbours">
      {step(around.previous, 'Previous change of this resource ([)', <ChevronLeft size={14} />)}
      <span
        title={
          around.by === 'versions'
            ? 'Each version has an id of its own here: followed by type, project and name'
            : undefined
        }
      >
        {neighbourWords(around)}
      </span>
      {step(around.next, 'Next change of this resource (])', <ChevronRight size={14} />)}
    </span>
  );
}
