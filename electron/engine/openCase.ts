import type { CaseInfo } from '../../shared/caseInfo.ts';
import { parseEventReference } from '../../shared/event.ts';
import type { JsonValue, Place } from '../../shared/event.ts';
import type { IndexStatus } from '../../shared/eventPage.ts';
import { ExpectedError } from '../../shared/failure.ts';
import { CaseEvents } from './caseEvents.ts';
import { lastVerified } from './caseSummary.ts';
import { openIndex } from './columns/caseIndex.ts';
import type { CaseIndex } from './columns/caseIndex.ts';
import { createEvidence, openEvidence } from './evidence/evidence.ts';
import type { Evidence, Original } from './evidence/evidence.ts';
import { lastInterrupted } from './evidence/interrupted.ts';
import { tidy } from './evidence/unlisted.ts';
import { recordText } from './import/readers/record.ts';
import type { Wanted } from './import/readRecord.ts';
import { textMember } from './jsonObject.ts';
import type { CaseNotes } from './notes/caseNotes.ts';
import { openNotes } from './notes/notes.ts';
import type { Notes } from './notes/notes.ts';
import { createQuery } from './query/query.ts';
import type { Query } from './query/query.ts';
import type { RecordReader, StoredRecord } from './recordReader.ts';
import { sourceZones } from './sourceZones.ts';

/** A case as the engine's main thread holds it: evidence and notes, the index, and the one evaluator over it. */
export class OpenCase {
  readonly folder: string;
  readonly evidence: Evidence;
  readonly notes: Notes;
  #index: CaseIndex;
  #query: Query;
  #eventNotes: CaseNotes;
  readonly records: RecordReader;
  author: string;
  #events: CaseEvents;
  #generation = 1;

  constructor(folder: string, evidence: Evidence, author: string) {
    this.folder = folder;
    this.evidence = evidence;
    this.author = author;
    this.notes = openNotes(folder, { readOnly: evidence.readOnly !== null });
    this.#index = openIndex(folder);
    this.#events = this.#newEvents();
    this.records = {
      read: (row, wanted) => this.readPlace(this.#index.place(row), wanted),
      readPlace: (place, wanted) => this.readPlace(place, wanted),
      fileOf: (original) => this.evidence.original(original) ?? null,
    };
    this.#eventNotes = this.#newEventNotes();
    this.#query = this.#newQuery();
  }

  get index(): CaseIndex {
    return this.#index;
  }

  /** What auditors said about the events of the index. */
  get eventNotes(): CaseNotes {
    return this.#eventNotes;
  }

  get query(): Query {
    return this.#query;
  }

  /** Null, or why the case cannot be written. */
  get readOnly(): string | null {
    return this.evidence.readOnly;
  }

  get generation(): number {
    return this.#generation;
  }

  close(): void {
    this.index.close();
    this.notes.close();
    this.evidence.close();
  }

  /** Sees what a worker committed. */
  refresh(): void {
    this.evidence.refresh();
    this.index.refresh();
    this.#events = this.#newEvents();
    this.#generation++;
  }

  /** Lets go of index.db: Windows does not delete a file that is open. */
  closeIndex(): void {
    this.#index.close();
  }

  /** After index.db was made anew: nothing that was read of the old one holds. */
  reopenIndex(): void {
    this.#index.close();
    this.#index = openIndex(this.folder);
    this.#eventNotes.close();
    this.#eventNotes = this.#newEventNotes();
    this.#query = this.#newQuery();
  }

  assertWritable(): void {
    if (this.readOnly !== null)
      throw new ExpectedError('read-only', `The case is open for reading only: ${this.readOnly}`);
  }

  original(id: number): Original {
    const found = this.evidence.original(id);
    if (!found) throw new ExpectedError('not-found', `There is no evidence file E${id}.`);
    return found;
  }

  readPlace(place: Place, wanted?: Wanted): StoredRecord {
    return this.#events.readPlace(place, wanted);
  }

  asideOriginals(): ReadonlySet<number> {
    return this.evidence.asideOriginals();
  }

  volatileOf(original: number): readonly string[] {
    return this.original(original).interpretation?.mapping.volatile ?? [];
  }

  /** Bytes of an original's content as text: in its own encoding, replacement characters where it is broken. */
  textOf(original: number, bytes: Uint8Array): string {
    const { interpretation } = this.original(original);
    const utf8 = interpretation ? recordText(interpretation.reader, bytes).utf8 : bytes;
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(utf8);
  }

  appendLedger(kind: 'export' | 'set-aside' | 'verify', body: JsonValue): void {
    if (this.readOnly !== null) return;
    this.evidence.append(kind, body, this.author);
  }

  setAside(original: number, aside: boolean, reason: string): void {
    this.assertWritable();
    this.original(original);
    this.evidence.append('set-aside', { original, aside, reason }, this.author);
    this.evidence.refresh();
    this.#generation++;
  }

  /** Whether events are counted in this original that lie in another too, or the other way round. */
  hasDuplicates(original: number): boolean {
    return this.index.hasDuplicatesIn(original);
  }

  importedSinceSetAside(original: number): boolean {
    const ledger = this.evidence.ledger();
    const setAside = ledger.findLastIndex(
      (entry) =>
        entry.kind === 'set-aside' && textMember(entry.body, 'original') === String(original),
    );
    return setAside >= 0 && ledger.slice(setAside).some(({ kind }) => kind === 'import');
  }

  setSetting(name: string, value: JsonValue): void {
    this.assertWritable();
    this.notes.set(name, value, this.author);
  }

  /** Whether all that the custody log tells of the events is in the index: a process may have ended between the two. */
  indexCovers(): boolean {
    const covered = this.index.coveredSeq();
    const ledger = this.evidence.ledger();
    return !ledger.some(
      (entry) =>
        entry.seq > covered &&
        (entry.kind === 'import' ||
          entry.kind === 'interpretation' ||
          (entry.kind === 'set-aside' &&
            this.#changesWhatCounts(textMember(entry.body, 'original'), entry.seq))),
    );
  }

  /** Whether setting a file aside, or bringing it back, made other files' events count or count no more. */
  #changesWhatCounts(original: string, seq: number): boolean {
    const before = this.evidence.ledger().filter((entry) => entry.seq < seq);
    const previous = before.findLastIndex(
      (entry) => entry.kind === 'set-aside' && textMember(entry.body, 'original') === original,
    );
    const importedSince =
      previous >= 0 && before.slice(previous).some(({ kind }) => kind === 'import');
    return importedSince || this.hasDuplicates(Number(original));
  }

  /** Null, or what the case cannot show as long as nobody can complete its index: it is read-only, or another process writes to it. */
  get missing(): string | null {
    if (this.indexCovers()) return null;
    return 'Its index does not hold every evidence file, and cannot be completed now: events are missing from lists and counts. The evidence itself is whole.';
  }

  indexStatus(): IndexStatus {
    const { rows, secondPassRows } = this.index;
    return { ready: secondPassRows >= rows, done: secondPassRows, total: rows };
  }

  info(): CaseInfo {
    const originals = this.evidence.originals();
    const counts = this.index.counts();
    const sources = new Map<string, { source: string; label: string; events: number }>();
    for (const each of originals) {
      if (!each.interpretation) continue;
      const { source, label } = each.interpretation.mapping;
      const known = sources.get(source) ?? { source, label, events: 0 };
      known.events += each.records.new + each.records.conflicting;
      sources.set(source, known);
    }
    const { name, id, createdAt } = this.evidence.about;
    const span = this.query.timeSpan();
    return {
      id,
      name,
      author: this.author,
      createdAt,
      readOnly: this.readOnly === null ? null : [this.readOnly, this.missing].join(' ').trim(),
      originals: originals.length,
      events: this.index.rows,
      eventsAside: originals.reduce(
        (sum, { aside, records }) =>
          aside === null ? sum : sum + records.new + records.conflicting,
        0,
      ),
      rejected: counts.rejected,
      duplicates: counts.duplicates,
      conflicts: counts.conflicts,
      sources: [...sources.values()],
      oldest: span ? new Date(span.oldestMs).toISOString() : null,
      newest: span ? new Date(span.newestMs).toISOString() : null,
      sourceZones: sourceZones(originals),
      latestImport: originals.at(-1)?.importedAt ?? null,
      verified: lastVerified(this.evidence),
      interrupted: lastInterrupted(this.evidence.ledger()),
      settings: this.notes.settings(),
    };
  }

  #newQuery(): Query {
    return createQuery(this.#index, this.records, {
      asideOriginals: () => this.asideOriginals(),
      notes: this.#eventNotes.columns,
    });
  }

  #newEventNotes(): CaseNotes {
    return this.notes.ofEvents(this.#index, () => this);
  }

  #newEvents(): CaseEvents {
    return new CaseEvents({
      read: (original, offset, length) => this.evidence.read(original, offset, length),
      interpretation: (original) => {
        const found = this.evidence.original(original)?.interpretation;
        if (!found) throw new Error(`E${original} has no interpretation`);
        return found;
      },
      fileOf: (original) => this.evidence.original(original) ?? null,
    });
  }
}

/** Throws `bad-request` when the folder holds something already. */
export function createCase(
  folder: string,
  about: { readonly name: string; readonly author: string },
): OpenCase {
  createEvidence(folder, about).close();
  return openCase(folder, about);
}

/** Opens a case for writing where that is possible; otherwise for reading, with the reason. */
export function openCase(folder: string, { author }: { readonly author: string }): OpenCase {
  const evidence = openEvidence(folder, { readOnly: false });
  tidy(evidence, author);
  return new OpenCase(folder, evidence, author);
}

/** The row of `E3-1048211`, or of the source's own id given as `id:…`; throws `not-found`. */
export function rowOfReference(open: OpenCase, reference: string): number {
  const place = parseEventReference(reference);
  if (!place)
    throw new ExpectedError(
      'bad-request',
      `"${reference}" is no reference; one looks like E3-1048211`,
    );
  const row = open.index.rowAt(place.original, place.offset, place.part);
  if (row === null)
    throw new ExpectedError('not-found', `There is no event ${reference} in this case.`);
  return row;
}
