import type { CaseEvent, Place } from '../../shared/event.ts';
import type { Interpretation } from './evidence/interpretation.ts';
import type { Adapter } from './import/adapters/adapter.ts';
import { createAdapter } from './import/adapters/create.ts';
import { recordHashOf } from './import/indexOriginal.ts';
import { parseRecord, recordText } from './import/readers/record.ts';
import type { StoredRecord } from './recordReader.ts';

/** Where records come from: the decoded content of originals and how each is read. */
export type RecordBytes = {
  read(original: number, offset: number, length: number): Uint8Array;
  interpretation(original: number): Interpretation;
};

/** Makes events of stored bytes again, by the same reader and adapter that made them at import. */
export class CaseEvents {
  readonly #bytes: RecordBytes;
  readonly #adapters = new Map<Interpretation, Adapter>();

  constructor(bytes: RecordBytes) {
    this.#bytes = bytes;
  }

  /** Throws when there is no event at the place: the index and the evidence do not belong together. */
  readPlace(place: Place): StoredRecord {
    const interpretation = this.#bytes.interpretation(place.original);
    const bytes = this.#bytes.read(place.original, place.offset, place.length);
    const { utf8 } = recordText(interpretation.reader, bytes);
    const record = parseRecord(interpretation.reader, utf8);
    const adapter = this.#adapter(interpretation);
    const core = adapter.core(record)[place.part];
    if (!core) throw new Error(`no event ${place.part} at E${place.original}-${place.offset}`);
    const event: CaseEvent = {
      ...core,
      ...adapter.rest(record, place.part),
      original: place.original,
      offset: place.offset,
      length: place.length,
      part: place.part,
      source: interpretation.mapping.source,
      recordHash: Buffer.from(recordHashOf(bytes)).toString('hex'),
    };
    return { event, value: record.value, bytes, utf8 };
  }

  #adapter(interpretation: Interpretation): Adapter {
    const known = this.#adapters.get(interpretation);
    if (known) return known;
    const { adapter, mapping, reader } = interpretation;
    const made = createAdapter(adapter.name, mapping, reader);
    this.#adapters.set(interpretation, made);
    return made;
  }
}
