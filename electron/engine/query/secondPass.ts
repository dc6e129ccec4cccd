import { secondPassColumns } from '../columns/columnField.ts';
import { openIndexWriter } from '../columns/indexDb.ts';
import type { IndexDb } from '../columns/indexDb.ts';
import { openDictionary, writeColumn, writeFresh } from '../columns/indexWriter.ts';
import { packCodes } from '../columns/packColumn.ts';
import { Pace } from './pace.ts';
import type { FactReader, RowFacts } from './rowFacts.ts';

/** Rows read at a time, and how many such runs are asked for ahead of the one that is written. */
const runRows = 512;
const runsAhead = 4;

type OpenSegment = {
  readonly segment: number;
  readonly job: number;
  readonly firstRow: number;
  readonly rows: number;
};

/**
 * Reads every record that the search index, `changed` and `targets` do not cover yet, in order, and writes these, a segment
 * a transaction: what was done when it is cancelled or killed stays done, and the next run goes on from there.
 * `onProgress` gets rows done and rows to do of this run. Gives back the rows written; throws the signal's reason.
 */
export async function runSecondPass(
  folder: string,
  readFacts: FactReader,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<{ readonly events: number }> {
  const db = openIndexWriter(folder);
  try {
    const open = db
      .prepare<[], OpenSegment>(
        `SELECT segment, job, first_row AS firstRow, rows FROM segment JOIN job USING (job)
         WHERE seq IS NOT NULL AND second_pass = 0 ORDER BY first_row`,
      )
      .all();
    const total = open.reduce((sum, { rows }) => sum + rows, 0);
    const pace = new Pace(signal);
    const writer = new SecondPassWriter(db);
    let done = 0;
    for (const segment of open) {
      await writer.write(segment, readFacts, pace, (rows) => onProgress(done + rows, total));
      done += segment.rows;
    }
    if (open.length > 0) db.pragma('wal_checkpoint(TRUNCATE)');
    return { events: done };
  } finally {
    db.close();
  }
}

class SecondPassWriter {
  readonly #db: IndexDb;
  readonly #dictionaries;

  constructor(db: IndexDb) {
    this.#db = db;
    this.#dictionaries = {
      changed: openDictionary(db, 'changed'),
      targets: openDictionary(db, 'targets'),
    };
  }

  /** One segment, all of it or nothing. */
  async write(
    segment: OpenSegment,
    readFacts: FactReader,
    pace: Pace,
    onRows: (rows: number) => void,
  ): Promise<void> {
    const db = this.#db;
    const insert = db.prepare('INSERT INTO search (rowid, body) VALUES (?, ?)');
    const codes = {
      changed: new Uint32Array(segment.rows),
      targets: new Uint32Array(segment.rows),
    };
    db.exec('BEGIN IMMEDIATE');
    try {
      let done = 0;
      for await (const facts of inOrder(segment, readFacts)) {
        for (const [at, body] of facts.bodies.entries()) {
          codes.changed[done] = this.#dictionaries.changed.code(facts.changed[at] ?? null);
          codes.targets[done] = this.#dictionaries.targets.code(facts.targets[at] ?? null);
          insert.run(segment.firstRow + done + 1, body);
          done++;
          if (pace.due()) {
            onRows(done);
            await pace.rest();
          }
        }
      }
      for (const name of secondPassColumns) {
        writeColumn(db, segment.segment, name, packCodes(codes[name]));
        writeFresh(db, segment.job, this.#dictionaries[name]);
      }
      db.prepare('UPDATE segment SET second_pass = 1 WHERE segment = ?').run(segment.segment);
      db.exec('COMMIT');
    } finally {
      if (db.inTransaction) db.exec('ROLLBACK');
    }
    onRows(segment.rows);
  }
}

/** What is found in a segment's rows, some runs being read while one is written. */
async function* inOrder(
  { firstRow, rows }: OpenSegment,
  readFacts: FactReader,
): AsyncGenerator<RowFacts> {
  const asked: Promise<RowFacts>[] = [];
  const ask = (from: number): void => {
    if (from >= rows) return;
    const facts = readFacts(firstRow + from, Math.min(runRows, rows - from));
    // Given up before its turn when the pass is cancelled: nobody waits for it then.
    facts.catch(() => undefined);
    asked.push(facts);
  };
  for (let run = 0; run < runsAhead; run++) ask(run * runRows);
  for (let from = 0; from < rows; from += runRows) {
    const facts = await asked.shift();
    ask(from + runsAhead * runRows);
    if (facts) yield facts;
  }
}
