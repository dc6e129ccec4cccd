import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';

/** The peer: a table of typed columns, on as many threads as there are cores. It keeps no original and hashes nothing. */
export type Duck = {
  run(sql: string): Promise<void>;
  /** Reads all rows of the answer. */
  read(sql: string): Promise<readonly (readonly DuckDBValue[])[]>;
};

/** In memory; with a file, a database on disk, compressed, with 4 GB for its pages. */
export async function openDuck(file: string | null): Promise<Duck> {
  const instance = await (file === null
    ? DuckDBInstance.create(':memory:')
    : DuckDBInstance.create(file, { memory_limit: '4GB' }));
  const connection: DuckDBConnection = await instance.connect();
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    read: async (sql) => (await connection.run(sql)).getRows(),
  };
}

const types: Readonly<Record<string, string>> = {
  id: 'VARCHAR',
  createdAt: 'TIMESTAMP',
  updatedAt: 'TIMESTAMP',
  type: 'VARCHAR',
  apiKeyId: 'VARCHAR',
  userId: 'VARCHAR',
  orgId: 'VARCHAR',
  userOrgRole: 'VARCHAR',
  projectId: 'VARCHAR',
  userProjectRole: 'VARCHAR',
  resourceType: 'VARCHAR',
  resourceId: 'VARCHAR',
  action: 'VARCHAR',
  before: 'VARCHAR',
  after: 'VARCHAR',
  userEmail: 'VARCHAR',
  ipAddress: 'VARCHAR',
  userAgent: 'VARCHAR',
};
const columns = `{${Object.entries(types)
  .map(([name, type]) => `${name}:'${type}'`)
  .join(',')}}`;

/** Whether its table `event` is whole. */
export async function holdsEvents(duck: Duck, events: number): Promise<boolean> {
  const tables = await duck.read("SELECT 1 FROM duckdb_tables() WHERE table_name = 'event'");
  if (tables.length === 0) return false;
  const [[count] = []] = await duck.read('SELECT count(*) FROM event');
  return Number(count) === events;
}

export async function importJson(duck: Duck, file: string): Promise<void> {
  await duck.run('DROP TABLE IF EXISTS event');
  await duck.run(
    `CREATE TABLE event AS SELECT * FROM read_json('${file}', format='newline_delimited', columns=${columns})`,
  );
}

export async function importCsv(duck: Duck, file: string): Promise<void> {
  await duck.run('DROP TABLE IF EXISTS csv_event');
  await duck.run(
    `CREATE TABLE csv_event AS SELECT * FROM read_csv('${file}', header=true, columns=${columns})`,
  );
}
