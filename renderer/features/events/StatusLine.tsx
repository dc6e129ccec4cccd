import { findField } from '../../../shared/field.ts';
import { countOff } from '../../../shared/filterTree.ts';
import type { View } from '../../../shared/view.ts';
import type { ViewResult } from '../../state/view.ts';
import { resultWords } from './resultWords.ts';

type Props = {
  readonly view: View;
  readonly result: ViewResult | null;
  readonly events: number;
  readonly rejected: number;
  readonly activeRow: number;
  readonly index: { readonly done: number; readonly total: number } | null;
};

/** The line under the events: how many, in which order, how long it took, and what is not among them. */
export function StatusLine({ view, result, events, rejected, activeRow, index }: Props) {
  const off = countOff(view.filter);
  const sort = view.sort.map(
    ({ field, desc }) => `${findField(field)?.label ?? field} ${desc ? '↓' : '↑'}`,
  );
  return (
    <div className="events-status">
      <b>{resultWords(result, events)}</b>
      {activeRow >= 0 && <span>row {(activeRow + 1).toLocaleString('en')}</span>}
      <span>{sort.length === 0 ? 'Time ↑' : sort.join(', ')}</span>
      {result !== null && (
        <span>{Math.max(1, Math.round(result.tookMs)).toLocaleString('en')} ms</span>
      )}
      {off > 0 && (
        <span>
          {off} {off === 1 ? 'filter' : 'filters'} off
        </span>
      )}
      {rejected > 0 && (
        <span className="is-warning">
          {rejected.toLocaleString('en')} rejected (see Evidence files)
        </span>
      )}
      {index !== null && (
        <span>
          search index {Math.floor((100 * index.done) / Math.max(1, index.total))} %: searches and
          changed fields read the records meanwhile, with the same answer
        </span>
      )}
    </div>
  );
}
