import { useCallback, useEffect, useRef, useState } from 'react';

import type { FileGrant } from '../../../shared/host.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { isCancelled } from '../../bridge/bridge.ts';
import type { Plan, Wish } from './importPlan.ts';
import {
  emptyPlan,
  importFile,
  withFiles,
  withPreviews,
  withWish,
  withoutFile,
} from './importPlan.ts';

export type LivePlan = {
  readonly plan: Plan;
  readonly isReading: boolean;
  readonly error: unknown;
  readonly wish: (file: string, change: Partial<Wish>) => void;
  readonly remove: (file: string) => void;
};

/** A plan whose previews follow what was decided: a corrected file is read again, and only that. */
export function usePlan(bridge: Bridge, files: readonly FileGrant[]): LivePlan {
  const [plan, setPlan] = useState<Plan>(emptyPlan);
  const [reading, setReading] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const latest = useRef(plan);
  // what was given once is not taken again after the auditor left it out
  const seen = useRef(new Set<string>());
  const aborts = useRef(new Map<string, AbortController>());

  const change = useCallback((next: Plan): void => {
    latest.current = next;
    setPlan(next);
  }, []);

  const read = useCallback(
    (asked: readonly string[]): void => {
      const abort = new AbortController();
      for (const file of asked) {
        aborts.current.get(file)?.abort();
        aborts.current.set(file, abort);
      }
      setReading((count) => count + 1);
      setError(null);
      const given = asked.map((file) => importFile(latest.current, file));
      bridge
        .call('import.preview', { files: given }, abort.signal)
        .then(
          (found) => change(withPreviews(latest.current, asked, found)),
          (thrown: unknown) => {
            if (!isCancelled(thrown)) setError(thrown);
          },
        )
        .finally(() => setReading((count) => count - 1));
    },
    [bridge, change],
  );

  useEffect(() => {
    const fresh = files.filter(({ file }) => !seen.current.has(file));
    if (fresh.length === 0) return;
    for (const { file } of fresh) seen.current.add(file);
    change(withFiles(latest.current, fresh));
    read(fresh.map(({ file }) => file));
  }, [files, change, read]);

  return {
    plan,
    isReading: reading > 0,
    error,
    wish: (file, wished) => {
      change(withWish(latest.current, file, wished));
      read([file]);
    },
    remove: (file) => {
      aborts.current.get(file)?.abort();
      change(withoutFile(latest.current, file));
    },
  };
}
