import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';

import type { JsonValue } from '../../../shared/event.ts';
import { ExpectedError, fromFailure, toFailure } from '../../../shared/failure.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { ImportResult, ImportedOriginal } from '../../../shared/importResult.ts';
import { stoppedWords } from '../../../shared/sync.ts';
import type { SyncOutcome, SyncSource } from '../../../shared/sync.ts';
import { lockFile } from '../evidence/caseLock.ts';
import { logBug } from '../log.ts';
import type { WorkerTask } from '../workerTask.ts';
import type { FetchBatch, FetchTask } from './fetch.ts';
import { rememberRun } from './runLog.ts';
import { placeOf } from './sources.ts';

type ImportTask = Extract<WorkerTask, { kind: 'import' }>;

/** How a sync gets its two kinds of work done: in worker threads by the engine, directly in a test. */
export type SyncTools = {
  readonly fetch: (task: FetchTask, signal: AbortSignal) => Promise<FetchBatch>;
  readonly importFetched: (task: ImportTask, signal: AbortSignal) => Promise<ImportResult>;
};

export type SyncAsked = {
  readonly folder: string;
  readonly author: string;
  readonly source: SyncSource;
  readonly secret: string | null;
};

/** Folder in the case for what is fetched and not imported yet. Whatever is in it when a run begins is left from one that was killed. */
const stagingName = 'fetched';

/**
 * Runs one source until there is nothing more to fetch. Each part is fetched without holding up the case, then imported
 * like files, its cursor in the same transaction. What came before a failure stays, and the next run goes on from there.
 */
export async function syncSource(
  asked: SyncAsked,
  tools: SyncTools,
  signal: AbortSignal,
): Promise<SyncOutcome> {
  const { folder, source } = asked;
  const at = new Date().toISOString();
  const done = { requests: 0, originals: [] as ImportedOriginal[], warnings: new Set<string>() };
  const failed: { name: string; reason: string }[] = [];
  let error: string | null = null;
  try {
    const lock = lockFile(
      folder,
      'sync.lock',
      () => `A sync of ${path.basename(folder)} is running already.`,
    );
    try {
      await runParts(asked, tools, signal, done, failed);
    } finally {
      lock.release();
    }
  } catch (thrown) {
    const failure = toFailure(thrown);
    if (failure.code === 'bug') logBug(`sync of ${source.kind}`, thrown);
    error = errorWords(failure);
  }
  const run = {
    at,
    error,
    requests: done.requests,
    files: done.originals.length,
    newRecords: done.originals.reduce(
      (sum, { records }) => sum + records.new + records.conflicting,
      0,
    ),
    warnings: [...done.warnings],
  };
  rememberRun(folder, source.id, run);
  return { ...run, id: source.id, name: source.name, originals: done.originals, failed };
}

function errorWords({ code, message }: Failure): string {
  if (code === 'bug') return `Casebook made a mistake (${message}). The evidence is not affected.`;
  return code === 'cancelled' ? stoppedWords : message;
}

type Done = {
  requests: number;
  readonly originals: ImportedOriginal[];
  readonly warnings: Set<string>;
};

async function runParts(
  { folder, author, source, secret }: SyncAsked,
  tools: SyncTools,
  signal: AbortSignal,
  done: Done,
  failed: { name: string; reason: string }[],
): Promise<void> {
  const all = path.join(folder, stagingName);
  rmSync(all, { recursive: true, force: true });
  try {
    let cursor: JsonValue = null;
    for (let round = 0; ; round++) {
      signal.throwIfAborted();
      mkdirSync(all, { recursive: true, mode: 0o700 });
      const staging = mkdtempSync(path.join(all, 'part-'));
      const batch = await tools.fetch(
        { kind: 'fetch', folder, staging, source, secret, cursor, round },
        signal,
      );
      done.requests += batch.requests;
      for (const warning of batch.warnings) done.warnings.add(warning);
      if (batch.files.length > 0 || !batch.isQuiet) {
        const { files, isQuiet, isWhole } = batch;
        const { id, name, kind } = source;
        const about = { id, name, kind, place: placeOf(source) };
        const sync = { source: about, cursor: batch.cursor, isQuiet, isWhole };
        const result = await tools.importFetched(
          { kind: 'import', folder, author, files, sync },
          signal,
        );
        done.originals.push(...result.originals.filter(({ original }) => isNew(original, done)));
        failed.push(...result.failed);
      }
      rmSync(staging, { recursive: true, force: true });
      cursor = batch.cursor;
      if (batch.error !== null) throw fromFailure(batch.error);
      if (!batch.hasMore) return;
    }
  } finally {
    rmSync(all, { recursive: true, force: true });
  }
}

function isNew(original: string, done: Done): boolean {
  return !done.originals.some((each) => each.original === original);
}

/** Why a source may not run now. */
export function blockedError(
  source: SyncSource,
  why: 'network-off' | 'not-allowed',
): ExpectedError {
  return new ExpectedError(
    'refused',
    why === 'network-off'
      ? 'Network is switched off in Settings.'
      : `Not allowed on this computer yet: look at what it reads (${placeOf(source)}), then allow it.`,
  );
}
