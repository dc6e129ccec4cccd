import { changedPaths } from '../../../shared/diff.ts';
import type { CaseEvent, EventCore, JsonValue, Place } from '../../../shared/event.ts';
import type { Interpretation } from '../evidence/interpretation.ts';
import type { RecordHashes } from '../evidence/recordHashes.ts';
import type { OriginalFile } from '../recordReader.ts';
import type { Adapter } from './adapters/adapter.ts';
import type { EventMore } from './adapters/adapter.ts';
import { createAdapter } from './adapters/create.ts';
import type { RecordValue } from './readers/reader.ts';
import { parseRecord } from './readers/record.ts';

/** The parts of an event that cost as much as all the rest together, for who does without some of them. */
export type Wanted = {
  readonly changed: boolean;
  /** Details, and what is absent. */
  readonly more: boolean;
  readonly recordHash: boolean;
  readonly bytesSha256: boolean;
};
export const wholeEvent: Wanted = {
  changed: true,
  more: true,
  recordHash: true,
  bytesSha256: true,
};
/** All that tells one event from another: bytes that are the same have the same record hash. */
export const comparedEvent: Wanted = { ...wholeEvent, bytesSha256: false };
/** What an event tells of its bytes, and of the file that they are in (null: it is in no case yet). */
export type Beside = RecordHashes & { readonly file: OriginalFile | null };

const nothingMore: EventMore = { details: {}, absent: [] };
const readers = new WeakMap<Interpretation, RecordReader>();

/** The reader of an interpretation; files read alike share one, for its mapping is compiled once. */
export function recordReaderOf(interpretation: Interpretation): RecordReader {
  const known = readers.get(interpretation);
  if (known) return known;
  const made = new RecordReader(interpretation);
  readers.set(interpretation, made);
  return made;
}

/** One record of an original and the events that its interpretation makes of it: the same for whoever asks. */
export class RecordReader {
  readonly adapter: Adapter;
  readonly #interpretation: Interpretation;

  constructor(interpretation: Interpretation) {
    this.#interpretation = interpretation;
    const { adapter, mapping, reader } = interpretation;
    this.adapter = createAdapter(adapter.name, mapping, reader);
  }

  get source(): string {
    return this.#interpretation.mapping.source;
  }

  /** Throws RecordRejected when the bytes are no record, or none of an event. */
  read(utf8: Uint8Array): { readonly record: RecordValue; readonly cores: readonly EventCore[] } {
    const record = parseRecord(this.#interpretation.reader, utf8);
    return { record, cores: this.adapter.core(record) };
  }

  /**
   * The event of that part, states and all, and the record's value; `beside` what it does not say itself.
   * What is not wanted is left empty. Throws when the record has no such part: the index and the evidence do
   * not belong together.
   */
  event(
    utf8: Uint8Array,
    place: Place,
    beside: Beside,
    wanted: Wanted = wholeEvent,
  ): { readonly event: CaseEvent; readonly value: JsonValue } {
    const { record, cores } = this.read(utf8);
    const { original, offset, length, part } = place;
    const core = cores[part];
    if (!core) throw new Error(`no event ${part} at E${original}-${offset}`);
    const { adapter, source } = this;
    const change = adapter.change(record, part, core);
    const { changed, more, recordHash, bytesSha256 } = wanted;
    const event = {
      ...core,
      ...change,
      changed: changed
        ? changedPaths(change.before, change.after, adapter.mapping.volatile ?? [])
        : [],
      ...(more ? adapter.more(record, part, core, change) : nothingMore),
      original,
      offset,
      length,
      part,
      source,
      originalName: beside.file?.name ?? '',
      originalSha256: beside.file?.sha256 ?? '',
      recordHash: recordHash ? beside.recordHash() : '',
      bytesSha256: bytesSha256 ? beside.bytesSha256() : '',
    };
    return { event, value: record.value };
  }
}
