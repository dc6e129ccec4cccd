import { useSyncExternalStore } from 'react';

/** Whether the window is at least this wide, in px. */
export function useIsWide(px: number): boolean {
  const query = `(min-width: ${px}px)`;
  return useSyncExternalStore(
    (listener) => {
      const match = matchMedia(query);
      match.addEventListener('change', listener);
      return () => match.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );
}
