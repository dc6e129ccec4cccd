import type { OriginalInfo } from '../../../shared/importResult.ts';

export type OriginalRow = {
  readonly info: OriginalInfo;
  /** 0 for a file that was given; 1 and more for what was inside of it. */
  readonly depth: number;
};

/** Evidence files in the order in which they came, what a container held right below it. */
export function originalRows(originals: readonly OriginalInfo[]): readonly OriginalRow[] {
  const known = new Set(originals.map(({ original }) => original));
  const members = Map.groupBy(originals, ({ parent }) =>
    parent !== null && known.has(parent) ? parent : null,
  );
  const rows: OriginalRow[] = [];
  const add = (parent: number | null, depth: number): void => {
    const inOrder = (members.get(parent) ?? []).toSorted((a, b) => a.original - b.original);
    for (const info of inOrder) {
      rows.push({ info, depth });
      add(info.original, depth + 1);
    }
  };
  add(null, 0);
  return rows;
}

/** Whether this file holds no records itself: its members do. */
export function isContainer(info: OriginalInfo, originals: readonly OriginalInfo[]): boolean {
  return info.reader === null && originals.some(({ parent }) => parent === info.original);
}
