import { timeDoubt } from '../../shared/timeDoubt.ts';

import './timeDoubt.css';

type Props = {
  readonly precision: string | null;
  readonly zoneSource: string | null;
  /** Flags on the record. */
  readonly flags: readonly string[];
};

/** Beside a time that is less sure than it looks, or is not the logged one: the mark, and why. */
export function TimeDoubtMark({ precision, zoneSource, flags }: Props) {
  const doubt = timeDoubt(precision, zoneSource);
  const isCorrected = flags.includes('clock corrected');
  return (
    <>
      {doubt !== null && <Mark sign={doubt.mark} words={doubt.words} />}
      {isCorrected && (
        <Mark sign="±" words="The clock offset set for its evidence file is added to this time" />
      )}
    </>
  );
}

function Mark({ sign, words }: { readonly sign: string; readonly words: string }) {
  return (
    <span className="time-doubt" role="img" title={words} aria-label={words}>
      {sign}
    </span>
  );
}
