import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

import type { JsonValue } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { ImportedOriginal } from '../../../shared/importResult.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import { openIndex } from '../columns/caseIndex.ts';
import { IndexWriter } from '../columns/indexWriter.ts';
import type { Evidence, Original } from '../evidence/evidence.ts';
import { interpretationSchema } from '../evidence/importEntry.ts';
import type { RecordedOriginal } from '../evidence/importEntry.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import { appendEntry } from '../evidence/ledger.ts';
import type { TaskProgress } from '../workerTask.ts';
import { BatchThreads } from './batchThreads.ts';
import { Duplicates } from './duplicates.ts';
import { OriginalIndexer } from './indexOriginal.ts';
import type { IndexedOriginal } from './indexOriginal.ts';
import { KeyTable } from './keyTable.ts';
import { EarlierEvents, withEvidence } from './run.ts';

type Options = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TaskProgress) => void;
};

/** Drops index.db and makes it again from the evidence and the interpretations on record: the same index. */
export async function reindexCase(folder: string, options: Options): Promise<{ events: number }> {
  return withEvidence(folder, async (evidence) => {
    const { events } = await rebuild(evidence, options);
    return { events };
  });
}

async function rebuild(
  evidence: Evidence,
  options: Options,
): Promise<{ events: number; indexed: ReadonlyMap<number, IndexedOriginal> }> {
  // Made beside the old one, which stays in use until the new one is whole: cancelled, the case is as it was.
  const fresh = path.join(evidence.folder, 'index.new');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const before = openIndex(fresh);
  const index = new IndexWriter(fresh);
  const earlier = new EarlierEvents(evidence, before, index);
  const duplicates = new Duplicates(new KeyTable(), (row) => earlier.event(row));
  const indexed = new Map<number, IndexedOriginal>();
  const threads = new BatchThreads();
  try {
    const originals = inIndexOrder(evidence.originals());
    const total = originals.reduce((sum, each) => sum + each.decodedBytes, 0);
    let done = 0;
    const started = performance.now();
    for (const original of originals) {
      if (!original.interpretation) continue;
      const indexer = new OriginalIndexer({
        original: original.id,
        interpretation: original.interpretation,
        index,
        duplicates,
        threads,
      });
      for (const chunk of evidence.content(original)) {
        await breathe();
        options.signal.throwIfAborted();
        await indexer.push(chunk);
        done += chunk.length;
        options.onProgress({
          phase: 'indexing',
          what: original.name,
          bytesDone: done,
          bytesTotal: total,
          ...indexer.progress,
          seconds: (performance.now() - started) / 1000,
        });
      }
      indexed.set(original.id, await indexer.end(original.bytes.total));
    }
    const events = index.rows;
    index.commit(evidence.ledger().at(-1)?.seq ?? 1);
    for (const file of ['index.db-wal', 'index.db-shm'])
      rmSync(path.join(evidence.folder, file), { force: true });
    renameSync(path.join(fresh, 'index.db'), path.join(evidence.folder, 'index.db'));
    return { events, indexed };
  } catch (thrown) {
    index.discard();
    throw thrown;
  } finally {
    await threads.close();
    before.close();
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Messages of cancellation come in between. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** In order of import; what is set aside comes last, so that it never counts for an event that another file holds too. */
function inIndexOrder(originals: readonly Original[]): readonly Original[] {
  return [
    ...originals.filter(({ aside }) => aside === null),
    ...originals.filter(({ aside }) => aside !== null),
  ];
}

/**
 * Reads an original anew under another mapping or zone. The first interpretation stays in the ledger; the new one is an
 * entry of its own, and the index is rebuilt, for what is a duplicate of what may have changed.
 */
export async function interpretAgain(
  folder: string,
  asked: {
    readonly author: string;
    readonly original: number;
    readonly mapping: Mapping | null;
    readonly zone: string | null;
  },
  options: Options,
): Promise<ImportedOriginal> {
  return withEvidence(folder, async (evidence) => {
    const original = evidence.originals().find(({ id }) => id === asked.original);
    if (!original?.interpretation)
      throw new ExpectedError('not-found', `E${asked.original} holds no records`);
    const interpretation = changed(original.interpretation, asked);
    const started = performance.now();
    const recorded = await readAgain(evidence, original, interpretation, options);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- plain JSON by its schema
    const body = JSON.parse(JSON.stringify({ original: original.id, recorded })) as JsonValue;
    evidence.db
      .transaction(() => appendEntry(evidence.db, 'interpretation', body, asked.author))
      .immediate();
    evidence.refresh();
    const { indexed } = await rebuild(evidence, options);
    const now = indexed.get(original.id);
    return {
      original: `E${original.id}`,
      name: original.name,
      sha256: original.sha256,
      source: interpretation.mapping.source,
      reader: interpretation.reader.name,
      events: recorded.events,
      records: now?.records ?? recorded.records,
      bytes: recorded.bytes,
      warnings: recorded.warnings,
      seconds: (performance.now() - started) / 1000,
    };
  });
}

function changed(
  interpretation: Interpretation,
  asked: { readonly mapping: Mapping | null; readonly zone: string | null },
): Interpretation {
  const mapping = asked.mapping ?? interpretation.mapping;
  // A mapping that names a known source keeps that source's adapter; another word makes it the auditor's own.
  const adapter =
    mapping.source === interpretation.mapping.source
      ? interpretation.adapter
      : { name: 'mapped', version: 1 };
  if (asked.zone === null) return { ...interpretation, adapter, mapping };
  const time = { ...mapping.time, zone: asked.zone, zoneSource: 'set at import' } as const;
  return { ...interpretation, adapter, mapping: { ...mapping, time } };
}

/** Reads it once into an index that is thrown away, for its digest and balance: those go on record before the rebuild. */
async function readAgain(
  evidence: Evidence,
  original: Original,
  interpretation: Interpretation,
  options: Options,
): Promise<RecordedOriginal> {
  const before = openIndex(evidence.folder);
  const index = new IndexWriter(evidence.folder);
  const threads = new BatchThreads();
  try {
    const earlier = new EarlierEvents(evidence, before, index);
    earlier.pending.set(original.id, { interpretation, packOffset: 0 });
    const duplicates = new Duplicates(new KeyTable(), (row) => earlier.event(row));
    const indexer = new OriginalIndexer({
      original: original.id,
      interpretation,
      index,
      duplicates,
      threads,
    });
    for (const chunk of evidence.content(original)) {
      await breathe();
      options.signal.throwIfAborted();
      await indexer.push(chunk);
    }
    const indexed = await indexer.end(original.bytes.total);
    const { from, to, precisions } = indexer.times;
    return {
      id: original.id,
      name: original.name,
      sha256: original.sha256,
      interpretation: interpretationSchema.parse(interpretation),
      eventsDigest: indexed.eventsDigest,
      events: indexed.events,
      records: { ...indexed.records },
      bytes: { ...indexed.bytes },
      from: Number.isFinite(from) ? new Date(from).toISOString() : null,
      to: Number.isFinite(to) ? new Date(to).toISOString() : null,
      precisions: [...precisions],
      warnings: [...indexed.warnings],
    };
  } finally {
    await threads.close();
    index.discard();
    before.close();
  }
}
