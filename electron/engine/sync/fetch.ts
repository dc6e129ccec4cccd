import type { JsonValue } from '../../../shared/event.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { Mapping } from '../../../shared/mapping.ts';
import type { ApiSource, BucketSource, FolderSource, SyncSource } from '../../../shared/sync.ts';
import { openEvidence } from '../evidence/evidence.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import type { GivenFile } from '../import/givenFile.ts';
import type { Wishes } from '../import/recognise.ts';
import type { TaskProgress } from '../workerTask.ts';
import type { Patience } from './ask.ts';
import { fetchApi } from './fetchApi.ts';
import { fetchBucket } from './fetchBucket.ts';
import { fetchFolder } from './fetchFolder.ts';
import { syncRecords } from './syncRecord.ts';
import type { SyncRecord } from './syncRecord.ts';

/** Fetches the next part of a source into files of its own; writes nothing to the case's databases. */
export type FetchTask = {
  readonly kind: 'fetch';
  readonly folder: string;
  /** Where the fetched bytes go until they are imported: an empty folder. */
  readonly staging: string;
  readonly source: SyncSource;
  readonly secret: string | null;
  /** Where the last part of this run stopped; null: as the custody log says. */
  readonly cursor: JsonValue;
  /** Counts the parts of this run, from 0. The first is small, so that its events are there soon. */
  readonly round: number;
};

export type FetchBatch = {
  readonly files: readonly (GivenFile & Wishes)[];
  /** Where to go on once these files are imported. */
  readonly cursor: JsonValue;
  /** Nothing came, and the run goes on, or ended where the one before did: there is nothing to write down. */
  readonly isQuiet: boolean;
  /** A piece that cannot be imported stops the source, or is noted and left. */
  readonly isWhole: boolean;
  /** There is more to fetch at once. */
  readonly hasMore: boolean;
  readonly requests: number;
  readonly warnings: readonly string[];
  /** Why it stopped before its end; what was fetched before counts all the same. */
  readonly error: Failure | null;
};

export type FetchOptions = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TaskProgress) => void;
  readonly patience: Patience;
};

/** A part of a fetch, with what the custody log knows of the source. */
export type Fetching<S extends SyncSource> = Omit<FetchTask, 'source' | 'kind'> &
  FetchOptions & {
    readonly source: S;
    readonly records: readonly SyncRecord[];
    /** How an earlier piece is read, where that was guessed or said by the auditor; null where its product tells it. */
    readonly mappingOf: (original: number) => Mapping | null;
    /** The bytes of this source's earlier pieces with events between two times (ms); null: without that end. */
    readonly earlierPieces: (sinceMs: number | null, untilMs: number | null) => Generator<Buffer>;
  };

export async function fetchBatch(task: FetchTask, options: FetchOptions): Promise<FetchBatch> {
  const before = known(task);
  const earlierPieces = (sinceMs: number | null, untilMs: number | null): Generator<Buffer> =>
    piecesBetween(task.folder, before.records, sinceMs ?? -Infinity, untilMs ?? Infinity);
  const fetching = { ...task, ...options, ...before, earlierPieces };
  const { source } = task;
  switch (source.kind) {
    case 'folder':
      return fetchFolder({ ...fetching, source } satisfies Fetching<FolderSource>);
    case 'api':
      return fetchApi({ ...fetching, source } satisfies Fetching<ApiSource>);
    case 'bucket':
      return fetchBucket({ ...fetching, source } satisfies Fetching<BucketSource>);
    default:
      throw new Error(`unknown source ${JSON.stringify(source satisfies never)}`);
  }
}

function known(task: FetchTask): Pick<Fetching<SyncSource>, 'records' | 'mappingOf'> {
  const evidence = openEvidence(task.folder, { readOnly: true });
  try {
    const records = syncRecords(evidence.ledger(), task.source.id);
    const mappings = new Map(
      evidence
        .originals()
        .flatMap(({ id, interpretation }) =>
          interpretation && isOwnReading(interpretation)
            ? [[id, interpretation.mapping] as const]
            : [],
        ),
    );
    return { records, mappingOf: (original) => mappings.get(original) ?? null };
  } finally {
    evidence.close();
  }
}

function* piecesBetween(
  folder: string,
  records: readonly SyncRecord[],
  sinceMs: number,
  untilMs: number,
): Generator<Buffer> {
  const evidence = openEvidence(folder, { readOnly: true });
  try {
    const ids = new Set(records.flatMap(({ taken }) => taken.map(({ original }) => original)));
    for (const original of evidence.originals()) {
      if (!ids.has(original.id) || original.pack === null) continue;
      // where no time could be read, it may be of any
      const from = original.from === null ? -Infinity : Date.parse(original.from);
      const to = original.to === null ? Infinity : Date.parse(original.to);
      if (to >= sinceMs && from <= untilMs) yield Buffer.concat([...evidence.content(original)]);
    }
  } finally {
    evidence.close();
  }
}

/** Each page alone would be guessed at anew, and the same log read in two ways. */
function isOwnReading({ adapter, mapping }: Interpretation): boolean {
  return adapter.name === 'mapped' || mapping.time.zoneSource === 'set at import';
}
