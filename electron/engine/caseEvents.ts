import type { Place } from '../../shared/event.ts';
import type { Interpretation } from './evidence/interpretation.ts';
import { hashesOf } from './evidence/recordHashes.ts';
import { recordText } from './import/readers/record.ts';
import { RecordReader, wholeEvent } from './import/readRecord.ts';
import type { OriginalFile, StoredRecord } from './recordReader.ts';

/** Where records come from: the decoded content of originals and how each is read. */
export type RecordBytes = {
  read(original: number, offset: number, length: number): Uint8Array;
  interpretation(original: number): Interpretation;
  fileOf(original: number): OriginalFile | null;
};

/** Makes events of stored bytes again, by the same reader and adapter that made them at import. */
export class CaseEvents {
  readonly #bytes: RecordBytes;
  readonly #readers = new Map<Interpretation, RecordReader>();

  constructor(bytes: RecordBytes) {
    this.#bytes = bytes;
  }

  /** What is not wanted of the event is left empty. Throws when there is no event at the place: the index and the evidence do not belong together. */
  readPlace(place: Place, wanted = wholeEvent): StoredRecord {
    const interpretation = this.#bytes.interpretation(place.original);
    const bytes = this.#bytes.read(place.original, place.offset, place.length);
    const { utf8 } = recordText(interpretation.reader, bytes);
    const { event, value } = this.#reader(interpretation).event(
      utf8,
      place,
      { ...hashesOf(bytes), file: this.#bytes.fileOf(place.original) },
      wanted,
    );
    return { event, value, bytes, utf8 };
  }

  #reader(interpretation: Interpretation): RecordReader {
    const known = this.#readers.get(interpretation);
    if (known) return known;
    const made = new RecordReader(interpretation);
    this.#readers.set(interpretation, made);
    return made;
  }
}
