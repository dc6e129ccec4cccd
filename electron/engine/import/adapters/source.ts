import type { EventCore, JsonValue } from '../../../../shared/event.ts';
import type { Mapping } from '../../../../shared/mapping.ts';
import type { ReaderSpec } from '../readers/reader.ts';
import type { RecordObject } from './access.ts';
import type { EventChange, EventMore } from './adapter.ts';
import type { SourceDefinition } from './definition.ts';

/** What a source needs beyond its definition, each only where data cannot say it. It runs after the definition's rules. */
export type SourceCode = {
  /** Makes the dialects of one source the same object; runs before the definition's own steps. */
  readonly prepare?: (record: RecordObject, spec: ReaderSpec) => RecordObject;
  readonly core?: (core: EventCore, record: RecordObject) => EventCore;
  readonly change?: (change: EventChange, record: RecordObject, core: EventCore) => EventChange;
  readonly more?: (more: EventMore, record: RecordObject, core: EventCore) => EventMore;
  /** 0 to 1: how sure a record of the source this is. */
  readonly detect?: (record: JsonValue, spec: ReaderSpec, fileName: string) => number;
  /** The mapping for this shape of the source, where the shipped one is not enough. */
  readonly mapping?: (shipped: Mapping, records: readonly JsonValue[], spec: ReaderSpec) => Mapping;
};

export type Source = { readonly definition: SourceDefinition; readonly code: SourceCode | null };
