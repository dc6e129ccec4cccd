import type { CaseInfo, VerifyResult } from '../../../shared/caseInfo.ts';

export type Verdict = {
  readonly tone: 'ok' | 'danger' | 'neutral';
  readonly sentence: string;
  readonly more: string;
};

const number = (value: number): string => value.toLocaleString('en');
const count = (value: number, one: string, many: string): string =>
  `${number(value)} ${value === 1 ? one : many}`;

/** The one big sentence. Only a full check that found nothing is `ok`. */
export function verdict(info: CaseInfo, result: VerifyResult | null): Verdict {
  if (result) {
    const what = `${count(result.originals, 'evidence file', 'evidence files')}, ${count(result.records, 'record', 'records')} and ${count(result.ledgerEntries, 'custody log entry', 'custody log entries')}`;
    return result.ok
      ? {
          tone: 'ok',
          sentence: `${result.originals === 1 ? '' : 'All '}${what} verify.`,
          more: `Everything was recomputed in ${result.seconds.toFixed(1)} s.`,
        }
      : {
          tone: 'danger',
          sentence: `${count(result.problems.length, 'problem was', 'problems were')} found.`,
          more: `${what} were looked at. What differs is listed below.`,
        };
  }
  if (!info.verified)
    return {
      tone: 'neutral',
      sentence: 'This case has not been verified yet.',
      more: 'Verify now recomputes every hash, block, record and custody log entry.',
    };
  return info.verified.ok
    ? {
        tone: 'neutral',
        sentence: 'Everything verified at the last full check.',
        more: `Last full check: ${info.verified.at}. It says nothing of what happened since.`,
      }
    : {
        tone: 'danger',
        sentence: 'The last full check found problems.',
        more: `Last full check: ${info.verified.at}. Verify now lists them.`,
      };
}
