import type { CaseEvent } from '../../../shared/event.ts';
import type { IndexWriter } from '../columns/indexWriter.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import type { TaskProgress } from '../workerTask.ts';
import type { BatchThreads } from './batchThreads.ts';
import type { Duplicates } from './duplicates.ts';
import type { GivenFile } from './givenFile.ts';
import type { JobInterpretations } from './jobInterpretations.ts';
import type { GivenContent } from './openContents.ts';

export type JobOptions = {
  readonly author: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TaskProgress) => void;
};

export type JobParts = {
  readonly evidence: Evidence;
  readonly index: IndexWriter;
  readonly duplicates: Duplicates;
  readonly threads: BatchThreads;
  /** Files of the import that the job is a part of. */
  readonly files: number;
  /** Of the files that the job is going to be given. */
  readonly bytes: number;
  readonly interpretations: JobInterpretations;
  /** Whether nobody was shown any yet. */
  readonly wantsFirstEvents: () => boolean;
  readonly onFirstEvents: (events: readonly CaseEvent[], file: string) => void;
  /** Tells the duplicates' reader of an original that is not in the evidence yet. */
  readonly onOriginal: (
    original: number,
    at: { interpretation: Interpretation; packOffset: number },
  ) => void;
  /** Contents that a first try of this job found unreadable after some of their events were in the index. */
  readonly unreadable: Unreadable;
};

/** Why a content cannot be read, by `contentKey`. */
export type Unreadable = ReadonlyMap<string, string>;

/** A content failed for good after some of its events were in the index: the job must be done again without it. */
export class FailedMidway extends Error {
  override readonly name = 'FailedMidway';
  readonly key: string;
  readonly reason: string;
  constructor(key: string, reason: string, options: ErrorOptions) {
    super(reason, options);
    this.key = key;
    this.reason = reason;
  }
}

export function contentKey(given: GivenFile, content: GivenContent): string {
  return `${given.path}\0${content.name}`;
}
