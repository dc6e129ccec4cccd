import type { Pace } from './pace.ts';
import type { RowPiece } from './rowSet.ts';
import type { Selection } from './selection.ts';
import type { Stretch } from './timeOrder.ts';

/** The selected rows in the default order: nothing is copied or read of segments that overlap with no other. */
export async function piecesOf(
  stretches: readonly Stretch[],
  selection: Selection,
  rows: number,
  pace: Pace,
): Promise<readonly RowPiece[]> {
  const parts = new Map(selection.parts.map((part) => [part.segment, part]));
  const pieces: RowPiece[] = [];
  let chosen: Uint8Array | null = null;
  for (const stretch of stretches) {
    if ('segment' in stretch) {
      const part = parts.get(stretch.segment);
      if (part) pieces.push({ part, order: stretch.rows });
      continue;
    }
    const { order, segments } = stretch;
    const count = segments.reduce((sum, segment) => sum + (parts.get(segment)?.count ?? 0), 0);
    if (count === order.length) pieces.push({ ids: order });
    else if (count > 0) {
      chosen ??= await chosenRows(selection, rows, pace);
      pieces.push({ ids: await walkChosen(order, chosen, count, pace) });
    }
  }
  return pieces;
}

/** The selected rows of an order of row ids below `rows`: one pass over it, a byte a row. */
export async function walk(
  order: Uint32Array,
  selection: Selection,
  rows: number,
  pace: Pace,
): Promise<Uint32Array> {
  if (selection.count === order.length) return order;
  return walkChosen(order, await chosenRows(selection, rows, pace), selection.count, pace);
}

async function walkChosen(
  order: Uint32Array,
  chosen: Uint8Array,
  expected: number,
  pace: Pace,
): Promise<Uint32Array> {
  const found = new Uint32Array(expected + 1);
  let count = 0;
  for (let start = 0; start < order.length; start += 1 << 18) {
    count = walkSlice(order.subarray(start, start + (1 << 18)), chosen, found, count);
    if (pace.due()) await pace.rest();
  }
  return found.subarray(0, expected);
}

async function chosenRows(selection: Selection, rows: number, pace: Pace): Promise<Uint8Array> {
  const chosen = new Uint8Array(rows);
  for (const { segment, rows: inside } of selection.parts) {
    if (inside === null) chosen.fill(1, segment.firstRow, segment.firstRow + segment.rows);
    else for (let i = 0; i < inside.length; i++) chosen[segment.firstRow + (inside[i] ?? 0)] = 1;
    if (pace.due()) await pace.rest();
  }
  return chosen;
}

function walkSlice(
  order: Uint32Array,
  chosen: Uint8Array,
  found: Uint32Array,
  from: number,
): number {
  let count = from;
  for (let i = 0; i < order.length; i++) {
    const row = order[i] ?? 0;
    found[count] = row;
    count += chosen[row] ?? 0;
  }
  return count;
}
