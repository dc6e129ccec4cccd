import type { Place } from '../../../shared/event.ts';
import { listColumns } from './columnField.ts';
import { Dictionary } from './dictionary.ts';
import { openIndexReader } from './indexDb.ts';
import type { IndexDb } from './indexDb.ts';
import { segmentRows } from './indexWriter.ts';
import { listItems } from './listText.ts';
import { Segment } from './segment.ts';
import type { SegmentBounds } from './segment.ts';

export type RejectedPlace = {
  readonly original: number;
  readonly offset: number;
  readonly length: number;
  readonly reason: string;
};

type SegmentRow = SegmentBounds & { readonly secondPass: number };

/**
 * The committed part of `index.db`, read lazily: a column of a segment is unpacked when it is first used. Rows are
 * numbered 0 to rows - 1 in the order of import. What a running import writes is not seen until it is committed and
 * `refresh` is called.
 */
export class CaseIndex {
  readonly #folder: string;
  #db: IndexDb | null = null;
  #segments: Segment[] = [];
  #dictionaries = new Map<string, Dictionary>();
  #rows = 0;
  #generation = 0;
  #secondPassRows = 0;
  #coveredSeq = 0;

  constructor(folder: string) {
    this.#folder = folder;
    this.refresh();
  }

  get folder(): string {
    return this.#folder;
  }

  get rows(): number {
    return this.#rows;
  }

  /** Grows when there are other rows, or the background pass has come further. */
  get generation(): number {
    return this.#generation;
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** Rows that the search index, `changed` and `targets` cover. */
  get secondPassRows(): number {
    return this.#secondPassRows;
  }

  /** The ledger entry of the last import that is in the index; 0 when there is none. */
  coveredSeq(): number {
    return this.#coveredSeq;
  }

  /** Sees what was committed since; true when something was. */
  refresh(): boolean {
    this.#db ??= openIndexReader(this.#folder);
    const db = this.#db;
    if (!db) return false;
    return db.transaction(() => this.#read(db))();
  }

  close(): void {
    this.#db?.close();
    this.#db = null;
  }

  /** The connection, for the search index; null when nothing was ever imported. */
  connection(): IndexDb | null {
    return this.#db;
  }

  segmentOf(row: number): Segment {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#segments[middle]?.firstRow ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    const segment = this.#segments[low];
    if (!segment || row < 0 || row >= this.#rows) throw new Error(`there is no row ${row}`);
    return segment;
  }

  place(row: number): Place {
    const segment = this.segmentOf(row);
    const at = row - segment.firstRow;
    return {
      original: segment.value('original', at),
      offset: segment.value('offset', at),
      length: segment.value('length', at),
      part: segment.value('part', at),
    };
  }

  /** Milliseconds since 1970 UTC, NaN for none. */
  time(row: number): number {
    const segment = this.segmentOf(row);
    return segment.times()[row - segment.firstRow] ?? NaN;
  }

  /** Nanoseconds of the time below the millisecond. */
  belowMs(row: number): number {
    const segment = this.segmentOf(row);
    return segment.value('subMs', row - segment.firstRow);
  }

  /** The row at a place; a place of a duplicate gives the row that it is counted as; null when there is neither. */
  rowAt(original: number, offset: number, part: number): number | null {
    for (const segment of this.#segments) {
      if (segment.bounds.minOriginal > original || segment.bounds.maxOriginal < original) continue;
      const at = placeIn(segment, original, offset, part);
      if (at !== null) return segment.firstRow + at;
    }
    return this.countedAs(original, offset, part);
  }

  /** The row that a place of a duplicate is counted as; null when it is none. */
  countedAs(original: number, offset: number, part: number): number | null {
    const row = this.#db
      ?.prepare<[number, number, number], { of_row: number }>(
        `SELECT of_row FROM duplicate JOIN job USING (job)
         WHERE original = ? AND offset = ? AND part = ? AND seq IS NOT NULL`,
      )
      .get(original, offset, part);
    return row?.of_row ?? null;
  }

  dictionary(field: string): Dictionary {
    return this.#dictionaries.get(field) ?? empty;
  }

  /** A column field's text as it is in the dictionary (a list as JSON text); null for none, or not yet known. */
  text(row: number, field: string): string | null {
    const segment = this.segmentOf(row);
    if (!segment.has(field)) return null;
    return this.dictionary(field).text(segment.value(field, row - segment.firstRow));
  }

  list(row: number, field: string): readonly string[] {
    if (!listColumns.has(field)) throw new Error(`${field} is no list`);
    return listItems(this.text(row, field));
  }

  /** Segment by segment, for duplicate detection: 8 bytes a row. */
  *keyHashes(): Generator<{ readonly firstRow: number; readonly hashes: Uint32Array }> {
    for (const segment of this.#segments) {
      yield { firstRow: segment.firstRow, hashes: segment.keyHashes() };
    }
  }

  /** Rejected records of an original, or of all, in order of place. */
  rejected(
    original: number | null,
    offset: number,
    limit: number,
  ): { readonly total: number; readonly rows: readonly RejectedPlace[] } {
    const db = this.#db;
    if (!db) return { total: 0, rows: [] };
    const from = `FROM rejected JOIN job USING (job)
      WHERE seq IS NOT NULL AND original BETWEEN ? AND ?`;
    const range = original === null ? [0, Number.MAX_SAFE_INTEGER] : [original, original];
    const total = db.prepare<number[], { n: number }>(`SELECT count(*) AS n ${from}`).get(...range);
    const rows = db
      .prepare<number[], RejectedPlace>(
        `SELECT original, offset, length, reason ${from} ORDER BY original, offset LIMIT ? OFFSET ?`,
      )
      .all(...range, limit, offset);
    return { total: total?.n ?? 0, rows };
  }

  /** Other places that hold the same event. */
  duplicatesOf(row: number): readonly Place[] {
    return (
      this.#db
        ?.prepare<[number], Place>(
          `SELECT original, offset, length, part FROM duplicate JOIN job USING (job)
           WHERE of_row = ? AND seq IS NOT NULL ORDER BY original, offset, part`,
        )
        .all(row) ?? []
    );
  }

  /** Rows with the same key and other content. */
  conflictsOf(row: number): readonly number[] {
    const rows = this.#db
      ?.prepare<[number, number], { other: number }>(
        `SELECT of_row AS other FROM conflict JOIN job USING (job) WHERE row = ? AND seq IS NOT NULL
         UNION SELECT row FROM conflict JOIN job USING (job) WHERE of_row = ? AND seq IS NOT NULL ORDER BY 1`,
      )
      .all(row, row);
    return rows?.map(({ other }) => other) ?? [];
  }

  /** Whether an event of this original lies in another place too, or a place of it holds another's event. */
  hasDuplicatesIn(original: number): boolean {
    const db = this.#db;
    if (!db) return false;
    const places = db.prepare<[number], { n: number }>(
      `SELECT count(*) AS n FROM duplicate JOIN job USING (job) WHERE original = ? AND seq IS NOT NULL`,
    );
    if ((places.get(original)?.n ?? 0) > 0) return true;
    const rows = db.prepare<[number, number], { n: number }>(
      `SELECT count(*) AS n FROM duplicate JOIN job USING (job)
       WHERE of_row >= ? AND of_row < ? AND seq IS NOT NULL`,
    );
    for (const { bounds, firstRow, rows: length } of this.#segments) {
      if (bounds.minOriginal > original || bounds.maxOriginal < original) continue;
      if ((rows.get(firstRow, firstRow + length)?.n ?? 0) === 0) continue;
      if (bounds.minOriginal === bounds.maxOriginal) return true;
      const found = db
        .prepare<[number, number], number>(
          'SELECT of_row FROM duplicate WHERE of_row >= ? AND of_row < ?',
        )
        .pluck()
        .all(firstRow, firstRow + length);
      if (found.some((row) => this.place(row).original === original)) return true;
    }
    return false;
  }

  counts(): { readonly rejected: number; readonly duplicates: number; readonly conflicts: number } {
    const of = (table: 'rejected' | 'duplicate' | 'conflict'): number =>
      this.#db
        ?.prepare<[], { n: number }>(
          `SELECT count(*) AS n FROM ${table} JOIN job USING (job) WHERE seq IS NOT NULL`,
        )
        .get()?.n ?? 0;
    return { rejected: of('rejected'), duplicates: of('duplicate'), conflicts: of('conflict') };
  }

  #read(db: IndexDb): boolean {
    const found = db
      .prepare<[], SegmentRow>(
        `SELECT segment, first_row AS firstRow, rows, min_ms AS minMs, max_ms AS maxMs,
           min_original AS minOriginal, max_original AS maxOriginal, second_pass AS secondPass
         FROM segment JOIN job USING (job) WHERE seq IS NOT NULL ORDER BY first_row`,
      )
      .all();
    const seq = db
      .prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM job')
      .get()?.seq;
    this.#readDictionaries(db);
    const before = this.#segments;
    this.#segments = found.map(({ secondPass, ...bounds }, at) => {
      const known = before[at];
      if (
        known &&
        known.bounds.segment === bounds.segment &&
        known.secondPass === (secondPass === 1)
      ) {
        return known;
      }
      return new Segment(db, bounds, secondPass === 1);
    });
    const last = this.#segments.at(-1);
    this.#rows = last ? last.firstRow + last.rows : 0;
    this.#secondPassRows = this.#segments.reduce(
      (sum, segment) => sum + (segment.secondPass ? segment.rows : 0),
      0,
    );
    const changed =
      this.#segments.length !== before.length ||
      this.#segments.some((segment, at) => segment !== before[at]) ||
      this.#coveredSeq !== (seq ?? 0);
    this.#coveredSeq = seq ?? 0;
    if (changed) this.#generation += 1;
    return changed;
  }

  #readDictionaries(db: IndexDb): void {
    const chunks = db
      .prepare<[], { rowid: number; field: string; firstCode: number; entries: number }>(
        `SELECT dictionary_chunk.rowid, field, first_code AS firstCode, entries
         FROM dictionary_chunk JOIN job USING (job) WHERE seq IS NOT NULL ORDER BY field, first_code`,
      )
      .all();
    const body = db.prepare<[number], { body: Buffer }>(
      'SELECT body FROM dictionary_chunk WHERE rowid = ?',
    );
    for (const { rowid, field, firstCode, entries } of chunks) {
      let dictionary = this.#dictionaries.get(field);
      if (!dictionary) this.#dictionaries.set(field, (dictionary = new Dictionary()));
      if (firstCode <= dictionary.size) continue;
      dictionary.append({
        firstCode,
        entries,
        load: () => {
          const row = body.get(rowid);
          if (!row) throw new Error(`the dictionary of ${field} lost a chunk`);
          return row.body;
        },
      });
    }
  }
}

const empty = new Dictionary();

export function openIndex(folder: string): CaseIndex {
  return new CaseIndex(folder);
}

function placeIn(segment: Segment, original: number, offset: number, part: number): number | null {
  const offsets = segment.column('offset');
  const wanted = offset - offsets.base;
  for (let at = 0; at < Math.min(segment.rows, segmentRows); at++) {
    if ((offsets.values === null ? 0 : offsets.values[at]) !== wanted) continue;
    if (segment.value('original', at) === original && segment.value('part', at) === part) return at;
  }
  return null;
}
