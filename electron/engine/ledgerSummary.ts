import type { LedgerEntry } from '../../shared/caseInfo.ts';
import { clockOffsetText } from '../../shared/clockOffset.ts';
import type { JsonValue } from '../../shared/event.ts';
import type { LedgerRow } from './evidence/evidence.ts';
import { interruptedWords } from './evidence/interrupted.ts';
import { isJsonObject, textMember } from './jsonObject.ts';
import { syncRecordOf } from './sync/syncRecord.ts';

/** A ledger entry as the custody log shows it. */
export function ledgerSummary(row: LedgerRow): LedgerEntry {
  return {
    seq: row.seq,
    at: row.at,
    kind: row.kind,
    author: row.author,
    hash: row.hash,
    // A long body is read when it is asked for: once, here.
    summary: summary({ ...row }),
  };
}

function summary(row: LedgerRow): string {
  const { kind, body } = row;
  const get = (name: string): JsonValue | undefined =>
    isJsonObject(body) && Object.hasOwn(body, name) ? body[name] : undefined;
  const text = (name: string): string => textMember(body, name);
  switch (kind) {
    case 'case.created':
      return `Case "${text('name')}" created`;
    case 'import': {
      const originals = get('originals');
      const count = Array.isArray(originals) ? originals.length : 0;
      const from = syncRecordOf(row)?.source;
      return `${count} evidence ${count === 1 ? 'file' : 'files'} ${from ? `fetched from ${from.name} (${from.place})` : 'imported'}`;
    }
    case 'sync':
      return `${syncRecordOf(row)?.source.name ?? 'A source'} read: nothing new`;
    case 'interrupted':
      return interruptedWords(body);
    case 'interpretation':
      return get('newVersion') === true
        ? `E${text('original')} read again by a newer version of Casebook`
        : `How E${text('original')} is read was changed${clockWords(get('recorded') ?? null)}`;
    case 'set-aside':
      return get('aside') === true
        ? `E${text('original')} set aside: ${text('reason')}`
        : `E${text('original')} brought back${text('reason') === '' ? '' : `: ${text('reason')}`}`;
    case 'verify':
      return get('ok') === true
        ? `${Number(text('otherVersions')) > 0 ? 'The evidence verifies, but was read by another version of Casebook' : 'Everything verifies'}: ${counted(text('originals'), 'evidence file')}, ${counted(text('records'), 'record')}`
        : `Verification found ${counted(text('problems'), 'problem')}`;
    case 'export':
      if (get('failed') !== undefined)
        return `The file ${text('file')} could not be put in its place: ${text('failed')}`;
      if (text('format') === 'notes')
        return `${text('entries')} ${text('entries') === '1' ? 'entry' : 'entries'} of notes exported to ${text('file')}, SHA-256 ${text('sha256').slice(0, 16)}…`;
      return `${text('rows')} events exported as ${text('format')} to ${text('file')}, SHA-256 ${text('sha256').slice(0, 16)}…`;
    default:
      return kind;
  }
}

/** The clock offset of a reading, which an auditor looks for in the log; nothing where there is none. */
function clockWords(recorded: JsonValue): string {
  let found: JsonValue = recorded;
  for (const name of ['interpretation', 'mapping', 'time', 'clockMs'])
    found = isJsonObject(found) && Object.hasOwn(found, name) ? (found[name] ?? null) : null;
  return typeof found === 'number' && found !== 0
    ? `: ${clockOffsetText(found)} added to every time`
    : '';
}

function counted(count: string, one: string): string {
  return `${count} ${one}${count === '1' ? '' : 's'}`;
}
