import type { CaseEvent, Place } from '../../../shared/event.ts';
import { CaseEvents } from '../caseEvents.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import type { IndexWriter } from '../columns/indexWriter.ts';
import type { Evidence, Original } from '../evidence/evidence.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import { comparedEvent } from './readRecord.ts';

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
    const recordedOf = (id: number): Interpretation | null => {
      const original = evidence.original(id);
      return original ? interpretationOf(original) : null;
    };
    this.#events = new CaseEvents({
      read: (original, offset, length) => {
        const pending = this.pending.get(original);
        return pending && this.readPack
          ? this.readPack(pending.packOffset + offset, length)
          : evidence.read(original, offset, length);
      },
      interpretation: (original) => {
        const found = this.pending.get(original)?.interpretation ?? recordedOf(original);
        if (!found) throw new Error(`E${original} has no interpretation`);
        return found;
      },
      // Events are held against each other without it.
      fileOf: () => null,
    });
  }

  event(row: number): CaseEvent {
    return this.#events.readPlace(this.#place(row), comparedEvent).event;
  }

  #place(row: number): Place {
    return row < this.#before.rows ? this.#before.place(row) : this.#index.place(row);
  }
}
