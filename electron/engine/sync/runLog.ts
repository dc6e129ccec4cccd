import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
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

const mostBytes = 4 * 1024 * 1024;
/** Of one run; what was taken is in the custody log. */
const mostWarnings = 100;

/**
 * How the last run of each source ended: `sync.json` in the case's folder. It is no evidence and may be deleted; what came,
 * from where, and where the next run goes on is in the custody log.
 */
export function lastRuns(folder: string): ReadonlyMap<string, SyncRun> {
  const file = path.join(folder, 'sync.json');
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 || size > mostBytes) return new Map();
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
  const kept = { ...run, warnings: run.warnings.slice(0, mostWarnings) };
  const all = new Map(lastRuns(folder)).set(id, kept);
  // A name that nobody can have laid there before: the case may come from somebody else, links and all.
  const fresh = `${file}.${randomUUID()}`;
  const text = `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`;
  writeFileSync(fresh, text, { mode: 0o600, flag: 'wx' });
  renameSync(fresh, file);
}
