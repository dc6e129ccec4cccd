import type { CaseInfo, CaseSummary } from '../../shared/caseInfo.ts';
import type { Evidence } from './evidence/evidence.ts';
import { openEvidence } from './evidence/evidence.ts';
import { isJsonObject, textMember } from './jsonObject.ts';

/** What the evidence alone tells of a case, without opening it for work. Throws as opening does. */
export function caseSummary(folder: string): CaseSummary {
  const evidence = openEvidence(folder, { readOnly: true });
  try {
    const originals = evidence.originals();
    const counted = originals.filter(({ aside }) => aside === null);
    const files = originals.filter(({ parent }) => parent === null);
    return {
      originals: originals.length,
      records: counted.reduce((sum, { records }) => sum + records.total, 0),
      bytes: files.reduce((sum, { bytes }) => sum + bytes.total, 0),
      latestImport:
        originals
          .map(({ importedAt }) => importedAt)
          .toSorted()
          .at(-1) ?? null,
      verified: lastVerified(evidence),
    };
  } finally {
    evidence.close();
  }
}

/** When the whole case was last verified, and what came out. */
export function lastVerified(evidence: Evidence): CaseInfo['verified'] {
  const entry = evidence.ledger().findLast(({ kind }) => kind === 'verify');
  if (!entry) return null;
  const others = Number(textMember(entry.body, 'otherVersions'));
  return {
    at: entry.at,
    ok: isJsonObject(entry.body) && entry.body['ok'] === true,
    ...(others > 0 && { otherVersions: others }),
  };
}
