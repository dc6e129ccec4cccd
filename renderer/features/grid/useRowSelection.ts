import { useState } from 'react';

import type { EventRow } from '../../../shared/eventPage.ts';
import type { EventPages } from './eventPages.ts';
import { extendTo, mostSelected, noRows, toggleRow } from './rowSelection.ts';
import type { Pick, RowSelection } from './rowSelection.ts';

type Selected = {
  /** Places in the view; empty while only the active row is meant. */
  readonly rows: ReadonlySet<number>;
  /** Of the rows, from the top; null for one that is still being read. */
  readonly inOrder: () => readonly (EventRow | null)[];
  readonly pick: (pick: Pick, active: number, row: number) => void;
  readonly clear: () => void;
};

/** The rows selected among those of one view; another view starts without any. */
export function useRowSelection(pages: EventPages, say: (words: string) => void): Selected {
  const [picked, setPicked] = useState({ selection: noRows, pages });
  const selection = picked.pages === pages ? picked.selection : noRows;
  const set = (next: RowSelection): void => {
    if (next.rows.size === 0 && selection.rows.size === 0) return;
    setPicked({ selection: next, pages });
    say(selectedWords(next.rows.size));
  };
  return {
    rows: selection.rows,
    inOrder: () =>
      [...selection.rows]
        .toSorted((one, other) => one - other)
        .map((place) => pages.row(place) ?? null),
    pick: (pick, active, row) => {
      if (pick === 'only') set(noRows);
      if (pick === 'toggle') set(toggleRow(selection, active, row));
      if (pick === 'range') set(extendTo(selection, active, row));
    },
    clear: () => set(noRows),
  };
}

function selectedWords(count: number): string {
  if (count === 0) return '';
  const most = count === mostSelected ? ', the most at once; an export takes more' : '';
  return `${count} ${count === 1 ? 'event' : 'events'} selected${most}${count > 1 ? ' · D compares them' : ''} · Y copies the records`;
}
