import type { EventCore, EventRest } from '../../../../shared/event.ts';
import type { Mapping } from '../../../../shared/mapping.ts';
import type { RecordValue } from '../readers/reader.ts';

/** Makes events of records. `core` is what the first pass needs; `rest` parses the states and is asked for later. */
export type Adapter = {
  readonly name: string;
  readonly version: number;
  readonly mapping: Mapping;
  /** One event a part; throws RecordRejected when the record is none. */
  core(record: RecordValue): readonly EventCore[];
  /** `core`: what `core` gave for that part of the same record. */
  rest(record: RecordValue, part: number, core: EventCore): EventRest;
};

/** What a file's first records look like. */
export type DetectedSource = {
  /** The adapter's name and version. */
  readonly name: string;
  readonly version: number;
  readonly label: string;
  readonly mapping: Mapping;
  /** 0 to 1; at 0.8 or more the file counts as recognised. */
  readonly confidence: number;
};
