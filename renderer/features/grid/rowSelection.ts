/** Several rows of one view, by their places from 0. Empty: only the active row is meant. */
export type RowSelection = {
  /** Where a range starts: the row that was active when the first was selected. */
  readonly anchor: number;
  readonly rows: ReadonlySet<number>;
};

/** A row alone, one more or one less, or all from the first one to it. */
export type Pick = 'only' | 'toggle' | 'range';

export const noRows: RowSelection = { anchor: -1, rows: new Set() };

/** As many as are copied at once; whoever wants more exports. */
export const mostSelected = 500;

/** From the anchor to a row, as Shift does it; it stops where the most rows are reached. */
export function extendTo(before: RowSelection, active: number, to: number): RowSelection {
  const anchor = before.rows.size > 0 ? before.anchor : Math.max(0, active);
  const step = to < anchor ? -1 : 1;
  const count = Math.min(mostSelected, Math.abs(to - anchor) + 1);
  return { anchor, rows: new Set(Array.from({ length: count }, (_, at) => anchor + at * step)) };
}

/** Adds a row or takes it away, as Ctrl does it; the first one joins the active row. */
export function toggleRow(before: RowSelection, active: number, row: number): RowSelection {
  const rows = new Set(before.rows);
  if (rows.size === 0 && active >= 0 && active !== row) rows.add(active);
  if (!rows.delete(row) && rows.size < mostSelected) rows.add(row);
  return { anchor: row, rows };
}
