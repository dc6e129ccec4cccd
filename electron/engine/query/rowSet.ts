/** Rows of a view in its order. */
export type RowSet = {
  readonly count: number;
  /** The row id at a place; throws when there is none. */
  at(place: number): number;
  slice(offset: number, limit: number): readonly number[];
  /** The place of a row id, null when the view does not show it. */
  indexOf(row: number): number | null;
};

export function rowSetOf(rows: Uint32Array): RowSet {
  return {
    count: rows.length,
    at(place) {
      const row = rows[place];
      if (row === undefined)
        throw new Error(`there is no place ${place} among ${rows.length} rows`);
      return row;
    },
    slice: (offset, limit) => [...rows.subarray(offset, offset + limit)],
    indexOf(row) {
      const place = rows.indexOf(row);
      return place < 0 ? null : place;
    },
  };
}
