import { Copy, Equal, EqualNot, FileText } from 'lucide-react';

import type { EventRow } from '../../../shared/eventPage.ts';
import { cellValue } from './cellFilter.ts';
import type { CellAction } from './GridRow.tsx';

type Props = {
  readonly row: EventRow;
  readonly column: string;
  readonly isFirst: boolean;
  readonly onAction: (action: CellAction) => void;
};

/** The buttons over a cell under the pointer. The same by keys: y, =, -, Y. */
export function CellActions({ row, column, isFirst, onAction }: Props) {
  const value = cellValue(row, column);
  const button = (action: CellAction, words: string, icon: React.ReactNode) => (
    <button
      type="button"
      tabIndex={-1}
      title={words}
      aria-label={words}
      // The row must not be picked, nor the focus leave the grid, for a click on a button.
      onMouseDown={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onDoubleClick={(event) => event.stopPropagation()}
      onClick={() => onAction(action)}
    >
      {icon}
    </button>
  );
  return (
    <span className="cell-actions">
      {button('copy', 'Copy this value (y)', <Copy size={12} />)}
      {value !== null && button('include', 'Include this value (=)', <Equal size={12} />)}
      {value !== null && button('exclude', 'Exclude this value (-)', <EqualNot size={12} />)}
      {isFirst && button('copyRow', 'Copy the record as it was logged (Y)', <FileText size={12} />)}
    </span>
  );
}
