import type { CaseEvent, EventCore, EventRest, JsonValue } from '../../../../shared/event.ts';
import type { Mapping } from '../../../../shared/mapping.ts';
import type { ReaderSpec } from '../readers/reader.ts';
import type { RecordObject } from './access.ts';

/** What a source needs beyond its mapping, each only where a mapping cannot say it. */
export type SourceRules = {
  readonly name: string;
  /** Makes the dialects of one source the same object. */
  readonly prepare?: (record: RecordObject, spec: ReaderSpec) => RecordObject;
  readonly core?: (core: EventCore, record: RecordObject) => EventCore;
  readonly rest?: (rest: EventRest, record: RecordObject, core: EventCore) => EventRest;
  /** 0 to 1: how sure a record of the source this is. */
  readonly detect: (record: JsonValue, spec: ReaderSpec, fileName: string) => number;
  /** The mapping for this shape of the source. */
  readonly mapping: (records: readonly JsonValue[], spec: ReaderSpec) => Mapping;
};

export type Identified = Pick<CaseEvent, 'source' | 'action' | 'category' | 'resourceType'>;
