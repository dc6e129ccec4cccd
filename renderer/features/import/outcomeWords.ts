import type { ImportResult, JobProgress } from '../../../shared/importResult.ts';
import { countWords, numberWords } from '../../ui/words.ts';

export type OutcomeWords = {
  readonly text: string;
  readonly isComplete: boolean;
};

/** The import in one sentence: what came in, and what did not. */
export function outcomeWords(result: ImportResult): OutcomeWords {
  const { totals, failed } = result;
  const { total, rejected, duplicate, conflicting } = totals.records;
  const parts = [
    `${countWords(totals.originals, 'evidence file')}, ${countWords(total, 'record')}: ${numberWords(totals.records.new)} new`,
    ...(duplicate > 0 ? [`${numberWords(duplicate)} known already`] : []),
    ...(conflicting > 0
      ? [`${numberWords(conflicting)} with a known id and different content`]
      : []),
    ...(rejected > 0 ? [`${numberWords(rejected)} rejected`] : []),
    ...(failed.length > 0 ? [`${countWords(failed.length, 'file')} not imported`] : []),
    ...(totals.again > 0
      ? [`${countWords(totals.again, 'file')} in the case already, byte for byte: skipped`]
      : []),
  ];
  // Of some products a record holds several events; else their number says nothing new.
  const several =
    totals.events === total - rejected
      ? ''
      : ` The records hold ${countWords(totals.events, 'event')}: one may hold several.`;
  return {
    text: `${parts.join(', ')}.${several}`,
    isComplete: rejected === 0 && failed.length === 0,
  };
}

/** What cancelling a running import leaves. */
export function cancelWords(kept: JobProgress['kept']): string {
  return kept === undefined
    ? 'Cancelling leaves nothing of this import in the case.'
    : `${keptFiles(kept)}, and stay there when you cancel.`;
}

/** What a cancelled import has left; null for nothing. */
export function stoppedWords(kept: JobProgress['kept']): string | null {
  return kept === undefined
    ? null
    : `Cancelled. ${keptFiles(kept)}. Import them again to go on: what is in is not read twice.`;
}

function keptFiles({ files, of }: NonNullable<JobProgress['kept']>): string {
  return `${numberWords(files)} of the ${countWords(of, 'file')} are in the case`;
}
