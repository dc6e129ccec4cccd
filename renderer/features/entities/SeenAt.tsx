import type { TimeDoubt } from '../../../shared/timeDoubt.ts';
import { TimeDoubtMark } from '../../ui/TimeDoubtMark.tsx';
import { timeWords } from '../../ui/words.ts';

type Props = {
  /** UTC ISO; null for an event without a time. */
  readonly time: string | null;
  readonly doubt: TimeDoubt | null;
  readonly zone: string;
};

/** When something was first or last seen, with the mark of a time that is unsure. */
export function SeenAt({ time, doubt, zone }: Props) {
  if (time === null) return <>no time</>;
  return (
    <>
      {timeWords(time, zone)} <TimeDoubtMark doubt={doubt} />
    </>
  );
}
