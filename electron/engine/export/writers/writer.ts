import type { JsonValue } from '../../../../shared/event.ts';

/** Makes the text of a file: `begin`, then rows with `between` between them, then `end`. A row is its cells between `open` and `close`. */
export type TextWriter = {
  readonly begin: string;
  readonly between: string;
  readonly open: string;
  readonly close: string;
  /** The value of the column at that place (undefined: the event has none) as text; null where the row goes without it. */
  cell(column: number, value: JsonValue | undefined): string | null;
  end(rows: number): string;
};

/** One row of its cells, in the order of the columns. */
export function rowText({ open, close }: TextWriter, cells: readonly (string | null)[]): string {
  let text = open;
  let first = true;
  for (const cell of cells) {
    if (cell === null) continue;
    text += first ? cell : `,${cell}`;
    first = false;
  }
  return text + close;
}

export type ExportColumn = { readonly field: string; readonly header: string };
