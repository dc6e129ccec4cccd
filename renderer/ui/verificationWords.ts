import type { CaseInfo } from '../../shared/caseInfo.ts';
import { formatInZone } from '../../shared/zone.ts';

export type VerificationWords = {
  readonly text: string;
  /** Only a check of everything that is in the case now is `whole`; it alone has a tick. */
  readonly state: 'whole' | 'partial' | 'failed';
};

/** What is known of the case's integrity. `latestImport` is the time of the youngest evidence file, null if none. */
export function verificationWords(
  info: Pick<CaseInfo, 'originals' | 'verified'>,
  latestImport: string | null,
  zone: string,
): VerificationWords {
  if (info.originals === 0) return { text: 'no evidence yet', state: 'partial' };
  const { verified } = info;
  if (verified === null) return { text: 'not checked in full yet', state: 'partial' };
  const at = formatInZone(Date.parse(verified.at), zone, 'minute');
  if (!verified.ok) return { text: `the check of ${at} found problems`, state: 'failed' };
  if (latestImport !== null && Date.parse(latestImport) > Date.parse(verified.at)) {
    return { text: `evidence was added after the full check of ${at}`, state: 'partial' };
  }
  if (verified.otherVersions !== undefined)
    return {
      text: `full check ${at}: the evidence is whole, read in part by another version`,
      state: 'partial',
    };
  return { text: `full check ${at}: everything verifies`, state: 'whole' };
}
