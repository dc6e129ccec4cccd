import { useState } from 'react';

/** Something that a button starts: whether it runs, what went wrong, and how to start it. */
export type Action = {
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly run: (work: () => Promise<unknown>) => void;
};

/** Keeps a failure for showing; a bug is shown too, and logged by the engine. */
export function useAction(): Action {
  const [state, setState] = useState<{ readonly isRunning: boolean; readonly error: unknown }>({
    isRunning: false,
    error: null,
  });
  const run = (work: () => Promise<unknown>): void => {
    setState({ isRunning: true, error: null });
    work().then(
      () => setState({ isRunning: false, error: null }),
      (error: unknown) => setState({ isRunning: false, error }),
    );
  };
  return { ...state, run };
}
