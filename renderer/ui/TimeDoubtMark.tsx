import type { TimeDoubt } from '../../shared/timeDoubt.ts';

import './timeDoubt.css';

type Props = { readonly doubt: TimeDoubt | null };

/** Beside a time that is less sure than it looks, or is not the logged one: the mark, and why. */
export function TimeDoubtMark({ doubt }: Props) {
  if (doubt === null) return null;
  return (
    <span className="time-doubt" role="img" title={doubt.words} aria-label={doubt.words}>
      {doubt.mark}
    </span>
  );
}
