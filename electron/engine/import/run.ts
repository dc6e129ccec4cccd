import { statSync } from 'node:fs';

import type { CaseEvent, JsonValue, Place } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { ImportResult } from '../../../shared/importResult.ts';
import { defaultView } from '../../../shared/view.ts';
import { CaseEvents } from '../caseEvents.ts';
import { openIndex } from '../columns/caseIndex.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import { IndexWriter } from '../columns/indexWriter.ts';
import { isDiskError } from '../db/failures.ts';
import { toEventRow } from '../eventRow.ts';
import { lockCase } from '../evidence/caseLock.ts';
import { CommitUncertain, commitImport } from '../evidence/commit.ts';
import { openEvidence } from '../evidence/evidence.ts';
import type { Evidence, Original } from '../evidence/evidence.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import { removeUnlisted } from '../evidence/unlisted.ts';
import type { SyncImport, SyncRecord, Taken } from '../sync/syncRecord.ts';
import { BatchThreads } from './batchThreads.ts';
import { Duplicates } from './duplicates.ts';
import { FileThreads, manyFiles } from './fileThreads.ts';
import { expandFolders } from './givenFile.ts';
import type { GivenFile } from './givenFile.ts';
import { totalsOf } from './importTotals.ts';
import { FailedMidway, ImportJob } from './job.ts';
import type { JobOptions, Unreadable } from './job.ts';
import type { PreparedFile } from './preparedFile.ts';
import { wordsOf } from './preview.ts';
import { comparedEvent } from './readRecord.ts';
import type { Wishes } from './recognise.ts';
import { RowKeys } from './rowKeys.ts';

export type ImportOptions = JobOptions & { readonly sync?: SyncImport | undefined };

/**
 * Imports files as evidence: one pack, one transaction, then the index. A file that cannot be read is listed with its
 * reason and the rest goes on. Cancelled or failed, the case is as it was.
 */
export async function runImport(
  folder: string,
  files: readonly (GivenFile & Wishes)[],
  options: ImportOptions,
): Promise<ImportResult> {
  return withEvidence(folder, `an import by ${options.author}`, async (evidence) => {
    removeUnlisted(evidence);
    const failed: Failed[] = [];
    const given = await expandAll(files, failed);
    const unreadable = new Map<string, string>();
    for (;;) {
      try {
        return await importInto(evidence, given, { ...options, unreadable, failed });
      } catch (thrown) {
        if (!(thrown instanceof FailedMidway)) throw thrown;
        unreadable.set(thrown.key, thrown.reason);
      }
    }
  });
}

/** The case's evidence, to be written by nobody else meanwhile, who is told `what`. Throws `read-only` where it cannot be. */
export async function withEvidence<T>(
  folder: string,
  what: string,
  use: (evidence: Evidence) => Promise<T>,
): Promise<T> {
  const lock = lockCase(folder, what);
  try {
    const evidence = openEvidence(folder, { readOnly: false });
    try {
      if (evidence.readOnly !== null) throw new ExpectedError('read-only', evidence.readOnly);
      return await use(evidence);
    } finally {
      evidence.close();
    }
  } finally {
    lock.release();
  }
}

/** Nothing new came. What custody says of it: given again, byte for byte; or that a source was read. */
function noteWithout(
  evidence: Evidence,
  index: IndexWriter,
  job: ImportJob,
  { sync, author }: ImportOptions,
): void {
  if (sync) {
    index.discard();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- plain JSON by its schema
    const body = { sync: syncRecord(sync, job.taken) } as unknown as JsonValue;
    if (!sync.isQuiet) evidence.append('sync', body, author);
    return;
  }
  if (job.again.length === 0) {
    index.discard();
    return;
  }
  const body = { rows: '', pack: 0, originals: [], again: job.again };
  index.commit(evidence.append('import', body, author).seq);
}

/** As plain JSON: undefined members are left out. */
function syncRecord({ source, cursor }: SyncImport, taken: readonly Taken[]): SyncRecord {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- plain JSON by its schema
  return JSON.parse(JSON.stringify({ source, cursor, taken })) as SyncRecord;
}

type Failed = { readonly name: string; readonly reason: string };

async function importInto(
  evidence: Evidence,
  given: readonly (GivenFile & Wishes)[],
  options: ImportOptions & { readonly unreadable: Unreadable; readonly failed: readonly Failed[] },
): Promise<ImportResult> {
  const failed = [...options.failed];
  const before = openIndex(evidence.folder);
  const index = new IndexWriter(evidence.folder);
  const earlier = new EarlierEvents(evidence, before, index);
  const duplicates = new Duplicates(keysOf(before, asideIn(evidence)), (row) => earlier.event(row));
  const threads = new BatchThreads();
  const fileThreads = new FileThreads(knownFiles(evidence));
  let shown = false;
  const job = new ImportJob(
    {
      evidence,
      index,
      duplicates,
      threads,
      files: given.length,
      bytes: await sizeOf(given),
      learn:
        given.length >= manyFiles && areAskedAlike(given)
          ? (shape, interpretation) => fileThreads.learn(shape, interpretation)
          : null,
      unreadable: options.unreadable,
      onOriginal: (original, at) => earlier.pending.set(original, at),
      wantsFirstEvents: () => !shown,
      onFirstEvents: (events, what) => {
        shown = true;
        options.onProgress({ ...idle, what, firstEvents: firstRows(events) });
      },
    },
    options,
  );
  let committed = false;
  earlier.readPack = (offset, length) => job.pack.read(offset, length);
  try {
    await takeFiles(job, fileThreads.prepare(given), failed, options);
    options.signal.throwIfAborted();
    if (job.originals.length === 0) {
      job.discard();
      noteWithout(evidence, index, job, options);
      return resultOf(job, failed);
    }
    const sync = options.sync && syncRecord(options.sync, job.taken);
    const pack = job.pack.finish();
    const { packId, originals, again } = job;
    const seq = commitImport(evidence, {
      packId,
      pack,
      originals,
      again,
      author: options.author,
      sync,
    });
    committed = true;
    commitIndex(index, seq);
    return resultOf(job, failed);
  } catch (thrown) {
    // Once committed, the pack is evidence: only the index is behind then, and catches up when the case is opened.
    if (!committed && !(thrown instanceof CommitUncertain)) job.discard();
    if (committed) index.close();
    else index.discard();
    throw thrown;
  } finally {
    await fileThreads.close();
    await threads.close();
    before.close();
  }
}

function resultOf({ results, again }: ImportJob, failed: readonly Failed[]): ImportResult {
  return { originals: results, totals: totalsOf(results, again.length), failed };
}

/** Each file into the job; one that cannot be read is listed with its reason. */
async function takeFiles(
  job: ImportJob,
  files: AsyncIterable<readonly [GivenFile & Wishes, PreparedFile | null]>,
  failed: Failed[],
  { signal, sync }: ImportOptions,
): Promise<void> {
  for await (const [file, prepared] of files) {
    signal.throwIfAborted();
    try {
      await job.addFile(file, prepared);
    } catch (thrown) {
      if (signal.aborted || thrown instanceof FailedMidway || sync?.isWhole === true) throw thrown;
      failed.push({ name: file.name, reason: wordsOf(thrown) });
      if (file.fetched)
        job.taken.push({ ...file.fetched, original: null, failed: wordsOf(thrown) });
    }
  }
}

/** The import is evidence by now: whatever becomes of the index, it is kept. */
function commitIndex(index: IndexWriter, seq: number): void {
  try {
    index.commit(seq);
  } catch (cause) {
    throw new ExpectedError(
      isDiskError(cause) ? 'disk-full' : 'corrupt',
      `The files are kept as evidence, but the index could not take their events (${wordsOfAny(cause)}). They are listed once the case is opened again.`,
      { cause },
    );
  }
}

function wordsOfAny(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

const idle = {
  phase: 'reading',
  bytesDone: 0,
  bytesTotal: 0,
  records: 0,
  rejected: 0,
  seconds: 0,
} as const;

function firstRows(events: readonly CaseEvent[]): ReturnType<typeof toEventRow>[] {
  return events.map((event) =>
    toEventRow(event, defaultView.columns, 'UTC', { value: undefined, volatile: [] }),
  );
}

/** SHA-256 of every file as it was given. */
function knownFiles(evidence: Evidence): ReadonlySet<string> {
  return new Set(
    evidence.originals().flatMap(({ parent, sha256 }) => (parent === null ? [sha256] : [])),
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

/** Bytes of all the files. */
async function sizeOf(files: readonly GivenFile[]): Promise<number> {
  let bytes = 0;
  for (const [at, file] of files.entries()) {
    bytes += statSync(file.path, { throwIfNoEntry: false })?.size ?? 0;
    if (at % 1000 === 999) await breathe();
  }
  return bytes;
}

function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

async function expandAll(
  files: readonly (GivenFile & Wishes)[],
  failed: Failed[],
): Promise<readonly (GivenFile & Wishes)[]> {
  const all: (GivenFile & Wishes)[] = [];
  for (const { path, name, ...wishes } of files) {
    try {
      for (const file of await expandFolders([{ path, name }])) all.push({ ...wishes, ...file });
    } catch (thrown) {
      failed.push({ name, reason: wordsOf(thrown) });
    }
  }
  return all;
}

function asideIn(evidence: Evidence): ReadonlySet<number> {
  return new Set(evidence.originals().flatMap(({ id, aside }) => (aside === null ? [] : [id])));
}

/** The keys of every event in the index, but for files set aside: an event that is hidden must not hide another. */
function keysOf(index: CaseIndex, aside: ReadonlySet<number>): RowKeys {
  const keys = new RowKeys(index.rows);
  for (const { firstRow, hashes } of index.keyHashes()) {
    for (let i = 0; i * 2 < hashes.length; i++) {
      const row = firstRow + i;
      if (aside.size === 0 || !aside.has(index.place(row).original))
        keys.add(hashes[i * 2] ?? 0, hashes[i * 2 + 1] ?? 0, row);
    }
  }
  return keys;
}

/** Reads events back by row while a job runs: those of the case, and those that the job itself has added. */
export class EarlierEvents {
  readonly pending = new Map<number, { interpretation: Interpretation; packOffset: number }>();
  /** Reads the job's own pack; a rebuild has none. */
  readPack: ((offset: number, length: number) => Buffer) | null = null;
  readonly #before: CaseIndex;
  readonly #index: IndexWriter;
  readonly #events: CaseEvents;

  /** `interpretationOf`: where it is not the one on record. */
  constructor(
    evidence: Evidence,
    before: CaseIndex,
    index: IndexWriter,
    interpretationOf = (original: Original): Interpretation | null => original.interpretation,
  ) {
    this.#before = before;
    this.#index = index;
    const interpretations = new Map(
      evidence.originals().map((each) => [each.id, interpretationOf(each)]),
    );
    this.#events = new CaseEvents({
      read: (original, offset, length) => {
        const pending = this.pending.get(original);
        return pending && this.readPack
          ? this.readPack(pending.packOffset + offset, length)
          : evidence.read(original, offset, length);
      },
      interpretation: (original) => {
        const found = this.pending.get(original)?.interpretation ?? interpretations.get(original);
        if (!found) throw new Error(`E${original} has no interpretation`);
        return found;
      },
    });
  }

  event(row: number): CaseEvent {
    return this.#events.readPlace(this.#place(row), comparedEvent).event;
  }

  #place(row: number): Place {
    return row < this.#before.rows ? this.#before.place(row) : this.#index.place(row);
  }
}
