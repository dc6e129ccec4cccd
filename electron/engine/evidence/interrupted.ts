import type { JsonValue } from '../../../shared/event.ts';
import { isJsonObject, textMember } from '../jsonObject.ts';
import type { Evidence } from './evidence.ts';
import type { LedgerRow } from './ledger.ts';
import type { LockHolder } from './lockHolder.ts';

/** An import by hand that was begun: `files` as in "mid.jsonl and 2 more"; `since` in UTC ISO. */
export type BegunImport = {
  readonly files: string;
  readonly author: string;
  readonly since: string;
};

/**
 * Puts into the custody log that an import ended before its end, whoever ended it: what is not in the case was not overlooked by its
 * auditor. `isKilled`: its process went, which was noticed later. What of it was done by then stays, and is counted.
 */
export function noteInterrupted(
  evidence: Evidence,
  { files, author, since }: BegunImport,
  isKilled: boolean,
  noticedBy: string,
): void {
  const kept = evidence
    .originals()
    .filter(({ parent, importedAt }) => parent === null && importedAt >= since).length;
  evidence.append('interrupted', { files, author, since, isKilled, kept }, noticedBy);
}

/** The same of whoever held the case's lock and was killed, if that was an import. */
export function noteKilled(evidence: Evidence, killed: LockHolder | null, author: string): void {
  if (killed?.importing)
    noteInterrupted(evidence, { ...killed.importing, since: killed.since }, true, author);
}

/** What the custody log says of it. */
export function interruptedWords(body: JsonValue): string {
  const text = (name: string): string => textMember(body, name);
  const how =
    isJsonObject(body) && body['isKilled'] === true
      ? 'was interrupted: the program ended before it'
      : 'was stopped before its end: cancelled, or its window closed';
  const kept = Number(text('kept'));
  const words =
    kept === 0
      ? 'Nothing of it was kept.'
      : `${kept.toLocaleString('en')} evidence ${kept === 1 ? 'file' : 'files'} of it ${kept === 1 ? 'was' : 'were'} in the case by then and ${kept === 1 ? 'stays' : 'stay'}.`;
  return `The import of ${text('files')} that ${text('author')} began at ${text('since').slice(0, 16).replace('T', ' ')} UTC ${how}. ${words}`;
}

/** The same, while nothing was done in the case since; else null. */
export function lastInterrupted(ledger: readonly LedgerRow[]): string | null {
  const last = ledger.at(-1);
  return last?.kind === 'interrupted' ? interruptedWords(last.body) : null;
}
