import { hash } from 'node:crypto';

import type { CaseEvent, EventCore, Place } from '../../../shared/event.ts';
import type { Balance } from '../../../shared/importResult.ts';
import type { IndexWriter } from '../columns/indexWriter.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import type { Duplicates } from './duplicates.ts';
import { ImportWarnings } from './importWarnings.ts';
import { knownCap } from './knownCap.ts';
import type { RecordValue } from './readers/reader.ts';
import { SpreadsheetSigns } from './spreadsheetSigns.ts';
import { RecordWalk } from './walkRecords.ts';

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
  /** Takes each record's untranscoded bytes in order; gives its recordHash when it is the one to compute it. */
  readonly onRecord?: (bytes: Uint8Array, offset: number) => Uint8Array;
  readonly onFirstEvents?: (events: readonly CaseEvent[]) => void;
};

const firstEvents = 100;

function said(warning: string | null | undefined): readonly string[] {
  return warning === null || warning === undefined ? [] : [warning];
}
const leafPrefix = Buffer.from([0]);

/** recordHash = SHA-256(0x00 ‖ bytes), the RFC 6962 leaf. */
export function recordHashOf(bytes: Uint8Array): Uint8Array {
  return hash('sha256', Buffer.concat([leafPrefix, bytes]), 'buffer');
}

/**
 * Makes index rows of one original's content: new events, duplicates, conflicts and rejected records, and the balance.
 * Import and reindex both run through it, so a rebuilt index is the same index.
 */
export class OriginalIndexer {
  readonly #target: OriginalTarget;
  readonly #walk: RecordWalk;
  readonly #warnings = new ImportWarnings();
  readonly #signs: SpreadsheetSigns | null;
  readonly #first: CaseEvent[] = [];
  readonly #counts = { total: 0, new: 0, duplicate: 0, conflicting: 0, rejected: 0 };
  #events = 0;

  constructor(target: OriginalTarget) {
    this.#target = target;
    const { reader } = target.interpretation;
    this.#signs = reader.name === 'csv' ? new SpreadsheetSigns() : null;
    target.duplicates.beginOriginal();
    this.#walk = new RecordWalk(target.interpretation, {
      record: (offset, bytes, cores, record) => {
        this.#record(offset, bytes, cores, record);
      },
      rejected: (offset, length, reason) => {
        this.#counts.total++;
        this.#counts.rejected++;
        target.index.addRejected(target.original, offset, length, reason);
      },
    });
  }

  get progress(): { readonly records: number; readonly rejected: number } {
    return { records: this.#counts.total, rejected: this.#counts.rejected };
  }

  get times(): ImportWarnings {
    return this.#warnings;
  }

  push(chunk: Uint8Array): void {
    this.#walk.push(chunk);
    this.#showFirst();
  }

  /** Call once, after the last chunk. `bytesTotal` is the size of the file as it was given. */
  end(bytesTotal: number): IndexedOriginal {
    const eventsDigest = this.#walk.end();
    this.#showFirst();
    const { decoded, header, records, separators, rejected } = this.#walk.bytes;
    return {
      records: { ...this.#counts },
      bytes: { total: bytesTotal, decoded, header, records, separators, rejected },
      events: this.#events,
      eventsDigest,
      warnings: [
        ...this.#warnings.list(this.#target.interpretation.mapping),
        ...said(this.#signs?.warning()),
        ...said(knownCap(this.#counts.total, this.#target.interpretation.mapping.source)),
      ],
    };
  }

  #record(
    offset: number,
    bytes: Uint8Array,
    cores: readonly EventCore[],
    record: RecordValue,
  ): void {
    const { original, onRecord } = this.#target;
    const recordHash = onRecord?.(bytes, offset) ?? recordHashOf(bytes);
    this.#signs?.see(record.value);
    let worst: 'new' | 'duplicate' | 'conflicting' = cores.length === 0 ? 'new' : 'duplicate';
    for (const [part, core] of cores.entries()) {
      const place = { original, offset, length: bytes.length, part };
      const kind = this.#event(place, core, record, recordHash);
      if (kind === 'conflicting' || (kind === 'new' && worst === 'duplicate')) worst = kind;
    }
    this.#counts.total++;
    this.#counts[worst]++;
  }

  #event(
    place: Place,
    core: EventCore,
    record: RecordValue,
    recordHash: Uint8Array,
  ): 'new' | 'duplicate' | 'conflicting' {
    const { index, duplicates, interpretation } = this.#target;
    const { source, uniqueId } = interpretation.mapping;
    this.#warnings.see(core);
    this.#events++;
    const whole = (): CaseEvent => ({
      ...core,
      ...this.#walk.adapter.rest(record, place.part),
      ...place,
      source,
      recordHash: Buffer.from(recordHash).toString('hex'),
    });
    if (this.#target.onFirstEvents && this.#first.length < firstEvents) this.#first.push(whole());
    const verdict = duplicates.judge({
      source,
      uniqueId,
      core,
      part: place.part,
      recordHash,
      whole,
    });
    if (verdict.kind === 'duplicate') {
      index.addDuplicate(place, verdict.ofRow);
      return 'duplicate';
    }
    const conflict = verdict.kind === 'conflict';
    const flagged = conflict ? { ...core, flags: [...core.flags, 'conflict' as const] } : core;
    const row = index.addEvent({ ...place, source, core: flagged, keyHash: verdict.keyHash });
    duplicates.remember(verdict.keyHash, row);
    if (verdict.kind === 'conflict') index.addConflict(row, verdict.ofRow);
    return conflict ? 'conflicting' : 'new';
  }

  #showFirst(): void {
    if (this.#first.length === 0) return;
    this.#target.onFirstEvents?.(this.#first.splice(0));
    this.#first.length = 0;
  }
}
