import type { Statement } from 'better-sqlite3';

import type { Place } from '../../../shared/event.ts';
import { firstPassColumns } from './columnField.ts';
import { DictionaryWriter, uniqueEntries } from './dictionaryWriter.ts';
import { textOf } from './eventBatch.ts';
import type { EventBatch } from './eventBatch.ts';
import { openIndexWriter } from './indexDb.ts';
import type { IndexDb } from './indexDb.ts';
import { listItems, listText } from './listText.ts';
import { packCodes, packHashes, packNumbers, unpackColumn } from './packColumn.ts';
import type { PackedColumn, StoredColumn } from './packColumn.ts';
import { packTexts, unpackInto } from './packTexts.ts';
import { TextBytes } from './textBytes.ts';

export const segmentRows = 65_536;

/** Where an event lies, and 64 bits of the hash of what makes it the same one (DESIGN 2). */
export type EventPlace = {
  readonly original: number;
  readonly offset: number;
  readonly length: number;
  readonly key: { readonly low: number; readonly high: number };
  /** It contradicts an earlier event: it is flagged. */
  readonly isConflict: boolean;
};

const flagsColumn = firstPassColumns.indexOf('flags');
const numberColumns = ['ms', 'subMs', 'original', 'offset', 'length', 'part'] as const;
type NumberColumn = (typeof numberColumns)[number];
type FirstPassColumn = (typeof firstPassColumns)[number];

/**
 * Takes the events of one import job in order and writes them to `index.db` a segment at a time; memory stays flat but
 * for the distinct texts. Nothing counts until `commit`; what an ended process left behind is removed by the next writer.
 * One writer at a time: whoever holds the case for writing.
 */
export class IndexWriter {
  readonly #db: IndexDb;
  readonly #job: number;
  readonly #firstRow: number;
  readonly #codes: ReadonlyMap<FirstPassColumn, Uint32Array>;
  readonly #numbers: Readonly<Record<NumberColumn, Float64Array>>;
  /** Low and high half of each row's hash. */
  readonly #hashHalves = new Uint32Array(segmentRows * 2);
  readonly #dictionaries: readonly DictionaryWriter[];
  readonly #columns: readonly Uint32Array[];
  readonly #flushed: {
    readonly firstRow: number;
    readonly rows: number;
    readonly segment: number;
  }[] = [];
  readonly #places = new Map<
    number,
    Readonly<Record<'original' | 'offset' | 'length' | 'part', PackedColumn>>
  >();
  #segment: number;
  #segmentStart: number;
  #filled = 0;
  readonly #pending: (readonly [Statement<(string | number)[]>, (string | number)[]])[] = [];
  readonly #insert: Readonly<
    Record<'duplicate' | 'conflict' | 'rejected', Statement<(string | number)[]>>
  >;
  #open = true;
  #batch: EventBatch | null = null;
  /** For each of the block's codes: the dictionary's, 0 until it is asked for. */
  #known = new Uint32Array(0);

  constructor(folder: string) {
    const db = openIndexWriter(folder);
    this.#db = db;
    removeUncommitted(db);
    const last = db
      .prepare<[], { job: number; segment: number; rows: number }>(
        `SELECT (SELECT coalesce(max(job), 0) FROM job) AS job, coalesce(max(segment), -1) AS segment,
           coalesce(max(first_row + rows), 0) AS rows FROM segment`,
      )
      .get();
    if (!last) throw new Error('an aggregate without a row');
    this.#job = last.job + 1;
    this.#segment = last.segment + 1;
    this.#firstRow = last.rows;
    this.#segmentStart = last.rows;
    db.prepare('INSERT INTO job (job, seq) VALUES (?, NULL)').run(this.#job);
    this.#insert = {
      duplicate: db.prepare(
        'INSERT INTO duplicate (job, of_row, original, offset, length, part) VALUES (?, ?, ?, ?, ?, ?)',
      ),
      conflict: db.prepare('INSERT INTO conflict (job, row, of_row) VALUES (?, ?, ?)'),
      rejected: db.prepare(
        'INSERT INTO rejected (job, original, offset, length, reason) VALUES (?, ?, ?, ?, ?)',
      ),
    };
    const columns = firstPassColumns.map((field) => [field, new Uint32Array(segmentRows)] as const);
    this.#codes = new Map(columns);
    this.#columns = columns.map(([, codes]) => codes);
    this.#dictionaries = firstPassColumns.map((field) => openDictionary(db, field));
    this.#numbers = {
      ms: emptyNumbers(),
      subMs: emptyNumbers(),
      original: emptyNumbers(),
      offset: emptyNumbers(),
      length: emptyNumbers(),
      part: emptyNumbers(),
    };
  }

  /** Rows of this job so far. */
  get rows(): number {
    return this.#segmentStart + this.#filled - this.#firstRow;
  }

  /** The events that `addEvent` takes next are of this block. */
  beginBatch(batch: EventBatch): void {
    this.#batch = batch;
    this.#known = new Uint32Array(batch.texts.count + 1);
  }

  /** Takes an event of the block; of those that are not taken nothing is kept. Gives the row it will have once the job is committed. */
  addEvent(event: number, { original, offset, length, key, isConflict }: EventPlace): number {
    const batch = this.#batch;
    if (!batch) throw new Error('no block was begun');
    const at = this.#filled;
    const numbers = this.#numbers;
    numbers.ms[at] = batch.ms[event] ?? NaN;
    numbers.subMs[at] = batch.subMs[event] ?? 0;
    numbers.original[at] = original;
    numbers.offset[at] = offset;
    numbers.length[at] = length;
    numbers.part[at] = batch.part[event] ?? 0;
    this.#hashHalves[at * 2] = key.low;
    this.#hashHalves[at * 2 + 1] = key.high;
    for (let column = 0; column < this.#columns.length; column++) {
      const local = batch.codes[column * batch.stride + event]!;
      this.#columns[column]![at] = local === 0 ? 0 : this.#codeOf(batch, column, local);
    }
    if (isConflict) this.#flagConflict(batch, event, at);
    this.#filled = at + 1;
    const row = this.#segmentStart + at;
    if (this.#filled === segmentRows) this.#flush();
    return row;
  }

  /** The same event once more: kept as a place only. */
  addDuplicate(place: Place, ofRow: number): void {
    const { original, offset, length, part } = place;
    this.#later(this.#insert.duplicate, [this.#job, ofRow, original, offset, length, part]);
  }

  addConflict(row: number, ofRow: number): void {
    this.#later(this.#insert.conflict, [this.#job, row, ofRow]);
  }

  addRejected(original: number, offset: number, length: number, reason: string): void {
    this.#later(this.#insert.rejected, [this.#job, original, offset, length, reason]);
  }

  /** Where a row of this job lies; committed rows are the index's own to tell. */
  place(row: number): Place {
    if (row >= this.#segmentStart) {
      const at = row - this.#segmentStart;
      if (at >= this.#filled) throw new Error(`row ${row} is not of this job`);
      const { original, offset, length, part } = this.#numbers;
      return {
        original: original[at] ?? 0,
        offset: offset[at] ?? 0,
        length: length[at] ?? 0,
        part: part[at] ?? 0,
      };
    }
    const segment = this.#flushed[Math.floor((row - this.#firstRow) / segmentRows)];
    if (!segment || row < this.#firstRow) throw new Error(`row ${row} is not of this job`);
    const columns = this.#placesOf(segment.segment);
    const at = row - segment.firstRow;
    const value = (column: PackedColumn): number => column.base + (column.values?.[at] ?? 0);
    return {
      original: value(columns.original),
      offset: value(columns.offset),
      length: value(columns.length),
      part: value(columns.part),
    };
  }

  /** From now on the job's rows count; `ledgerSeq` is the ledger entry that they are the events of. */
  commit(ledgerSeq: number): void {
    if (this.#filled > 0 || this.#pending.length > 0) this.#flush();
    this.#db.prepare('UPDATE job SET seq = ? WHERE job = ?').run(ledgerSeq, this.#job);
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
    this.close();
  }

  /** As if the job had never been. */
  discard(): void {
    if (!this.#open) return;
    removeUncommitted(this.#db);
    this.close();
  }

  /** Without a commit before it the job's rows never count. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#db.close();
  }

  /** The dictionary's code of a text that the block knows by a code of its own. */
  #codeOf(batch: EventBatch, column: number, local: number): number {
    const code = this.#known[local]!;
    if (code !== 0) return code;
    const { bytes, ends } = batch.texts;
    const start = local === 1 ? 0 : ends[local - 2]!;
    return (this.#known[local] = this.#dictionaries[column]!.codeOf(
      bytes,
      start,
      ends[local - 1]!,
    ));
  }

  #flagConflict(batch: EventBatch, event: number, at: number): void {
    const local = batch.codes[flagsColumn * batch.stride + event]!;
    const flags = listItems(local === 0 ? null : textOf(batch, local));
    const text = listText([...flags, 'conflict']);
    this.#columns[flagsColumn]![at] = this.#dictionaries[flagsColumn]!.code(text);
  }

  #later(statement: Statement<(string | number)[]>, values: (string | number)[]): void {
    this.#pending.push([statement, values]);
    if (this.#pending.length >= segmentRows)
      this.#db.transaction(() => this.#writePending()).immediate();
  }

  #writePending(): void {
    for (const [statement, values] of this.#pending) statement.run(...values);
    this.#pending.length = 0;
  }

  #flush(): void {
    this.#db
      .transaction(() => {
        this.#writePending();
        for (const dictionary of this.#dictionaries) writeFresh(this.#db, this.#job, dictionary);
        if (this.#filled > 0) this.#writeSegment();
      })
      .immediate();
    if (this.#filled === 0) return;
    this.#flushed.push({
      segment: this.#segment,
      firstRow: this.#segmentStart,
      rows: this.#filled,
    });
    this.#segment += 1;
    this.#segmentStart += this.#filled;
    this.#filled = 0;
  }

  #writeSegment(): void {
    const rows = this.#filled;
    const time = bounds(this.#numbers.ms, rows);
    const original = bounds(this.#numbers.original, rows);
    this.#db
      .prepare(
        `INSERT INTO segment (segment, job, first_row, rows, min_ms, max_ms, min_original, max_original)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        this.#segment,
        this.#job,
        this.#segmentStart,
        rows,
        time?.least ?? null,
        time?.most ?? null,
        original?.least ?? 0,
        original?.most ?? 0,
      );
    for (const [field, codes] of this.#codes)
      this.#writeColumn(field, packCodes(codes.subarray(0, rows)));
    for (const name of numberColumns)
      this.#writeColumn(name, packNumbers(this.#numbers[name].subarray(0, rows)));
    this.#writeColumn('keyHash', packHashes(this.#hashHalves.subarray(0, rows * 2)));
  }

  #writeColumn(name: string, column: StoredColumn): void {
    writeColumn(this.#db, this.#segment, name, column);
  }

  #placesOf(
    segment: number,
  ): Readonly<Record<'original' | 'offset' | 'length' | 'part', PackedColumn>> {
    const known = this.#places.get(segment);
    if (known) return known;
    const column = (name: string): PackedColumn => {
      const stored = this.#db
        .prepare<[number, string], StoredColumn>(
          'SELECT width, base, body FROM segment_column WHERE segment = ? AND name = ?',
        )
        .get(segment, name);
      if (!stored) throw new Error(`segment ${segment} has no column ${name}`);
      return unpackColumn(stored);
    };
    const columns = {
      original: column('original'),
      offset: column('offset'),
      length: column('length'),
      part: column('part'),
    };
    // Looked up on a hash hit only; a few segments are enough.
    if (this.#places.size >= 8) this.#places.clear();
    this.#places.set(segment, columns);
    return columns;
  }
}

const emptyNumbers = (): Float64Array => new Float64Array(segmentRows);

function bounds(numbers: Float64Array, rows: number): { least: number; most: number } | null {
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < rows; i++) {
    const number = numbers[i] ?? NaN;
    if (number < least) least = number;
    if (number > most) most = number;
  }
  return most >= least ? { least, most } : null;
}

export function writeColumn(
  db: IndexDb,
  segment: number,
  name: string,
  column: StoredColumn,
): void {
  db.prepare(
    'INSERT INTO segment_column (segment, name, width, base, body) VALUES (?, ?, ?, ?, ?)',
  ).run(segment, name, column.width, column.base, column.body);
}

/** A dictionary to go on with. */
export function openDictionary(db: IndexDb, field: string): DictionaryWriter {
  const chunks = db.prepare<[string], { first_code: number; entries: number }>(
    'SELECT first_code, entries FROM dictionary_chunk WHERE field = ? ORDER BY first_code',
  );
  const size = chunks.all(field).reduce((sum, chunk) => sum + chunk.entries, 0);
  return new DictionaryWriter(field, size, size > uniqueEntries ? null : storedTexts(db, field));
}

function storedTexts(db: IndexDb, field: string): TextBytes {
  const texts = new TextBytes();
  const bodies = db.prepare<[string], { body: Buffer }>(
    'SELECT body FROM dictionary_chunk WHERE field = ? ORDER BY first_code',
  );
  for (const { body } of bodies.all(field)) unpackInto(body, texts);
  return texts;
}

/** Inside the caller's transaction: what the dictionary learnt since the last call. */
export function writeFresh(db: IndexDb, job: number, dictionary: DictionaryWriter): void {
  const { firstCode, count, texts } = dictionary.takeFresh();
  if (count === 0) return;
  db.prepare(
    'INSERT INTO dictionary_chunk (field, first_code, job, entries, body) VALUES (?, ?, ?, ?, ?)',
  ).run(dictionary.field, firstCode, job, count, packTexts(texts, texts.count - count, count));
}

function removeUncommitted(db: IndexDb): void {
  db.transaction(() => {
    const left = 'SELECT job FROM job WHERE seq IS NULL';
    db.exec(
      `DELETE FROM segment_column WHERE segment IN (SELECT segment FROM segment WHERE job IN (${left}))`,
    );
    for (const table of [
      'dictionary_chunk',
      'duplicate',
      'conflict',
      'rejected',
      'segment',
      'job',
    ]) {
      db.exec(`DELETE FROM ${table} WHERE job IN (${left})`);
    }
  }).immediate();
}
