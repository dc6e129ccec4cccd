import type { IndexDb } from './indexDb.ts';
import { unpackColumn, unpackHashes } from './packColumn.ts';
import type { PackedColumn, StoredColumn } from './packColumn.ts';

export type SegmentBounds = {
  readonly segment: number;
  readonly firstRow: number;
  readonly rows: number;
  /** Null: no event of it has a time. */
  readonly minMs: number | null;
  readonly maxMs: number | null;
  readonly minOriginal: number;
  readonly maxOriginal: number;
};

/** Up to 65,536 events; a column is read and unpacked when it is first used, and kept. */
export class Segment {
  readonly bounds: SegmentBounds;
  readonly firstRow: number;
  readonly rows: number;
  /** Whether `changed`, `targets` and the search index cover it. */
  readonly secondPass: boolean;
  readonly #db: IndexDb;
  readonly #columns = new Map<string, PackedColumn>();
  #times: Float64Array | null = null;
  #untimed: boolean | null = null;

  constructor(db: IndexDb, bounds: SegmentBounds, secondPass: boolean) {
    this.#db = db;
    this.bounds = bounds;
    this.firstRow = bounds.firstRow;
    this.rows = bounds.rows;
    this.secondPass = secondPass;
  }

  has(name: string): boolean {
    return this.secondPass || (name !== 'changed' && name !== 'targets');
  }

  /** Codes of a dictionary column (base 0, or the constant), or numbers: original, offset, length, part, subMs. */
  column(name: string): PackedColumn {
    const known = this.#columns.get(name);
    if (known) return known;
    const column = unpackColumn(this.#stored(name));
    this.#columns.set(name, column);
    return column;
  }

  /** Milliseconds since 1970 UTC of each row, NaN for none. */
  times(): Float64Array {
    if (this.#times) return this.#times;
    const { base, values } = unpackColumn(this.#stored('ms'));
    if (values instanceof Float64Array) this.#times = values;
    else {
      this.#times = new Float64Array(this.rows);
      for (let i = 0; i < this.rows; i++) this.#times[i] = base + (values?.[i] ?? 0);
    }
    return this.#times;
  }

  /** Whether it has an event without a time. Numbers that are all there lie in less than a double's width, if they can. */
  hasUntimed(): boolean {
    if (this.#untimed !== null) return this.#untimed;
    const width = this.#db
      .prepare<[number], number>(
        "SELECT width FROM segment_column WHERE segment = ? AND name = 'ms'",
      )
      .pluck()
      .get(this.bounds.segment);
    this.#untimed = width === 8 && this.times().some((ms) => Number.isNaN(ms));
    return this.#untimed;
  }

  /** One value; the row is counted within the segment. */
  value(name: string, at: number): number {
    const { base, values } = this.column(name);
    return values === null ? base : base + (values[at] ?? 0);
  }

  /** Not kept: only an import asks for them. */
  keyHashes(): Uint32Array {
    return unpackHashes(this.#stored('keyHash'));
  }

  #stored(name: string): StoredColumn {
    const stored = this.#db
      .prepare<[number, string], StoredColumn>(
        'SELECT width, base, body FROM segment_column WHERE segment = ? AND name = ?',
      )
      .get(this.bounds.segment, name);
    if (!stored) throw new Error(`segment ${this.bounds.segment} has no column ${name}`);
    return stored;
  }
}
