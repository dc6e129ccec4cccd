import type { CaseEvent, JsonValue, Place } from '../../shared/event.ts';
import type { Wanted } from './import/readRecord.ts';

/** A record read back from its original and made an event again. */
export type StoredRecord = {
  readonly event: CaseEvent;
  /** The record, parsed: what `raw./path` and the search look at. */
  readonly value: JsonValue;
  /** As they lie in the original's decoded content. */
  readonly bytes: Uint8Array;
  readonly utf8: Uint8Array;
};

/** An evidence file as rows name it: of an archive's content, the content. */
export type OriginalFile = { readonly name: string; readonly sha256: string };

export type RecordReader = {
  read(row: number, wanted?: Wanted): StoredRecord;
  /** What is not wanted of the event is left empty; without the argument, it is whole. */
  readPlace(place: Place, wanted?: Wanted): StoredRecord;
  /** Null where there is no such file. */
  readonly fileOf: (original: number) => OriginalFile | null;
};
