import type { CaseInfo } from '../../shared/caseInfo.ts';
import { countWords } from '../ui/words.ts';

type Props = { readonly info: CaseInfo };

/** The line at the bottom of every screen but Events, which has one of its own. */
export function StatusBar({ info }: Props) {
  return (
    <div className="status-bar" role="status">
      <b>{countWords(info.originals, 'evidence file')}</b>
      <span>{countWords(info.events, 'event')}</span>
      {info.duplicates > 0 && <span>{countWords(info.duplicates, 'duplicate')}</span>}
      {info.conflicts > 0 && (
        <span className="is-warning">
          {countWords(info.conflicts, 'event')} with the same id and different content
        </span>
      )}
      {info.rejected > 0 && (
        <span className="is-warning">{countWords(info.rejected, 'record')} rejected</span>
      )}
    </div>
  );
}
