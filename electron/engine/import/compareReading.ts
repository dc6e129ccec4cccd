import type { ReadingChanges } from '../../../shared/caseInfo.ts';
import { eventReference } from '../../../shared/event.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import { openIndex } from '../columns/caseIndex.ts';
import { firstPassColumns } from '../columns/columnField.ts';
import { textOf } from '../columns/eventBatch.ts';
import type { EventBatch } from '../columns/eventBatch.ts';
import { listItems, listText } from '../columns/listText.ts';
import { openEvidence } from '../evidence/evidence.ts';
import type { Evidence, Original } from '../evidence/evidence.ts';
import type { TaskProgress } from '../workerTask.ts';
import { BatchThreads } from './batchThreads.ts';
import { BlockQueue } from './blockQueue.ts';
import type { ReadBatch } from './readBatch.ts';
import { asReadHere, otherVersion } from './readingVersion.ts';

type Options = {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TaskProgress) => void;
};

const mostExamples = 100;
/** So that a field that changes everywhere leaves room for the others. */
const mostOfField = 25;

/** The evidence files whose events another version of the program read, and which those versions are. */
export function readByOthers(
  evidence: Evidence,
): readonly { readonly original: Original; readonly what: string }[] {
  return evidence.originals().flatMap((original) => {
    const what = original.interpretation && otherVersion(original.interpretation);
    return what === null ? [] : [{ original, what }];
  });
}

/**
 * Reads what another version read, and tells how the events that are listed now (the columns of index.db) would differ.
 * Nothing is written. What lies in no column (states, details) is read from the record each time, by this version already.
 */
export async function compareReading(folder: string, options: Options): Promise<ReadingChanges> {
  const evidence = openEvidence(folder, { readOnly: true });
  const index = openIndex(folder);
  const threads = new BatchThreads();
  const started = performance.now();
  try {
    const others = readByOthers(evidence);
    const comparison = new Comparison(index);
    const total = others.reduce((sum, { original }) => sum + original.decodedBytes, 0);
    let done = 0;
    for (const { original } of others) {
      if (!original.interpretation) continue;
      const queue = new BlockQueue(asReadHere(original.interpretation), threads, ({ read }) => {
        comparison.take(original.id, read);
      });
      for (const chunk of evidence.content(original)) {
        options.signal.throwIfAborted();
        await queue.push(chunk);
        done += chunk.length;
        options.onProgress({
          phase: 'reading',
          what: original.name,
          bytesDone: done,
          bytesTotal: total,
          records: comparison.events,
          rejected: 0,
          seconds: (performance.now() - started) / 1000,
        });
        // Messages of cancellation come in between.
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
      }
      await queue.end();
      comparison.endOriginal(original.id);
    }
    return comparison.finish(
      others.map(({ original, what }) => ({ original: original.id, name: original.name, what })),
    );
  } finally {
    await threads.close();
    index.close();
    evidence.close();
  }
}

class Comparison {
  events = 0;
  readonly #index: CaseIndex;
  readonly #fields = new Map<string, number>();
  readonly #examples: ReadingChanges['examples'][number][] = [];
  #changed = 0;
  #added = 0;
  #gone = 0;
  #met = 0;

  constructor(index: CaseIndex) {
    this.#index = index;
  }

  take(original: number, { events, records }: ReadBatch): void {
    // Decoded once each: a block has few texts and many events.
    const texts = new Map<number, string>();
    const textAt = (column: number, event: number): string | null => {
      const code = events.codes[column * events.stride + event] ?? 0;
      if (code === 0) return null;
      const known = texts.get(code) ?? textOf(events, code);
      texts.set(code, known);
      return known;
    };
    for (let event = 0; event < events.events; event++) {
      this.events++;
      const offset = records.offsets[events.record[event] ?? 0] ?? 0;
      const part = events.part[event] ?? 0;
      const row = this.#index.rowAt(original, offset, part);
      if (row === null) {
        this.#added++;
        continue;
      }
      // Counted as another file's event: that one is compared where it lies.
      if (this.#index.place(row).original !== original) continue;
      this.#met++;
      const reference = eventReference({ original, offset, part });
      const differs = this.#compare(reference, row, { events, event, textAt });
      if (differs) this.#changed++;
    }
  }

  endOriginal(original: number): void {
    let listed = 0;
    for (const segment of this.#index.segments) {
      const { minOriginal, maxOriginal } = segment.bounds;
      if (original < minOriginal || original > maxOriginal) continue;
      for (let at = 0; at < segment.rows; at++)
        if (segment.value('original', at) === original) listed++;
    }
    this.#gone += Math.max(0, listed - this.#met);
    this.#met = 0;
  }

  finish(originals: ReadingChanges['originals']): ReadingChanges {
    return {
      originals,
      events: this.events,
      changed: this.#changed,
      gone: this.#gone,
      added: this.#added,
      fields: [...this.#fields]
        .map(([field, count]) => ({ field, count }))
        .toSorted((a, b) => b.count - a.count || (a.field < b.field ? -1 : 1)),
      examples: this.#examples,
    };
  }

  #compare(
    reference: string,
    row: number,
    read: {
      readonly events: EventBatch;
      readonly event: number;
      readonly textAt: (column: number, event: number) => string | null;
    },
  ): boolean {
    const { events, event, textAt } = read;
    let differs = false;
    const note = (field: string, before: string | null, after: string | null): void => {
      if (before === after) return;
      differs = true;
      const count = (this.#fields.get(field) ?? 0) + 1;
      this.#fields.set(field, count);
      if (count <= mostOfField && this.#examples.length < mostExamples)
        this.#examples.push({ event: reference, field, before, after });
    };
    note(
      'occurredAt',
      timeText(this.#index.time(row), this.#index.belowMs(row)),
      timeText(events.ms[event] ?? NaN, events.subMs[event] ?? 0),
    );
    for (const [column, field] of firstPassColumns.entries()) {
      const listed = this.#index.text(row, field);
      note(field, field === 'flags' ? withoutConflict(listed) : listed, textAt(column, event));
    }
    return differs;
  }
}

/** Nanoseconds below the millisecond where there are any. */
function timeText(ms: number, below: number): string | null {
  if (Number.isNaN(ms)) return null;
  const text = new Date(ms).toISOString();
  return below === 0 ? text : text.replace('Z', `${String(below).padStart(6, '0')}Z`);
}

/** The index flags conflicts with other events; no record says that of itself. */
function withoutConflict(flags: string | null): string | null {
  if (flags === null) return null;
  const own = listItems(flags).filter((flag) => flag !== 'conflict');
  return own.length === 0 ? null : listText(own);
}
