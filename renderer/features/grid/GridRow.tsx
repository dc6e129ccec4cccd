import { memo, useState } from 'react';

import type { EventRow } from '../../../shared/eventPage.ts';
import { CellActions } from './CellActions.tsx';
import { cell } from './cellFilter.ts';
import { GridCell } from './GridCell.tsx';
import type { GridColumn } from './gridColumn.ts';
import { MarkCell } from './MarkCell.tsx';
import type { Pick } from './rowSelection.ts';

export type CellAction = 'copy' | 'include' | 'exclude' | 'copyRow';

export type RowEvents = {
  readonly pick: (index: number, column: number, pick: Pick) => void;
  readonly open: () => void;
  readonly act: (index: number, column: string, action: CellAction) => void;
  /** Sets the flag, or takes it away. */
  readonly flag: (index: number) => void;
};

type Props = {
  /** Its place in the view, from 0. */
  readonly index: number;
  /** Undefined until its page has arrived. */
  readonly row: EventRow | undefined;
  readonly columns: readonly GridColumn[];
  readonly top: number;
  readonly isActive: boolean;
  /** The active row, or one of several that were selected. */
  readonly isSelected: boolean;
  /** The cell that keys act on; -1: the row. */
  readonly activeColumn: number;
  /** Only there so that the active row can be named: out of sight. */
  readonly isHidden: boolean;
  /** The same object for as long as the grid lives, or no row would be spared. */
  readonly on: RowEvents;
};

export function rowId(index: number): string {
  return `event-row-${index}`;
}

export function cellId(index: number, column: number): string {
  return `event-row-${index}-${column}`;
}

/**
 * One event, or the outline of one that is still being read. Memoised: a turn of the wheel brings two new rows and leaves
 * forty as they are, of eight cells each.
 */
export const GridRow = memo(function GridRow(props: Props) {
  const { index, row, columns, isActive, isSelected, activeColumn } = props;
  const [hovered, setHovered] = useState(-1);
  return (
    <div
      role="row"
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={`grid-row${isSelected ? ' is-selected' : ''}${isActive ? ' is-active' : ''}${props.isHidden ? ' is-hidden' : ''}`}
      style={{ transform: `translateY(${props.top}px)` }}
      onMouseLeave={() => setHovered(-1)}
    >
      <MarkCell
        row={row}
        index={index}
        isFrozen={(columns[0]?.left ?? null) !== null}
        on={props.on}
      />
      {columns.map((column, place) => (
        <div
          role="gridcell"
          key={column.name}
          id={cellId(index, place)}
          aria-colindex={place + 2}
          className={`grid-cell${isActive && place === activeColumn ? ' is-active' : ''}${column.left === null ? '' : ' is-frozen'}`}
          style={column.left === null ? undefined : { insetInlineStart: column.left }}
          title={row === undefined ? undefined : tooltip(row, column.name)}
          onMouseEnter={() => setHovered(place)}
          onMouseDown={(event) => {
            if (event.button !== 0) return;
            const pick = event.shiftKey
              ? 'range'
              : event.ctrlKey || event.metaKey
                ? 'toggle'
                : 'only';
            // Otherwise the text between two clicks would be selected.
            if (pick !== 'only') event.preventDefault();
            props.on.pick(index, place, pick);
          }}
          onDoubleClick={props.on.open}
        >
          {row === undefined ? (
            <span className="grid-skeleton" style={{ width: skeletonWidth(index, place) }} />
          ) : (
            <GridCell row={row} column={column.name} />
          )}
          {row !== undefined && hovered === place && (
            <CellActions
              row={row}
              column={column.name}
              isFirst={place === 0}
              onAction={(action) => props.on.act(index, column.name, action)}
            />
          )}
        </div>
      ))}
    </div>
  );
});

/** The whole text of a cell that may be cut; a time as it was logged. */
function tooltip(row: EventRow, column: string): string | undefined {
  if (column === 'occurredAt') {
    const raw = cell(row, 'occurredAtRaw');
    return raw === null ? undefined : `As logged: ${raw}`;
  }
  return cell(row, column) ?? undefined;
}

/** Uneven, as text is, and the same every time the row is drawn. */
function skeletonWidth(index: number, place: number): string {
  return `${35 + ((index * 7 + place * 13) % 5) * 10}%`;
}
