import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import Database from 'better-sqlite3';

import { indexSchema } from '../electron/engine/columns/indexSchema.ts';
import { evidenceMigrations } from '../electron/engine/db/migrations/evidence.ts';
import { notesMigrations } from '../electron/engine/db/migrations/notes.ts';

/** Writes the schema that the migrations make, for reading; with --check fails where a file is not what they make. */
const folder = path.resolve(import.meta.dirname, '../electron/engine/db/schema');
const check = process.argv.includes('--check');

function schema(steps: readonly string[]): string {
  const db = new Database(':memory:');
  for (const step of steps) db.exec(step);
  const rows = db
    .prepare<[], { sql: string }>(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
    )
    .all();
  db.close();
  return `${rows.map(({ sql }) => `${sql};`).join('\n\n')}\n`;
}

mkdirSync(folder, { recursive: true });
for (const [name, steps] of [
  ['evidence', evidenceMigrations],
  ['notes', notesMigrations],
  ['index', [indexSchema]],
] as const) {
  const file = path.join(folder, `${name}.sql`);
  const made = schema(steps);
  if (!check) writeFileSync(file, made);
  else if (readFileSync(file, 'utf8') !== made) {
    console.error(
      `${path.relative(process.cwd(), file)} is not what the migrations make: run "npm run schema"`,
    );
    process.exitCode = 1;
  }
}
