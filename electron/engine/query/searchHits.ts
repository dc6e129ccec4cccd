import type { CaseIndex } from '../columns/caseIndex.ts';
import { openIndexReader } from '../columns/indexDb.ts';
import type { Pace } from './pace.ts';
import { prefilterOf } from './phrase.ts';
import type { Phrase } from './phrase.ts';
import { none } from './selection.ts';

/** Rows of a segment, by its first row, that have all words of a phrase; only segments that the search index covers count. */
export type SearchHits = (firstRow: number) => Uint16Array;

/** Asks the search index on a connection of its own: one that hands out rows slowly can do nothing else meanwhile. */
export async function searchHits(
  index: CaseIndex,
  phrase: Phrase,
  pace: Pace,
): Promise<SearchHits> {
  const found = new Map<number, number[]>();
  const db = openIndexReader(index.folder);
  if (!db) return () => none;
  try {
    const rows = db
      .prepare<[string], number>('SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid')
      .pluck()
      .iterate(prefilterOf(phrase));
    const { segments } = index;
    let at = 0;
    let count = 0;
    for (const rowid of rows) {
      const row = rowid - 1;
      while (
        at < segments.length &&
        row >= (segments[at]?.firstRow ?? 0) + (segments[at]?.rows ?? 0)
      )
        at++;
      const segment = segments[at];
      if (!segment) break;
      const list = found.get(segment.firstRow);
      if (list) list.push(row - segment.firstRow);
      else found.set(segment.firstRow, [row - segment.firstRow]);
      if ((++count & 0x3ff) === 0 && pace.due()) await pace.rest();
    }
  } finally {
    db.close();
  }
  const packed = new Map([...found].map(([firstRow, rows]) => [firstRow, Uint16Array.from(rows)]));
  return (firstRow) => packed.get(firstRow) ?? none;
}
