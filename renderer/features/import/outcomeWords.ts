import type { ImportResult } from '../../../shared/importResult.ts';
import { countWords, numberWords } from '../../ui/words.ts';

export type OutcomeWords = {
  readonly text: string;
  readonly isComplete: boolean;
};

/** The import in one sentence: what came in, and what did not. */
export function outcomeWords(result: ImportResult): OutcomeWords {
  const { originals, failed } = result;
  const sum = (pick: (one: ImportResult['originals'][number]) => number): number =>
    originals.reduce((total, one) => total + pick(one), 0);
  const records = sum((one) => one.records.total);
  const rejected = sum((one) => one.records.rejected);
  const duplicate = sum((one) => one.records.duplicate);
  const conflicting = sum((one) => one.records.conflicting);
  const parts = [
    `${countWords(originals.length, 'evidence file')}, ${countWords(records, 'record')}: ${numberWords(sum((one) => one.records.new))} new`,
    ...(duplicate > 0 ? [`${numberWords(duplicate)} known already`] : []),
    ...(conflicting > 0
      ? [`${numberWords(conflicting)} with a known id and different content`]
      : []),
    ...(rejected > 0 ? [`${numberWords(rejected)} rejected`] : []),
    ...(failed.length > 0 ? [`${countWords(failed.length, 'file')} not imported`] : []),
  ];
  return { text: `${parts.join(', ')}.`, isComplete: rejected === 0 && failed.length === 0 };
}
