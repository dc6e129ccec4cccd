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
import { EarlierEvents } from './earlierEvents.ts';
import { OriginalIndexer } from './indexOriginal.ts';
import type { IndexedOriginal } from './indexOriginal.ts';
import { adapterHere, asReadHere } from './readingVersion.ts';
import { resultOf } from './recorded.ts';
import { RowKeys } from './rowKeys.ts';
import { withEvidence } from './run.ts';

type Options = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TaskProgress) => void;
};

/** Drops index.db and makes it again from the evidence and the interpretations on record: the same index. */
export async function reindexCase(folder: string, options: Options): Promise<{ events: number }> {
  return withEvidence(folder, 'a rebuild of the index', (evidence) =>
    rebuild(evidence, options, {
      interpretationOf: ({ interpretation }) => interpretation,
      onIndexed: () => evidence.ledger().at(-1)?.seq ?? 1,
    }),
  );
}

type Rebuild = {
  readonly interpretationOf: (original: Original) => Interpretation | null;
  /** Everything is read and nothing is changed yet; gives the ledger entry that the new index covers. */
  readonly onIndexed: (indexed: ReadonlyMap<number, Indexed>) => number;
};

export type Indexed = {
  readonly result: IndexedOriginal;
  readonly times: OriginalIndexer['times'];
};

export async function rebuild(
  evidence: Evidence,
  options: Options,
  { interpretationOf, onIndexed }: Rebuild,
): Promise<{ events: number }> {
  // Made beside the old one, which stays in use until the new one is whole: cancelled, the case is as it was.
  const fresh = path.join(evidence.folder, 'index.new');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const before = openIndex(fresh);
  const index = new IndexWriter(fresh);
  const earlier = new EarlierEvents(evidence, before, index, interpretationOf);
  const duplicates = new Duplicates(new RowKeys(), (row) => earlier.event(row));
  const indexed = new Map<number, Indexed>();
  const threads = new BatchThreads();
  try {
    const originals = inIndexOrder(evidence.originals());
    const total = originals.reduce((sum, each) => sum + each.decodedBytes, 0);
    let done = 0;
    const started = performance.now();
    for (const original of originals) {
      const interpretation = interpretationOf(original);
      if (!interpretation) continue;
      const target = { original: original.id, interpretation, index, duplicates, threads };
      const indexer = new OriginalIndexer(target);
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
      const result = await indexer.end(original.bytes.total);
      indexed.set(original.id, { result, times: indexer.times });
    }
    const events = index.rows;
    index.commit(onIndexed(indexed));
    for (const file of ['index.db-wal', 'index.db-shm'])
      rmSync(path.join(evidence.folder, file), { force: true });
    renameSync(path.join(fresh, 'index.db'), path.join(evidence.folder, 'index.db'));
    return { events };
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
 * entry of its own, with its balance beside all other files: what is a duplicate of what may have changed.
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
  return withEvidence(folder, `a new reading by ${asked.author}`, async (evidence) => {
    const original = evidence.originals().find(({ id }) => id === asked.original);
    if (!original?.interpretation)
      throw new ExpectedError('not-found', `E${asked.original} holds no records`);
    const interpretation = asReadHere(changed(original.interpretation, asked));
    const started = performance.now();
    const made: RecordedOriginal[] = [];
    await rebuild(evidence, options, {
      interpretationOf: (each) => (each.id === original.id ? interpretation : each.interpretation),
      onIndexed: (indexed) => {
        const found = indexed.get(original.id);
        if (!found) throw new Error(`E${original.id} was not read`);
        const recorded = recordedAgain(original, interpretation, found);
        made.push(recorded);
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- plain JSON by its schema
        const body = JSON.parse(JSON.stringify({ original: original.id, recorded })) as JsonValue;
        const { seq } = evidence.db
          .transaction(() => appendEntry(evidence.db, 'interpretation', body, asked.author))
          .immediate();
        evidence.refresh();
        return seq;
      },
    });
    const [recorded] = made;
    if (!recorded) throw new Error('a new reading without a record of it');
    return resultOf(recorded, (performance.now() - started) / 1000);
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
      : adapterHere('mapped', mapping.source);
  if (asked.zone === null) return { ...interpretation, adapter, mapping };
  const time = { ...mapping.time, zone: asked.zone, zoneSource: 'set at import' } as const;
  return { ...interpretation, adapter, mapping: { ...mapping, time } };
}

export function recordedAgain(
  original: Original,
  interpretation: Interpretation,
  { result, times }: Indexed,
): RecordedOriginal {
  const { from, to, precisions } = times;
  return {
    id: original.id,
    name: original.name,
    sha256: original.sha256,
    interpretation: interpretationSchema.parse(interpretation),
    eventsDigest: result.eventsDigest,
    events: result.events,
    records: { ...result.records },
    bytes: { ...result.bytes },
    from: Number.isFinite(from) ? new Date(from).toISOString() : null,
    to: Number.isFinite(to) ? new Date(to).toISOString() : null,
    precisions: [...precisions],
    warnings: [...result.warnings],
  };
}
