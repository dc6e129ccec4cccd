/** What the window is shown of events. */
import type { FieldChange } from './diff.ts';
import type { ChangeKind, JsonValue } from './event.ts';
import type { Group } from './filter.ts';
import type { OriginalInfo } from './importResult.ts';
import type { Mapping } from './mapping.ts';
import type { NoteMark } from './note.ts';
import type { SortKey } from './view.ts';

export type EventPageInput = {
  readonly filter: Group;
  readonly sort: readonly SortKey[];
  readonly zone: string;
  readonly columns: readonly string[];
  readonly offset: number;
  readonly limit: number;
};

/** Cells by column name; what is absent is not in it. `change` and `scope` are computed. */
export type EventRow = {
  readonly event: string;
  readonly cells: Readonly<Record<string, string>>;
  readonly verb: string;
  readonly outcome: string;
  readonly actorType: string;
  readonly flags: readonly string[];
  /** What auditors noted; absent without a note. */
  readonly note?: NoteMark;
};
export type EventPage = {
  readonly total: number;
  /** False while `total` is a lower bound. */
  readonly exact: boolean;
  readonly rows: readonly EventRow[];
  readonly tookMs: number;
  readonly generation: number;
};
export type Count = { readonly count: number; readonly exact: boolean; readonly tookMs: number };

export type FacetInput = {
  readonly filter: Group;
  readonly zone: string;
  readonly field: string;
  readonly top: number;
  readonly contains?: string | undefined;
};
/** A null value counts the events without one; `total` is the count of the filter. */
export type Facet = {
  readonly field: string;
  readonly total: number;
  /** How many distinct values there are. */
  readonly distinct: number;
  readonly values: readonly {
    readonly value: string | null;
    readonly count: number;
    /** Of an evidence file, which is `E3` as a value: its name. */
    readonly label?: string;
  }[];
};

export const histogramUnits = ['minute', 'hour', 'day', 'week', 'month'] as const;
export type HistogramUnit = (typeof histogramUnits)[number];
export type HistogramInput = {
  readonly filter: Group;
  readonly zone: string;
  /** `auto` picks the unit that gives at most about 200 buckets. */
  readonly unit: HistogramUnit | 'auto';
  readonly split: string | null;
};
export type Histogram = {
  readonly unit: HistogramUnit;
  readonly zone: string;
  /** `start` is the bucket's first instant as UTC ISO; null counts events without a time. Empty buckets are left out. */
  readonly buckets: readonly {
    readonly start: string | null;
    readonly count: number;
    readonly parts?: Readonly<Record<string, number>>;
  }[];
};

export type EventDetail = {
  readonly event: string;
  readonly sentence: readonly { readonly text: string; readonly strong: boolean }[];
  /** Fields by their names of DESIGN section 3. */
  readonly fields: Readonly<Record<string, JsonValue>>;
  readonly absent: readonly string[];
  readonly flags: readonly string[];
  readonly meaning: CatalogueEntry | null;
  readonly before: JsonValue | undefined;
  readonly after: JsonValue | undefined;
  readonly changeKind: ChangeKind;
  readonly changes: readonly FieldChange[];
  readonly unchanged: number;
  readonly times: {
    readonly raw: string | null;
    readonly utc: string | null;
    readonly precision: string | null;
    readonly zoneSource: string | null;
  };
  readonly source: {
    readonly original: number;
    readonly name: string;
    readonly sha256: string;
    readonly offset: number;
    readonly length: number;
    readonly reader: string;
    readonly sourceLabel: string;
    readonly mapping: Mapping;
    readonly recordHash: string;
    readonly bytesSha256: string;
    /** How the evidence file came: offset and length count the bytes of its unpacked content. */
    readonly container: OriginalInfo['container'];
    readonly encoding: string;
  };
  /** The record's bytes as text, as they lie in the original, and in base64. */
  readonly raw: string;
  readonly bytes: string;
  /** The record as it was parsed, where that is not what its text says as JSON: a row's cells by header. */
  readonly parsed: JsonValue | null;
  /** Other places with the same content, and events with the same id and other content. */
  readonly duplicates: readonly string[];
  readonly conflicts: readonly string[];
};

export type IndexStatus = {
  readonly ready: boolean;
  readonly done: number;
  readonly total: number;
};

export type ExportResult = {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
};

/** A documented event of a product. Facts from its own documentation. */
export type CatalogueEntry = {
  readonly source: string;
  readonly level: string;
  readonly category: string;
  readonly event: string;
  readonly resourceType: string | null;
  readonly verb: string;
  readonly meaning: string;
  readonly metadata: readonly string[];
};
