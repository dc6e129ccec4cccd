import type { CaseEvent } from '../../../shared/event.ts';
import type { Balance } from '../../../shared/importResult.ts';
import { flagsOf } from '../columns/eventBatch.ts';
import type { IndexWriter } from '../columns/indexWriter.ts';
import { EventsDigest } from '../eventsDigest.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import { hashesOf } from '../evidence/recordHashes.ts';
import { hashBytes } from '../evidence/recordTree.ts';
import type { RecordTree } from '../evidence/recordTree.ts';
import type { BatchThreads } from './batchThreads.ts';
import { BlockQueue } from './blockQueue.ts';
import type { ReadBlock } from './blockQueue.ts';
import type { CutBytes } from './cutRecords.ts';
import { cutShort } from './cutShort.ts';
import type { Ending } from './cutShort.ts';
import type { Duplicates, Key } from './duplicates.ts';
import { ImportWarnings } from './importWarnings.ts';
import { knownCap } from './knownCap.ts';
import type { IdKeys } from './readBatch.ts';
import { comparedEvent, recordReaderOf } from './readRecord.ts';
import type { Beside, RecordReader } from './readRecord.ts';
import { rawOf, utf8Of } from './recordBatch.ts';
import { SpreadsheetSigns } from './spreadsheetSigns.ts';

export type IndexedOriginal = Balance & {
  readonly events: number;
  readonly eventsDigest: string;
  readonly warnings: readonly string[];
};

export type OriginalTarget = {
  readonly original: number;
  readonly interpretation: Interpretation;
  readonly index: IndexWriter;
  readonly duplicates: Duplicates;
  readonly threads: BatchThreads;
  /** Takes the records that were not rejected. */
  readonly tree?: RecordTree;
  readonly onFirstEvents?: (events: readonly CaseEvent[]) => void;
};

const firstEvents = 100;

/**
 * Makes index rows of one original's content: new events, duplicates, conflicts and rejected records, and the balance.
 * Import and reindex both run through it, so a rebuilt index is the same index.
 */
export class OriginalIndexer {
  readonly #target: OriginalTarget;
  #queue: BlockQueue | null = null;
  readonly #digest = new EventsDigest();
  readonly #reader: RecordReader;
  readonly #warnings = new ImportWarnings();
  readonly #signs = new SpreadsheetSigns();
  readonly #counts = { total: 0, new: 0, duplicate: 0, conflicting: 0, rejected: 0 };
  #rejectedBytes = 0;
  #ending: Ending = { rejected: null, record: null };
  #events = 0;

  constructor(target: OriginalTarget) {
    this.#target = target;
    this.#reader = recordReaderOf(target.interpretation);
    target.duplicates.beginOriginal();
  }

  get progress(): { readonly records: number; readonly rejected: number } {
    return { records: this.#counts.total, rejected: this.#counts.rejected };
  }

  get times(): ImportWarnings['counts'] {
    return this.#warnings.counts;
  }

  /** The chunk may be used again once this resolves. */
  push(chunk: Uint8Array): Promise<void> {
    return this.#blocks().push(chunk);
  }

  /** Call once, after the last chunk. `bytesTotal` is the size of the file as it was given. */
  async end(bytesTotal: number): Promise<IndexedOriginal> {
    return this.#finish(bytesTotal, await this.#blocks().end());
  }

  /** Instead of `push` and `end`: the content was read elsewhere. */
  takeRead(blocks: readonly ReadBlock[], cut: CutBytes): IndexedOriginal {
    for (const block of blocks) this.#take(block);
    return this.#finish(cut.decoded, cut);
  }

  #blocks(): BlockQueue {
    const { interpretation, threads } = this.#target;
    return (this.#queue ??= new BlockQueue(interpretation, threads, (block) => {
      this.#take(block);
    }));
  }

  #finish(bytesTotal: number, cut: CutBytes): IndexedOriginal {
    const { mapping } = this.#target.interpretation;
    return {
      records: { ...this.#counts },
      bytes: { total: bytesTotal, ...this.#balanced(cut) },
      events: this.#events,
      eventsDigest: this.#digest.finish(),
      warnings: [
        ...this.#warnings.list(mapping),
        ...said(this.#signs.warning()),
        ...said(knownCap(this.#counts.total, mapping.source)),
        ...said(cutShort(this.#ending, cut.decoded)),
      ],
    };
  }

  /** A record that turned out to be none counts as rejected. */
  #balanced(cut: CutBytes): CutBytes {
    return {
      ...cut,
      records: cut.records - this.#rejectedBytes,
      rejected: cut.rejected + this.#rejectedBytes,
    };
  }

  #take(block: ReadBlock): void {
    const { read } = block;
    this.#digest.add(read.digest);
    this.#warnings.add(read.warnings);
    if (read.signs) this.#signs.add(read.signs);
    this.#target.tree?.add(read.records);
    for (const { offset, length, reason } of block.rejected) {
      this.#counts.total++;
      this.#counts.rejected++;
      this.#target.index.addRejected(this.#target.original, offset, length, reason);
    }
    this.#ending = endingOf(block, this.#ending);
    this.#rejectedBytes += block.rejectedRecordBytes;
    if (this.#events === 0) this.#showFirst(block);
    this.#target.index.beginBatch(read.events);
    const { events } = read;
    let event = 0;
    for (let record = 0; record < read.records.count; record++) {
      let worst: Kind = 'duplicate';
      const from = event;
      while (event < events.events && events.record[event] === record) {
        const kind = this.#event(block, event++);
        if (kind === 'conflicting' || (kind === 'new' && worst === 'duplicate')) worst = kind;
      }
      this.#counts.total++;
      this.#counts[event === from ? 'new' : worst]++;
    }
    this.#events += events.events;
  }

  #event({ read, cut }: ReadBlock, event: number): Kind {
    const { index, duplicates, original } = this.#target;
    const { events, records, idKeys } = read;
    const record = events.record[event] ?? 0;
    const part = events.part[event] ?? 0;
    const offset = records.offsets[record] ?? 0;
    const length = records.lengths[record] ?? 0;
    const hashAt = record * hashBytes;
    const verdict = duplicates.judge({
      part,
      idKey: idKeyOf(idKeys, event),
      recordKey: keyAt(records.hashes, hashAt),
      whole: () =>
        this.#reader.event(
          utf8Of(cut.batch, records.of[record] ?? 0),
          { original, offset, length, part },
          besideOf(read, cut, record),
          comparedEvent,
        ).event,
    });
    if (verdict.kind === 'duplicate') {
      index.addDuplicate({ original, offset, length, part }, verdict.ofRow);
      return 'duplicate';
    }
    const isConflict = verdict.kind === 'conflict';
    const row = index.addEvent(event, { original, offset, length, key: verdict.key, isConflict });
    duplicates.remember(verdict.key, row);
    if (verdict.kind === 'conflict') index.addConflict(row, verdict.ofRow);
    return isConflict ? 'conflicting' : 'new';
  }

  #showFirst({ read, cut }: ReadBlock): void {
    const { onFirstEvents, original } = this.#target;
    const { events, records } = read;
    if (!onFirstEvents || events.events === 0) return;
    const first = Array.from({ length: Math.min(firstEvents, events.events) }, (_, event) => {
      const record = events.record[event] ?? 0;
      const place = {
        original,
        offset: records.offsets[record] ?? 0,
        length: records.lengths[record] ?? 0,
        part: events.part[event] ?? 0,
      };
      const utf8 = utf8Of(cut.batch, records.of[record] ?? 0);
      return this.#reader.event(utf8, place, besideOf(read, cut, record)).event;
    });
    onFirstEvents(first);
  }
}

/** The record hash is there already. */
function besideOf(read: ReadBlock['read'], cut: ReadBlock['cut'], record: number): Beside {
  const { hashes, of } = read.records;
  const at = record * hashBytes;
  return {
    ...hashesOf(rawOf(cut.batch, of[record] ?? 0)),
    file: null,
    recordHash: () => Buffer.from(hashes.subarray(at, at + hashBytes)).toString('hex'),
  };
}

type Kind = 'new' | 'duplicate' | 'conflicting';

function endingOf({ read, rejected }: ReadBlock, before: Ending): Ending {
  const last = rejected.at(-1);
  const { records, events } = read;
  const at = records.count - 1;
  return {
    rejected: last ? { end: last.offset + last.length, reason: last.reason } : before.rejected,
    record:
      at < 0
        ? before.record
        : {
            end: (records.offsets[at] ?? 0) + (records.lengths[at] ?? 0),
            isRagged:
              events.events > 0 && flagsOf(events, events.events - 1).includes('ragged row'),
          },
  };
}

function said(warning: string | null): readonly string[] {
  return warning === null ? [] : [warning];
}

function idKeyOf({ has, halves }: IdKeys, event: number): Key | null {
  if (has[event] !== 1) return null;
  return { low: halves[event * 2] ?? 0, high: halves[event * 2 + 1] ?? 0 };
}

/** The first 64 bits of a hash, little endian. */
function keyAt(hashes: Uint8Array, at: number): Key {
  const view = new DataView(hashes.buffer, hashes.byteOffset + at, 8);
  return { low: view.getUint32(0, true), high: view.getUint32(4, true) };
}
