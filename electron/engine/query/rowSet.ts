import type { SegmentPart } from './selection.ts';

/** Rows of a view in its order. */
export type RowSet = {
  readonly count: number;
  /** The row id at a place; throws when there is none. */
  at(place: number): number;
  slice(offset: number, limit: number): readonly number[];
  /** The place of a row id, null when the view does not show it. */
  indexOf(row: number): number | null;
};

/** A stretch of a view: row ids, or rows of one segment that are put in order when they are first asked for. */
export type RowPiece = { readonly ids: Uint32Array } | SegmentPiece;
type SegmentPiece = {
  readonly part: SegmentPart;
  readonly order: () => Uint16Array | null;
};

export function rowSetOf(pieces: readonly RowPiece[]): RowSet {
  const starts: number[] = [];
  let count = 0;
  for (const piece of pieces) {
    starts.push(count);
    count += 'ids' in piece ? piece.ids.length : piece.part.count;
  }
  const inOrder = new Map<RowPiece, Uint16Array | null>();
  const rowsOf = (piece: SegmentPiece): Uint16Array | null => {
    let rows = inOrder.get(piece);
    if (rows === undefined) inOrder.set(piece, (rows = partInOrder(piece.part, piece.order())));
    return rows;
  };
  const placeIn = (piece: SegmentPiece, row: number): number => {
    const { segment } = piece.part;
    const within = row - segment.firstRow;
    if (within < 0 || within >= segment.rows) return -1;
    const rows = rowsOf(piece);
    return rows === null ? within : rows.indexOf(within);
  };
  const at = (place: number): number => {
    const number = pieceAt(starts, place);
    const piece = pieces[number];
    if (!piece || !(place >= 0 && place < count))
      throw new Error(`there is no place ${place} among ${count} rows`);
    const within = place - (starts[number] ?? 0);
    if ('ids' in piece) return piece.ids[within] ?? 0;
    const rows = rowsOf(piece);
    return piece.part.segment.firstRow + (rows === null ? within : (rows[within] ?? 0));
  };
  return {
    count,
    at,
    slice(offset, limit) {
      const end = Math.min(count, offset + limit);
      return Array.from({ length: Math.max(0, end - offset) }, (_, i) => at(offset + i));
    },
    indexOf(row) {
      for (const [number, piece] of pieces.entries()) {
        const place = 'ids' in piece ? piece.ids.indexOf(row) : placeIn(piece, row);
        if (place >= 0) return (starts[number] ?? 0) + place;
      }
      return null;
    },
  };
}

/** The last piece that starts at or before a place. */
function pieceAt(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Rows of a part within its segment, in order; null when these are all of them as they lie. */
function partInOrder(
  { segment, rows }: SegmentPart,
  order: Uint16Array | null,
): Uint16Array | null {
  if (order === null || rows === null) return rows ?? order;
  const chosen = new Uint8Array(segment.rows);
  for (const at of rows) chosen[at] = 1;
  return order.filter((at) => chosen[at] === 1);
}
