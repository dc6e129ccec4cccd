import Database from 'better-sqlite3';

import type { JsonValue } from '../../../../shared/event.ts';
import type { ExportColumn } from './writer.ts';

export type SqliteExport = {
  row(values: readonly (JsonValue | undefined)[]): void;
  end(about: Readonly<Record<string, string>>): void;
  discard(): void;
};

const rowsInTransaction = 10_000;

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function cell(field: string, value: JsonValue | undefined): string | bigint | null {
  if (value === undefined || value === null) return null;
  if (field === 'offset' || field === 'length') return BigInt(Number(value));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A plain SQLite database for any other tool: table `event`, a row an event in the view's order, and table `about`. */
export function sqliteWriter(path: string, columns: readonly ExportColumn[]): SqliteExport {
  const db = new Database(path);
  db.pragma('journal_mode = MEMORY');
  db.pragma('synchronous = FULL');
  const definitions = columns.map((column) => {
    const whole = column.field === 'offset' || column.field === 'length';
    return `${identifier(column.header)} ${whole ? 'INTEGER' : 'TEXT'}`;
  });
  db.exec(`CREATE TABLE event (position INTEGER PRIMARY KEY, ${definitions.join(', ')}) STRICT`);
  db.exec('CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT');
  const insert = db.prepare(`INSERT INTO event VALUES (?, ${columns.map(() => '?').join(', ')})`);
  const begin = db.prepare('BEGIN');
  const commit = db.prepare('COMMIT');
  let written = 0;
  begin.run();
  return {
    row(values) {
      insert.run(BigInt(++written), ...columns.map((column, i) => cell(column.field, values[i])));
      if (written % rowsInTransaction === 0) {
        commit.run();
        begin.run();
      }
    },
    end(about) {
      const put = db.prepare('INSERT INTO about VALUES (?, ?)');
      for (const [name, value] of Object.entries(about)) put.run(name, value);
      commit.run();
      for (const field of ['occurredAt', 'action', 'actorId', 'resourceId']) {
        const column = columns.find((each) => each.field === field);
        if (column)
          db.exec(
            `CREATE INDEX ${identifier(`event_${field}`)} ON event (${identifier(column.header)})`,
          );
      }
      db.close();
    },
    discard() {
      db.close();
    },
  };
}
