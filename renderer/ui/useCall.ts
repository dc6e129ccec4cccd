import { useEffect, useState } from 'react';

import type { CallName, Input, Output } from '../../shared/contract.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { isCancelled } from '../bridge/bridge.ts';

export type Called<T> = { readonly value: T | null; readonly error: unknown };

/** A call's answer, asked again when the input or `again` changes; the last answer stays until the next is there. */
export function useCall<N extends CallName>(
  bridge: Bridge,
  name: N,
  input: Input<N>,
  again: number,
): Called<Output<N>> {
  const [called, setCalled] = useState<Called<Output<N>>>({ value: null, error: null });
  const asked = JSON.stringify(input);
  useEffect(() => {
    const abort = new AbortController();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the input itself, compared by its text
    bridge.call(name, JSON.parse(asked) as Input<N>, abort.signal).then(
      (value) => setCalled({ value, error: null }),
      (error: unknown) => {
        if (!isCancelled(error)) setCalled((before) => ({ ...before, error }));
      },
    );
    return () => abort.abort();
  }, [bridge, name, asked, again]);
  return called;
}
