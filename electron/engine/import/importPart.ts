import type { CaseEvent, JsonValue } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { ImportResult } from '../../../shared/importResult.ts';
import { defaultView } from '../../../shared/view.ts';
import { openIndex } from '../columns/caseIndex.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import { IndexWriter } from '../columns/indexWriter.ts';
import { isDiskError } from '../db/failures.ts';
import { toEventRow } from '../eventRow.ts';
import { CommitUncertain, commitImport } from '../evidence/commit.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { SyncImport, SyncRecord, Taken } from '../sync/syncRecord.ts';
import type { BatchThreads } from './batchThreads.ts';
import { Duplicates } from './duplicates.ts';
import { EarlierEvents } from './earlierEvents.ts';
import type { FileThreads } from './fileThreads.ts';
import type { GivenFile } from './givenFile.ts';
import { totalsOf } from './importTotals.ts';
import { ImportJob } from './job.ts';
import type { JobInterpretations } from './jobInterpretations.ts';
import { FailedMidway } from './jobParts.ts';
import type { JobOptions, Unreadable } from './jobParts.ts';
import type { PreparedFile } from './preparedFile.ts';
import { wordsOf } from './preview.ts';
import type { Wishes } from './recognise.ts';
import { RowKeys } from './rowKeys.ts';

export type ImportOptions = JobOptions & { readonly sync?: SyncImport | undefined };

/** What the parts of an import have in common. */
export type ImportTools = {
  readonly evidence: Evidence;
  /** Files of all its parts. */
  readonly files: number;
  readonly threads: BatchThreads;
  readonly fileThreads: FileThreads;
  readonly interpretations: JobInterpretations;
};

export type ImportPart = {
  readonly given: readonly (GivenFile & Wishes)[];
  /** Of all its files. */
  readonly bytes: number;
  /** Whether its first events are to be told. */
  readonly showsFirst: boolean;
};

type Failed = { readonly name: string; readonly reason: string };

/** Imports files as evidence: one pack, one transaction, then the index. Cancelled or failed, the case is as it was. */
export async function importPart(
  { evidence, ...tools }: ImportTools,
  { given, bytes, showsFirst }: ImportPart,
  options: ImportOptions & { readonly unreadable: Unreadable },
): Promise<ImportResult> {
  const failed: Failed[] = [];
  const before = openIndex(evidence.folder);
  const index = new IndexWriter(evidence.folder);
  const earlier = new EarlierEvents(evidence, before, index);
  const keys = keysOf(before, evidence.asideOriginals());
  const duplicates = new Duplicates(keys, (row) => earlier.event(row));
  let shown = !showsFirst;
  const job = new ImportJob(
    {
      evidence,
      index,
      duplicates,
      threads: tools.threads,
      interpretations: tools.interpretations,
      files: tools.files,
      bytes,
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
    await takeFiles(job, tools.fileThreads.prepare(given), failed, options);
    options.signal.throwIfAborted();
    if (job.originals.length === 0) {
      job.discard();
      noteWithout(evidence, index, job, options);
      return resultOf(job, failed);
    }
    const sync = options.sync && syncRecord(options.sync, job.taken);
    const pack = job.pack.finish();
    const { packId, originals, again } = job;
    const { author } = options;
    const seq = commitImport(evidence, { packId, pack, originals, again, author, sync });
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
    before.close();
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
