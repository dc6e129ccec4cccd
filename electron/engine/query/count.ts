import type { PackedColumn } from '../columns/packColumn.ts';
import type { SegmentPart } from './selection.ts';

/** Adds one to the count of each row's code. A loop per width, so that each stays monomorphic. */
export function countCodes(part: SegmentPart, column: PackedColumn, counts: Uint32Array): void {
  const { values, base } = column;
  if (values === null) {
    counts[base] = (counts[base] ?? 0) + part.count;
    return;
  }
  const { rows } = part;
  if (values instanceof Uint8Array) {
    if (rows) sparse8(values, rows, counts);
    else dense8(values, counts);
  } else if (values instanceof Uint16Array) {
    if (rows) sparse16(values, rows, counts);
    else dense16(values, counts);
  } else if (values instanceof Uint32Array) {
    if (rows) sparse32(values, rows, counts);
    else dense32(values, counts);
  } else throw new Error('a column of codes holds doubles');
}

function dense8(codes: Uint8Array, counts: Uint32Array): void {
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
}

function dense16(codes: Uint16Array, counts: Uint32Array): void {
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
}

function dense32(codes: Uint32Array, counts: Uint32Array): void {
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
}

function sparse8(codes: Uint8Array, rows: Uint16Array, counts: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) {
    const code = codes[rows[i] ?? 0] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
}

function sparse16(codes: Uint16Array, rows: Uint16Array, counts: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) {
    const code = codes[rows[i] ?? 0] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
}

function sparse32(codes: Uint32Array, rows: Uint16Array, counts: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) {
    const code = codes[rows[i] ?? 0] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
}
