import { secondPassColumns } from '../columns/columnField.ts';
import { openIndexWriter } from '../columns/indexDb.ts';
import type { IndexDb } from '../columns/indexDb.ts';
import { openDictionary, writeColumn, writeFresh } from '../columns/indexWriter.ts';
import { listText, targetsText } from '../columns/listText.ts';
import { packCodes } from '../columns/packColumn.ts';
import type { RecordReader } from '../recordReader.ts';
import { someLeaf } from './leaves.ts';
import { Pace } from './pace.ts';
import { indexedText } from './tokens.ts';

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
  records: RecordReader,
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
      await writer.write(segment, records, pace, (rows) => onProgress(done + rows, total));
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
    records: RecordReader,
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
      for (let at = 0; at < segment.rows; at++) {
        const row = segment.firstRow + at;
        const { event, value } = records.read(row);
        codes.changed[at] = this.#dictionaries.changed.code(listText(event.changed));
        codes.targets[at] = this.#dictionaries.targets.code(targetsText(event.targets));
        const leaves: string[] = [];
        someLeaf(value, (text) => {
          leaves.push(indexedText(text));
          return false;
        });
        insert.run(row + 1, leaves.join('\n'));
        if (pace.due()) {
          onRows(at + 1);
          await pace.rest();
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
