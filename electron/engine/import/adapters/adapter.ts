import type { EventCore, EventRest } from '../../../../shared/event.ts';
import type { Mapping } from '../../../../shared/mapping.ts';
import type { RecordValue } from '../readers/reader.ts';

/** What an event did, by its states and words; which paths changed follows from it. */
export type EventChange = Omit<EventRest, 'changed' | keyof EventMore>;
/** What else its record says, and what it does not say. */
export type EventMore = Pick<EventRest, 'details' | 'absent'>;

/** Makes events of records. `core` is what the first pass needs; `change` parses the states, and it and `more` are asked for later. */
export type Adapter = {
  readonly name: string;
  readonly version: number;
  readonly mapping: Mapping;
  /** One event a part; throws RecordRejected when the record is none. */
  core(record: RecordValue): readonly EventCore[];
  /** `core`: what `core` gave for that part of the same record. */
  change(record: RecordValue, part: number, core: EventCore): EventChange;
  /** `change`: what `change` gave for the same. */
  more(record: RecordValue, part: number, core: EventCore, change: EventChange): EventMore;
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
