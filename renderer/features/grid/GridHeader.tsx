import { ArrowDown, ArrowUp } from 'lucide-react';

import type { SortKey } from '../../../shared/view.ts';
import { leastWidth, mostWidth, sortedBy } from './gridColumn.ts';
import type { GridColumn } from './gridColumn.ts';
import { MarkHeader } from './MarkHeader.tsx';

type Props = {
  readonly columns: readonly GridColumn[];
  readonly sort: readonly SortKey[];
  readonly onSort: (sort: readonly SortKey[]) => void;
  readonly onResize: (column: string, width: number) => void;
};

/** Names of the columns: click sorts, Shift+click adds a key, the right edge sets the width. */
export function GridHeader({ columns, sort, onSort, onResize }: Props) {
  return (
    <div role="row" aria-rowindex={1} className="grid-header">
      <MarkHeader sort={sort} onSort={onSort} />
      {columns.map((column, place) => {
        const key = sort.findIndex(({ field }) => field === column.sortField);
        const isDefault = sort.length === 0 && column.name === 'occurredAt';
        const isDesc = sort[key]?.desc === true;
        const isSorted = key >= 0 || isDefault;
        return (
          <div
            role="columnheader"
            key={column.name}
            aria-colindex={place + 2}
            aria-sort={!isSorted ? 'none' : isDesc ? 'descending' : 'ascending'}
            className="grid-heading"
          >
            {column.sortField === null ? (
              <span className="grid-label">{column.label}</span>
            ) : (
              <button
                type="button"
                className="grid-label"
                tabIndex={-1}
                title="Click to sort; Shift+click to sort by this as well"
                onClick={(event) => {
                  const field = column.sortField;
                  if (field !== null) onSort(sortedBy(sort, field, event.shiftKey));
                }}
              >
                {column.label}
                {isSorted && (isDesc ? <ArrowDown size={12} /> : <ArrowUp size={12} />)}
                {sort.length > 1 && key >= 0 && <span className="grid-sort-place">{key + 1}</span>}
              </button>
            )}
            <ResizeHandle
              label={column.label}
              width={column.width}
              onResize={(width) => onResize(column.name, width)}
            />
          </div>
        );
      })}
    </div>
  );
}

type HandleProps = {
  readonly label: string;
  readonly width: number;
  readonly onResize: (width: number) => void;
};

function ResizeHandle({ label, width, onResize }: HandleProps) {
  return (
    <span
      className="grid-resize"
      title={`Drag to set the width of ${label}`}
      onPointerDown={(event) => {
        event.preventDefault();
        const handle = event.currentTarget;
        const startX = event.clientX;
        handle.setPointerCapture(event.pointerId);
        const drag = (move: PointerEvent): void =>
          onResize(
            Math.min(mostWidth, Math.max(leastWidth, Math.round(width + move.clientX - startX))),
          );
        const end = (): void => {
          handle.removeEventListener('pointermove', drag);
          handle.removeEventListener('pointerup', end);
          handle.removeEventListener('pointercancel', end);
        };
        handle.addEventListener('pointermove', drag);
        handle.addEventListener('pointerup', end);
        handle.addEventListener('pointercancel', end);
      }}
    />
  );
}
