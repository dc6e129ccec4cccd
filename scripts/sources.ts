import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { allSources } from '../electron/engine/import/adapters/sources.ts';
import { withTables } from './sourceTables.ts';

/** Writes the tables of docs/sources.md from resources/sources; with --check fails where they are not what the data says. */
const file = path.resolve(import.meta.dirname, '../docs/sources.md');
const page = readFileSync(file, 'utf8');
const made = withTables(
  page,
  allSources().map(({ definition }) => definition),
);
if (!process.argv.includes('--check')) writeFileSync(file, made);
else if (page !== made) {
  console.error(
    'docs/sources.md is not what resources/sources says: run "node scripts/sources.ts"',
  );
  process.exitCode = 1;
}
