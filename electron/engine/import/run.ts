import { statSync } from 'node:fs';

import { ExpectedError } from '../../../shared/failure.ts';
import type { ImportResult } from '../../../shared/importResult.ts';
import { lockCase } from '../evidence/caseLock.ts';
import type { WriterLock } from '../evidence/caseLock.ts';
import { openEvidence } from '../evidence/evidence.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { noteInterrupted, noteKilled } from '../evidence/interrupted.ts';
import type { LockHolder } from '../evidence/lockHolder.ts';
import { removeUnlisted } from '../evidence/unlisted.ts';
import type { TaskProgress } from '../workerTask.ts';
import { BatchThreads } from './batchThreads.ts';
import { FileThreads, manyFiles } from './fileThreads.ts';
import { expandFolders } from './givenFile.ts';
import type { GivenFile } from './givenFile.ts';
import { importPart } from './importPart.ts';
import type { ImportOptions, ImportTools } from './importPart.ts';
import { noOriginals, withPart } from './importTotals.ts';
import { JobInterpretations } from './jobInterpretations.ts';
import { FailedMidway } from './jobParts.ts';
import { wordsOf } from './preview.ts';
import type { Wishes } from './recognise.ts';

type Asked = GivenFile & Wishes;
type Failed = { readonly name: string; readonly reason: string };

/** So many files become evidence at once: what is known of them is held in memory, and lost when the process is killed. */
const usualPart = 5_000;

/**
 * Imports files as evidence: one pack, one transaction, then the index. A file that cannot be read is listed with its
 * reason and the rest goes on. Cancelled or failed, the case is as it was, but for the custody log's word that an import was stopped.
 *
 * More than 5,000 files come in parts of so many, each a whole import. Cancelled, failed or killed then, the parts that were done are in the
 * case; given again, these files are known by their bytes and not read again.
 */
export async function runImport(
  folder: string,
  files: readonly Asked[],
  options: ImportOptions & {
    /** Files of a part; 5,000 unless said. */
    readonly partFiles?: number | undefined;
  },
): Promise<ImportResult> {
  const { author } = options;
  // A sync goes on by itself; what a person began is told of when it came to no end.
  const importing = options.sync ? undefined : { files: filesWords(files), author };
  const use = async (evidence: Evidence, lock: WriterLock): Promise<ImportResult> => {
    removeUnlisted(evidence);
    noteKilled(evidence, lock.killed, author);
    const failed: Failed[] = [];
    const given = await expandAll(files, failed);
    const fileThreads = new FileThreads(knownFiles(evidence));
    const learns = given.length >= manyFiles && areAskedAlike(given);
    const tools: ImportTools = {
      evidence,
      files: given.length,
      threads: new BatchThreads(),
      fileThreads,
      interpretations: new JobInterpretations(
        learns ? (shape, interpretation) => fileThreads.learn(shape, interpretation) : null,
      ),
    };
    try {
      // What a sync brings is one import, with its cursor.
      const partFiles = options.sync ? given.length : (options.partFiles ?? usualPart);
      const result = await importParts(tools, given, partFiles, options);
      return { ...result, failed: [...failed, ...result.failed] };
    } catch (thrown) {
      if (importing && options.signal.aborted)
        noteInterrupted(evidence, { ...importing, since: lock.holder.since }, false, author);
      throw thrown;
    } finally {
      await tools.fileThreads.close();
      await tools.threads.close();
    }
  };
  return withEvidence(folder, `an import by ${author}`, use, importing);
}

/** `mid.jsonl and 2 more` */
function filesWords(files: readonly Asked[]): string {
  const more = files.length > 1 ? ` and ${(files.length - 1).toLocaleString('en')} more` : '';
  return `${files[0]?.name ?? 'no file'}${more}`;
}

async function importParts(
  tools: ImportTools,
  given: readonly Asked[],
  partFiles: number,
  options: ImportOptions,
): Promise<ImportResult> {
  const sizes = await sizesOf(given);
  const bytesTotal = sizes.reduce((sum, size) => sum + size, 0);
  const started = performance.now();
  let result: ImportResult = noOriginals;
  let from = 0;
  let bytesBefore = 0;
  let isShown = false;
  try {
    do {
      const until = Math.min(given.length, from + partFiles);
      const bytes = sizes.slice(from, until).reduce((sum, size) => sum + size, 0);
      const before = { from, bytes: bytesBefore, records: result.totals.records.total };
      const onProgress = (progress: TaskProgress): void => {
        isShown ||= progress.firstEvents !== undefined;
        options.onProgress({
          ...progress,
          bytesDone: progress.bytesDone + before.bytes,
          bytesTotal,
          records: progress.records + before.records,
          seconds: (performance.now() - started) / 1000,
          ...(before.from > 0 && { kept: { files: before.from, of: given.length } }),
        });
      };
      const part = { given: given.slice(from, until), bytes, showsFirst: !isShown };
      const done = await importWhole(tools, part, { ...options, onProgress });
      result = from === 0 ? done : withPart(result, done);
      from = until;
      bytesBefore += bytes;
    } while (from < given.length);
    return result;
  } catch (thrown) {
    if (from === 0) throw thrown;
    throw stoppedMidway(thrown, from, given.length, options.signal);
  }
}

/** A part, without the contents that turn out to be unreadable after some of their events were in the index. */
async function importWhole(
  tools: ImportTools,
  part: Parameters<typeof importPart>[1],
  options: ImportOptions,
): Promise<ImportResult> {
  const unreadable = new Map<string, string>();
  for (;;) {
    try {
      return await importPart(tools, part, { ...options, unreadable });
    } catch (thrown) {
      if (!(thrown instanceof FailedMidway)) throw thrown;
      unreadable.set(thrown.key, thrown.reason);
    }
  }
}

function stoppedMidway(thrown: unknown, kept: number, of: number, signal: AbortSignal): unknown {
  const words = `${kept.toLocaleString('en')} of the ${of.toLocaleString('en')} files are in the case. Import them again to go on: what is in is not read twice.`;
  if (signal.aborted) return new ExpectedError('cancelled', `Cancelled. ${words}`);
  return thrown instanceof ExpectedError
    ? new ExpectedError(thrown.code, `${thrown.message} ${words}`, { cause: thrown })
    : thrown;
}

/** The case's evidence, to be written by nobody else meanwhile, who is told `what`. Throws `read-only` where it cannot be. */
export async function withEvidence<T>(
  folder: string,
  what: string,
  use: (evidence: Evidence, lock: WriterLock) => Promise<T>,
  importing?: LockHolder['importing'],
): Promise<T> {
  const lock = lockCase(folder, what, importing);
  try {
    const evidence = openEvidence(folder, { readOnly: false });
    try {
      if (evidence.readOnly !== null) throw new ExpectedError('read-only', evidence.readOnly);
      return await use(evidence, lock);
    } finally {
      evidence.close();
    }
  } finally {
    lock.release();
  }
}

/** SHA-256 of every file as it was given. */
function knownFiles({ db }: Evidence): ReadonlySet<string> {
  return new Set(
    db.prepare<[], string>('SELECT sha256 FROM original WHERE parent IS NULL').pluck().all(),
  );
}

/** What the auditor said of one file holds for all of them. */
function areAskedAlike(files: readonly Wishes[]): boolean {
  const [first] = files;
  return files.every(
    ({ source, mapping, zone, prefix }) =>
      source === first?.source &&
      mapping === first?.mapping &&
      zone === first?.zone &&
      prefix === first?.prefix,
  );
}

/** Bytes of each file; 0 where there is none. */
async function sizesOf(files: readonly GivenFile[]): Promise<readonly number[]> {
  const sizes: number[] = [];
  for (const file of files) {
    sizes.push(statSync(file.path, { throwIfNoEntry: false })?.size ?? 0);
    if (sizes.length % 1000 === 0) await breathe();
  }
  return sizes;
}

function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

async function expandAll(files: readonly Asked[], failed: Failed[]): Promise<readonly Asked[]> {
  const all: Asked[] = [];
  for (const { path, name, ...wishes } of files) {
    try {
      for (const file of await expandFolders([{ path, name }])) all.push({ ...wishes, ...file });
    } catch (thrown) {
      failed.push({ name, reason: wordsOf(thrown) });
    }
  }
  return all;
}
