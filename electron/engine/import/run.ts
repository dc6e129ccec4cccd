import type { CaseEvent, Place } from '../../../shared/event.ts';
import type { ImportResult } from '../../../shared/importResult.ts';
import { defaultView } from '../../../shared/view.ts';
import { CaseEvents } from '../caseEvents.ts';
import { openIndex } from '../columns/caseIndex.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import { IndexWriter } from '../columns/indexWriter.ts';
import { toEventRow } from '../eventRow.ts';
import { lockCase } from '../evidence/caseLock.ts';
import { commitImport } from '../evidence/commit.ts';
import { openEvidence, removeUnlisted } from '../evidence/evidence.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import { Duplicates } from './duplicates.ts';
import { expandFolders } from './givenFile.ts';
import type { GivenFile } from './givenFile.ts';
import { ImportJob } from './job.ts';
import type { JobOptions } from './job.ts';
import { KeyTable } from './keyTable.ts';
import { wordsOf } from './preview.ts';
import type { Wishes } from './recognise.ts';

/**
 * Imports files as evidence: one pack, one transaction, then the index. A file that cannot be read is listed with its
 * reason and the rest goes on. Cancelled or failed, the case is as it was.
 */
export async function runImport(
  folder: string,
  files: readonly (GivenFile & Wishes)[],
  options: JobOptions,
): Promise<ImportResult> {
  const lock = lockCase(folder);
  const evidence = openEvidence(folder, { readOnly: false });
  try {
    removeUnlisted(evidence);
    return await importInto(evidence, files, options);
  } finally {
    evidence.close();
    lock.release();
  }
}

async function importInto(
  evidence: Evidence,
  files: readonly (GivenFile & Wishes)[],
  options: JobOptions,
): Promise<ImportResult> {
  const failed: { name: string; reason: string }[] = [];
  const given = await expandAll(files, failed);
  const before = openIndex(evidence.folder);
  const index = new IndexWriter(evidence.folder);
  const earlier = new EarlierEvents(evidence, before, index);
  const duplicates = new Duplicates(keysOf(before), (row) => earlier.event(row));
  const job = new ImportJob(
    {
      evidence,
      index,
      duplicates,
      onOriginal: (original, at) => earlier.pending.set(original, at),
      onFirstEvents: once((events, what) => {
        options.onProgress({ ...idle, what, firstEvents: firstRows(events) });
      }),
    },
    options,
  );
  earlier.readPack = (offset, length) => job.pack.read(offset, length);
  try {
    await job.measure(given);
    for (const file of given) {
      options.signal.throwIfAborted();
      try {
        await job.addFile(file);
      } catch (thrown) {
        if (options.signal.aborted) throw thrown;
        failed.push({ name: file.name, reason: wordsOf(thrown) });
      }
    }
    options.signal.throwIfAborted();
    if (job.originals.length === 0) {
      index.discard();
      job.discard();
      // Given again, byte for byte: custody says that somebody brought it.
      if (job.again.length > 0)
        evidence.append(
          'import',
          { rows: '', pack: 0, originals: [], again: job.again },
          options.author,
        );
      return { originals: job.results, failed };
    }
    const pack = job.pack.finish();
    const { packId, originals, again } = job;
    const seq = commitImport(evidence, { packId, pack, originals, again, author: options.author });
    index.commit(seq);
    return { originals: job.results, failed };
  } catch (thrown) {
    index.discard();
    job.discard();
    throw thrown;
  } finally {
    before.close();
  }
}

const idle = {
  phase: 'reading',
  bytesDone: 0,
  bytesTotal: 0,
  records: 0,
  rejected: 0,
  seconds: 0,
} as const;

function once<A extends readonly unknown[]>(act: (...args: A) => void): (...args: A) => void {
  let done = false;
  return (...args) => {
    if (!done) act(...args);
    done = true;
  };
}

function firstRows(events: readonly CaseEvent[]): ReturnType<typeof toEventRow>[] {
  return events.map((event) =>
    toEventRow(event, defaultView.columns, 'UTC', { value: undefined, volatile: [] }),
  );
}

async function expandAll(
  files: readonly (GivenFile & Wishes)[],
  failed: { name: string; reason: string }[],
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

/** The keys of every event that is in the index. */
export function keysOf(index: CaseIndex): KeyTable {
  const keys = new KeyTable(index.rows);
  for (const { firstRow, hashes } of index.keyHashes()) {
    for (let i = 0; i < hashes.length; i++) keys.add(hashes[i] ?? 0n, firstRow + i);
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

  constructor(evidence: Evidence, before: CaseIndex, index: IndexWriter) {
    this.#before = before;
    this.#index = index;
    const interpretations = new Map(
      evidence.originals().map(({ id, interpretation }) => [id, interpretation]),
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
    return this.#events.readPlace(this.#place(row)).event;
  }

  #place(row: number): Place {
    return row < this.#before.rows ? this.#before.place(row) : this.#index.place(row);
  }
}
