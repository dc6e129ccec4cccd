import { useState } from 'react';
import type { RefObject } from 'react';

import { assertNever } from '../../../shared/failure.ts';
import type { ColumnIntent } from './columnIntent.ts';
import type { GridColumn } from './gridColumn.ts';
import type { ColumnKey } from './gridKey.ts';

/** By which a key makes a column wider or narrower, in px. */
const widthStep = 20;

/** The column that keys act on, -1 for the whole row, and the column whose menu is open. The focus stays with the grid. */
export function useGridColumns(
  scroller: RefObject<HTMLDivElement | null>,
  columns: readonly GridColumn[],
  onColumn: (column: GridColumn, intent: ColumnIntent) => void,
) {
  const [active, setActive] = useState(-1);
  const [menuOf, setMenuOf] = useState<string | null>(null);
  const within = (place: number, least: number): number =>
    Math.min(columns.length - 1, Math.max(least, place));
  const change = (column: GridColumn, intent: ColumnIntent): void => {
    const wasActive = columns[active] === column;
    onColumn(column, intent);
    if (intent.kind === 'move' && wasActive) setActive(within(active + intent.by, 0));
  };
  const current = columns[Math.max(0, active)];
  const changeActive = (intent: ColumnIntent): void => {
    if (current) change(current, intent);
  };
  return {
    active,
    setActive,
    current,
    menuOf,
    openMenu: (column: string | null): void => {
      setMenuOf(column);
      if (column === null) requestAnimationFrame(() => scroller.current?.focus());
    },
    change,
    follow: (key: ColumnKey): void => {
      switch (key.kind) {
        case 'step':
          return setActive(within(active + key.by, -1));
        case 'move':
          return changeActive({ kind: 'move', by: key.by });
        case 'widen':
          return changeActive({ kind: 'width', by: key.by * widthStep });
        case 'sort':
          return changeActive({ kind: 'toggleSort', also: key.also });
        case 'group':
          return changeActive({ kind: 'group' });
        case 'menu':
          return setMenuOf(current?.name ?? null);
        default:
          return assertNever(key);
      }
    },
  };
}
