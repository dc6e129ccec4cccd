import { timeDoubt } from '../../shared/timeDoubt.ts';

import './timeDoubt.css';

type Props = { readonly precision: string | null; readonly zoneSource: string | null };

/** Beside a time that is less sure than it looks: the mark, and why. Nothing for any other. */
export function TimeDoubtMark({ precision, zoneSource }: Props) {
  const doubt = timeDoubt(precision, zoneSource);
  if (doubt === null) return null;
  return (
    <span className="time-doubt" role="img" title={doubt.words} aria-label={doubt.words}>
      {doubt.mark}
    </span>
  );
}
