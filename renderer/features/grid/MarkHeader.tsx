import { ArrowDown, ArrowUp, Flag } from 'lucide-react';

import type { SortKey } from '../../../shared/view.ts';
import { sortedBy } from './gridColumn.ts';

type Props = {
  readonly sort: readonly SortKey[];
  readonly isFrozen: boolean;
  readonly onSort: (sort: readonly SortKey[]) => void;
};

/** Over the marks: a click brings flagged events to the top. */
export function MarkHeader({ sort, isFrozen, onSort }: Props) {
  const key = sort.find(({ field }) => field === 'flagged');
  return (
    <div
      role="columnheader"
      aria-colindex={1}
      aria-sort={key === undefined ? 'none' : key.desc ? 'descending' : 'ascending'}
      className={`grid-heading grid-marks-heading${isFrozen ? ' is-frozen' : ''}`}
      style={isFrozen ? { insetInlineStart: 0 } : undefined}
    >
      <button
        type="button"
        className="grid-label"
        tabIndex={-1}
        title="Notes. Click to bring flagged events to the top"
        aria-label="Notes"
        onClick={(event) => onSort(sortedBy(sort, 'flagged', event.shiftKey))}
      >
        <Flag size={12} aria-hidden />
        {key !== undefined && (key.desc ? <ArrowDown size={12} /> : <ArrowUp size={12} />)}
      </button>
    </div>
  );
}
