import type { CaseInfo, ReadingChanges, VerifyResult } from '../../../shared/caseInfo.ts';

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
    const others = result.otherVersions.length;
    if (result.ok && others > 0)
      return {
        tone: 'neutral',
        sentence: `The evidence is whole; ${count(others, 'evidence file was', 'evidence files were')} read by another version of Casebook.`,
        more: `${what} were looked at. This version reads some of their events otherwise: see below.`,
      };
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
  if (info.verified.ok && info.verified.otherVersions !== undefined)
    return {
      tone: 'neutral',
      sentence:
        'The evidence was whole at the last full check; some was read by another version of Casebook.',
      more: `Last full check: ${info.verified.at}. Verify now lists which.`,
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

/** What was found when files were read by this version, in a sentence or two. */
export function changesSentence({ events, changed, added, gone }: ReadingChanges): string {
  const read = `${count(events, 'event was', 'events were')} read and compared with what is listed now`;
  if (changed + added + gone === 0)
    return `${read}: they are the same. What differs is not listed here (the time as written, the source’s own id), or the index was rebuilt by this version already.`;
  const parts = [
    ...(changed > 0 ? [`${count(changed, 'event', 'events')} would change`] : []),
    ...(added > 0 ? [`${number(added)} would be new`] : []),
    ...(gone > 0 ? [`${number(gone)} would be gone`] : []),
  ];
  return `${read}: ${parts.join(', ')}.`;
}
