import { ArrowDown, ArrowUp, Sigma } from 'lucide-react';

import type { SortKey } from '../../../shared/view.ts';
import { columnMenu, groupField } from './columnIntent.ts';
import type { ColumnIntent } from './columnIntent.ts';
import { leastWidth, mostWidth } from './gridColumn.ts';
import type { GridColumn } from './gridColumn.ts';
import { HeaderMenu } from './HeaderMenu.tsx';
import { MarkHeader } from './MarkHeader.tsx';
import { useColumnDrag } from './useColumnDrag.ts';

type Props = {
  readonly columns: readonly GridColumn[];
  readonly sort: readonly SortKey[];
  readonly frozen: number;
  /** The column whose menu is open. */
  readonly menuOf: string | null;
  readonly onMenu: (column: string | null) => void;
  readonly onSort: (sort: readonly SortKey[]) => void;
  readonly onColumn: (column: GridColumn, intent: ColumnIntent) => void;
  readonly onResize: (column: string, width: number) => void;
};

/** Names of the columns: a click sorts, Shift+click adds a key, a drag moves, the right edge sets the width. */
export function GridHeader(props: Props) {
  const { columns, onColumn } = props;
  const { drag, start, isDrag } = useColumnDrag((name, place) => {
    const column = columns.find((one) => one.name === name);
    if (column) onColumn(column, { kind: 'moveTo', place });
  });
  return (
    <div role="row" aria-rowindex={1} className="grid-header">
      <MarkHeader sort={props.sort} isFrozen={props.frozen > 0} onSort={props.onSort} />
      {columns.map((column, place) => (
        <Heading
          key={column.name}
          {...props}
          column={column}
          place={place}
          isUnderWay={drag?.name === column.name}
          dropSide={dropSide(columns, drag, place)}
          onPress={(event) => start(event, column.name)}
          onClick={(also) => {
            if (!isDrag()) onColumn(column, { kind: 'toggleSort', also });
          }}
        />
      ))}
    </div>
  );
}

/** On which edge of a heading the dragged one would come to stand. */
function dropSide(
  columns: readonly GridColumn[],
  drag: { readonly name: string; readonly place: number } | null,
  place: number,
): 'before' | 'after' | null {
  if (drag?.place !== place) return null;
  const from = columns.findIndex(({ name }) => name === drag.name);
  return from === place ? null : from < place ? 'after' : 'before';
}

type HeadingProps = Props & {
  readonly column: GridColumn;
  readonly place: number;
  readonly isUnderWay: boolean;
  readonly dropSide: 'before' | 'after' | null;
  readonly onPress: (event: React.PointerEvent<HTMLElement>) => void;
  readonly onClick: (also: boolean) => void;
};

function Heading(props: HeadingProps) {
  const { column, place, sort, columns, frozen } = props;
  const key = sort.findIndex(({ field }) => field === column.sortField);
  const isDefault = sort.length === 0 && column.name === 'occurredAt';
  const isDesc = sort[key]?.desc === true;
  const isSorted = key >= 0 || isDefault;
  const classes = [
    'grid-heading',
    column.left !== null && 'is-frozen',
    place === frozen - 1 && 'is-edge',
    props.isUnderWay && 'is-under-way',
    props.dropSide !== null && `is-drop-${props.dropSide}`,
  ];
  return (
    <div
      role="columnheader"
      aria-label={column.label}
      aria-colindex={place + 2}
      aria-sort={!isSorted ? 'none' : isDesc ? 'descending' : 'ascending'}
      className={classes.filter(Boolean).join(' ')}
      style={column.left === null ? undefined : { insetInlineStart: column.left }}
      onContextMenu={(event) => {
        event.preventDefault();
        props.onMenu(column.name);
      }}
    >
      <button
        type="button"
        className="grid-label"
        tabIndex={-1}
        title={
          column.sortField === null
            ? 'Drag to move'
            : 'Click to sort, Shift+click to sort by this as well; drag to move'
        }
        onPointerDown={props.onPress}
        onClick={(event) => props.onClick(event.shiftKey)}
      >
        {column.label}
        {isSorted && (isDesc ? <ArrowDown size={12} /> : <ArrowUp size={12} />)}
        {sort.length > 1 && key >= 0 && <span className="grid-sort-place">{key + 1}</span>}
      </button>
      <span className="grid-heading-buttons">
        {groupField(column.name) !== null && (
          <button
            type="button"
            className="grid-menu"
            tabIndex={-1}
            title="Count by this column (g)"
            aria-label={`Count by ${column.label}`}
            onClick={() => props.onColumn(column, { kind: 'group' })}
          >
            <Sigma size={12} />
          </button>
        )}
        <HeaderMenu
          label={column.label}
          entries={columnMenu(column, { place, count: columns.length, sort, frozen })}
          isOpen={props.menuOf === column.name}
          onOpen={(isOpen) => props.onMenu(isOpen ? column.name : null)}
          onPick={(intent) => props.onColumn(column, intent)}
        />
      </span>
      <ResizeHandle
        label={column.label}
        width={column.width}
        onResize={(width) => props.onResize(column.name, width)}
      />
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
