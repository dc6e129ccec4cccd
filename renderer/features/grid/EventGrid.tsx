import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';

import type { EventRow } from '../../../shared/eventPage.ts';
import { assertNever } from '../../../shared/failure.ts';
import type { SortKey } from '../../../shared/view.ts';
import type { ColumnIntent } from './columnIntent.ts';
import type { EventPages } from './eventPages.ts';
import { markWidth } from './gridColumn.ts';
import type { GridColumn } from './gridColumn.ts';
import { GridHeader } from './GridHeader.tsx';
import { gridIntent } from './gridKey.ts';
import type { GridIntent, NoteKey } from './gridKey.ts';
import { cellId, GridRow, rowId } from './GridRow.tsx';
import type { CellAction } from './GridRow.tsx';
import { slotOfRow, visibleRows } from './scrollMap.ts';
import { useGridColumns } from './useGridColumns.ts';
import { useRowEvents } from './useRowEvents.ts';
import { useRowSelection } from './useRowSelection.ts';
import { useScroll } from './useScroll.ts';

import './grid.css';
import './marks.css';

export type GridAction = CellAction | 'copyReference';
export type CopiedRows = 'records' | 'references';

type Props = {
  readonly pages: EventPages;
  readonly total: number;
  /** While the rows of an older view still stand here. */
  readonly isStale: boolean;
  readonly columns: readonly GridColumn[];
  readonly sort: readonly SortKey[];
  readonly rowHeight: number;
  readonly activeRow: number;
  /** Changes when the active row was set from elsewhere and has to be brought into sight. */
  readonly revealKey: number;
  readonly onActive: (row: number) => void;
  readonly onOpen: () => void;
  readonly onGoTo: () => void;
  readonly onAction: (row: EventRow, column: string, action: GridAction) => void;
  /** Several rows at once; null for one that is still being read. */
  readonly onCopyRows: (rows: readonly (EventRow | null)[], what: CopiedRows) => void;
  /** The selected rows, side by side; null for one that is still being read. */
  readonly onCompare: (rows: readonly (EventRow | null)[]) => void;
  /** Of the selected events, else of the active one; null for one that is still being read. */
  readonly onNote: (what: NoteKey, rows: readonly (EventRow | null)[]) => void;
  readonly onNextMark: () => void;
  /** Shown under the rows while several are selected. */
  readonly renderSelected: (selected: SelectedRows) => ReactNode;
  /** What was just selected, in words. */
  readonly onSay: (words: string) => void;
  readonly onSort: (sort: readonly SortKey[]) => void;
  /** How many columns stay in sight. */
  readonly frozen: number;
  readonly onColumn: (column: GridColumn, intent: ColumnIntent) => void;
  readonly onResize: (column: string, width: number) => void;
};

export type SelectedRows = {
  /** From the top; null for one that is still being read. */
  readonly rows: readonly (EventRow | null)[];
  readonly clear: () => void;
};

const headerHeight = 30;
/** Rows drawn beyond the edges, so that a turn of the wheel meets rows and not white. */
const overscan = 6;

type Deeds = {
  readonly go: (row: number, isExtending?: boolean) => void;
  readonly act: (action: GridAction) => void;
  readonly copyRows: (what: CopiedRows) => void;
  readonly selected: ReturnType<typeof useRowSelection>;
  readonly inColumns: ReturnType<typeof useGridColumns>;
};

/** Does what a key means. */
function follow(intent: GridIntent, props: Props, on: Deeds): void {
  const { go, act, copyRows, selected } = on;
  const { activeRow, pages } = props;
  switch (intent.kind) {
    case 'move':
      return go(activeRow < 0 ? 0 : activeRow + intent.by);
    case 'go':
      return go(intent.row);
    case 'extend':
      return go(activeRow + intent.by, true);
    case 'unselect':
      return selected.clear();
    case 'open':
      return props.onOpen();
    case 'goTo':
      return props.onGoTo();
    case 'note':
      return props.onNote(
        intent.what,
        selected.rows.size > 0 ? selected.inOrder() : [pages.row(activeRow) ?? null],
      );
    case 'nextMark':
      return props.onNextMark();
    case 'copyRow':
      return selected.rows.size > 0 ? copyRows('records') : act(intent.kind);
    case 'compare':
      return props.onCompare(selected.inOrder());
    case 'copyReference':
      return selected.rows.size > 0 ? copyRows('references') : act(intent.kind);
    case 'include':
    case 'exclude':
      return act(intent.kind);
    case 'copyCell':
      return act('copy');
    case 'column':
      return on.inColumns.follow(intent.does);
    default:
      return assertNever(intent);
  }
}

/**
 * The events of a view, ten million of them as easily as ten. The focus stays on the grid itself and the active row is
 * named by `aria-activedescendant`, so that scrolling never loses it.
 */
export function EventGrid(props: Props) {
  const { pages, total, columns, rowHeight, activeRow } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { at, viewport, onScroll, reveal } = useScroll(scroller, total, rowHeight, headerHeight);
  const inColumns = useGridColumns(scroller, columns, props.onColumn);
  const { active: activeColumn, menuOf } = inColumns;
  const selected = useRowSelection(pages, props.onSay);
  const { first, last } = visibleRows(at.map, at.top, viewport, overscan);

  useEffect(() => {
    if (last >= first) pages.want(first, last);
  }, [pages, first, last]);

  useEffect(() => {
    if (activeRow >= 0) reveal(activeRow, 'middle');
    // oxlint-disable-next-line react/exhaustive-deps -- only when asked to: the grid's own keys reveal as they move
  }, [props.revealKey]);

  const go = (row: number, isExtending = false): void => {
    if (total === 0) return;
    const next = Math.min(total - 1, Math.max(0, row));
    selected.pick(isExtending ? 'range' : 'only', activeRow, next);
    props.onActive(next);
    reveal(next);
  };

  const copyRows = (what: CopiedRows): void => props.onCopyRows(selected.inOrder(), what);

  const act = (action: GridAction): void => {
    const row = pages.row(activeRow);
    const column = inColumns.current;
    if (row && column) props.onAction(row, column.name, action);
  };

  const on = { go, act, copyRows, selected, inColumns };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, shiftKey: shift, altKey: alt } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    const pageRows = Math.max(1, Math.floor(viewport.height / rowHeight) - 1);
    const intent = gridIntent({ key, ctrl, shift, alt }, pageRows, total);
    if (intent === null || event.target !== scroller.current) return;
    // With nothing to let go of, Esc is the screen's.
    if (intent.kind === 'unselect' && selected.rows.size === 0) return;
    event.preventDefault();
    event.stopPropagation();
    follow(intent, props, on);
  };

  const rowEvents = useRowEvents({
    pick: (index, column, pick) => {
      if (pick !== 'only') scroller.current?.focus();
      inColumns.setActive(column);
      selected.pick(pick, activeRow, index);
      props.onActive(index);
      reveal(index);
    },
    open: props.onOpen,
    act: (index, column, action) => {
      const row = pages.row(index);
      if (row) props.onAction(row, column, action);
    },
    flag: (index) => props.onNote('flag', [pages.row(index) ?? null]),
  });

  const drawRow = (index: number, isHidden: boolean) => {
    const slot = Math.min(at.map.slots - 1, Math.max(0, slotOfRow(at.map, index)));
    return (
      <GridRow
        key={index}
        index={index}
        row={pages.row(index)}
        columns={columns}
        top={slot * rowHeight}
        isActive={index === activeRow}
        isSelected={selected.rows.size > 0 ? selected.rows.has(index) : index === activeRow}
        activeColumn={index === activeRow ? activeColumn : -1}
        isHidden={isHidden}
        on={rowEvents}
      />
    );
  };

  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
  const hasActive = activeRow >= 0 && activeRow < total;
  const isActiveAway = hasActive && (activeRow < first || activeRow > last);
  const template = columns.map(({ width }, place) =>
    place === columns.length - 1 ? `minmax(${width}px, 1fr)` : `${width}px`,
  );
  const activeId = activeColumn < 0 ? rowId(activeRow) : cellId(activeRow, activeColumn);
  return (
    <>
      <div
        ref={scroller}
        role="grid"
        aria-label="Events"
        aria-rowcount={total + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-busy={props.isStale}
        aria-activedescendant={hasActive ? activeId : undefined}
        tabIndex={0}
        className={`grid${props.isStale ? ' is-stale' : ''}`}
        style={{
          ['--grid-columns' as string]: `${markWidth}px ${template.join(' ')}`,
          ['--grid-row-height' as string]: `${rowHeight}px`,
          ['--grid-width' as string]: `${columns.reduce((sum, { width }) => sum + width, markWidth)}px`,
        }}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className="grid-headers">
          <GridHeader
            columns={columns}
            sort={props.sort}
            onSort={props.onSort}
            frozen={props.frozen}
            menuOf={menuOf}
            onMenu={inColumns.openMenu}
            onColumn={inColumns.change}
            onResize={props.onResize}
          />
        </div>
        <div
          role="rowgroup"
          className="grid-rows"
          style={{ height: `${at.map.slots * rowHeight}px` }}
        >
          {shown.map((index) => drawRow(index, false))}
          {isActiveAway && drawRow(activeRow, true)}
        </div>
      </div>
      {selected.rows.size > 0 && (
        <div className="grid-selected" role="group" aria-label="Selected events">
          {props.renderSelected({ rows: selected.inOrder(), clear: selected.clear })}
        </div>
      )}
    </>
  );
}
