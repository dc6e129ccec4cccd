import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { z } from 'zod';

import type { SyncRun } from '../../../shared/sync.ts';

const runs = z.record(
  z.string(),
  z.object({
    at: z.string(),
    error: z.string().nullable(),
    requests: z.number(),
    files: z.number(),
    newRecords: z.number(),
    warnings: z.array(z.string()),
  }),
);

/**
 * How the last run of each source ended: `sync.json` in the case's folder. It is no evidence and may be deleted; what came,
 * from where, and where the next run goes on is in the custody log.
 */
export function lastRuns(folder: string): ReadonlyMap<string, SyncRun> {
  const file = path.join(folder, 'sync.json');
  if (!existsSync(file)) return new Map();
  try {
    const read = runs.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return new Map(read.success ? Object.entries(read.data) : []);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return new Map();
    throw thrown;
  }
}

export function rememberRun(folder: string, id: string, run: SyncRun): void {
  const file = path.join(folder, 'sync.json');
  const all = new Map(lastRuns(folder)).set(id, run);
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, file);
}
