import type { CaseInfo } from '../../../shared/caseInfo.ts';
import type { IndexStatus } from '../../../shared/eventPage.ts';
import { findField } from '../../../shared/field.ts';
import { countOff } from '../../../shared/filterTree.ts';
import type { View } from '../../../shared/view.ts';
import type { ViewResult } from '../../state/view.ts';
import { resultWords } from './resultWords.ts';

type Props = {
  readonly view: View;
  readonly result: ViewResult | null;
  readonly info: CaseInfo;
  readonly activeRow: number;
  readonly index: IndexStatus | null;
  /** The first rows of the view are still looked for: what is shown is of the view before. */
  readonly isLate: boolean;
  /** Goes back to the view before; null where there is none. */
  readonly onStop: (() => void) | null;
};

/** The line under the events: how many, in which order, how long it took, and what is not among them. */
export function StatusLine({ view, result, info, activeRow, index, isLate, onStop }: Props) {
  const off = countOff(view.filter);
  const sort = view.sort.map(
    ({ field, desc }) => `${findField(field)?.label ?? field} ${desc ? '↓' : '↑'}`,
  );
  return (
    <div className="status-bar" role="status" aria-live="off">
      {isLate ? (
        <b>Searching {info.events.toLocaleString('en')} events…</b>
      ) : (
        <b>{resultWords(result, info.events)}</b>
      )}
      {isLate && (
        <>
          <span className="is-warning">
            what is dimmed is of the view before
            {index !== null && '; until the search index is there, each record is read'}
          </span>
          {onStop !== null && (
            <button type="button" className="link-button" onClick={onStop}>
              Stop
            </button>
          )}
        </>
      )}
      <span>{sort.length === 0 ? 'Time ↑' : sort.join(', ')}</span>
      {activeRow >= 0 && !isLate && <span>row {(activeRow + 1).toLocaleString('en')}</span>}
      {result !== null && !isLate && <span>{Math.max(1, Math.round(result.tookMs))} ms</span>}
      {off > 0 && (
        <span>
          {off} {off === 1 ? 'filter' : 'filters'} off
        </span>
      )}
      {info.eventsAside > 0 && (
        <span title="Events of evidence files that are set aside: no view shows them">
          {info.eventsAside.toLocaleString('en')} set aside (see Evidence files)
        </span>
      )}
      {info.rejected > 0 && (
        <span className="is-warning">
          {info.rejected.toLocaleString('en')} rejected (see Evidence files)
        </span>
      )}
      {index !== null && (
        <span title="Searches and changed fields read the records meanwhile, with the same answer">
          search index {Math.floor((100 * index.done) / Math.max(1, index.total))} %
        </span>
      )}
      <span className="space" />
      <span>{info.author}</span>
      <span>Offline</span>
    </div>
  );
}
