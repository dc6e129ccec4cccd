import { useEffect, useState } from 'react';

/** What takes longer than this is said to be under way, in milliseconds; a line that comes and goes sooner only flickers. */
const patienceMs = 400;

/** Whether something has been waited for longer than it takes to notice. */
export function useIsLate(isWaiting: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = window.setTimeout(() => setLate(true), patienceMs);
    return () => {
      window.clearTimeout(timer);
      setLate(false);
    };
  }, [isWaiting]);
  return isLate && isWaiting;
}
