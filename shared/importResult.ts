import type { JsonValue } from './event.ts';
import type { EventRow } from './eventPage.ts';
/** What an import promises, reports and leaves. */
import type { Grant, Job } from './grant.ts';
import type { Mapping } from './mapping.ts';

export type ImportFile = {
  readonly file: Grant;
  /** Forces an adapter. */
  readonly source?: string | undefined;
  readonly mapping?: Mapping | undefined;
  /** Zone of times that carry none. */
  readonly zone?: string | undefined;
  /** The setting `log_line_prefix` of the PostgreSQL server whose log text it is. */
  readonly prefix?: string | undefined;
};

export type Preview = {
  readonly file: Grant;
  /** File name; a zip's member as `archive.zip ▸ member.json`. */
  readonly name: string;
  readonly size: number;
  readonly source: string | null;
  readonly sourceLabel: string | null;
  readonly reader: string | null;
  /** 0 to 1. At 0.8 or more the file counts as recognised and goes straight to the summary. */
  readonly confidence: number;
  readonly mapping: Mapping | null;
  /** Times without a zone, or of minute precision, were seen: ask. */
  readonly asksZone: boolean;
  readonly events: readonly PreviewEvent[];
  readonly rejected: readonly {
    readonly offset: number;
    readonly length: number;
    readonly reason: string;
  }[];
  /** The paths (or headers) seen in the first records with an example of each, for correcting the mapping. */
  readonly paths: readonly { readonly path: string; readonly example: string }[];
  readonly warnings: readonly string[];
  /** Why nothing of this file can be imported; null when something can. */
  readonly problem: string | null;
  /** It is one of a folder of so many files, of which only some were looked at. */
  readonly ofFiles?: number;
};
/** The fields of DESIGN section 3 by their names. */
export type PreviewEvent = Readonly<Record<string, JsonValue>>;

export type Balance = {
  readonly records: {
    readonly total: number;
    readonly new: number;
    readonly duplicate: number;
    readonly conflicting: number;
    readonly rejected: number;
  };
  readonly bytes: {
    readonly total: number;
    readonly decoded: number;
    readonly header: number;
    readonly records: number;
    readonly separators: number;
    readonly rejected: number;
  };
};

/** Why a content of 0 bytes has no events. It is kept as evidence all the same. */
export const emptyFileProblem = 'empty file: 0 bytes';

export type ImportedOriginal = Balance & {
  /** `E3`. */
  readonly original: string;
  readonly name: string;
  readonly sha256: string;
  readonly source: string | null;
  readonly reader: string | null;
  readonly events: number;
  readonly warnings: readonly string[];
  readonly seconds: number;
};
export type ImportTotals = {
  readonly originals: number;
  /** Files that were in the case already, byte for byte. */
  readonly again: number;
  readonly records: Balance['records'];
  /** In all records but the rejected ones; a record may hold several. */
  readonly events: number;
};
export type ImportResult = {
  /** In brief, and of an import of very many files in any case: at most 500, those first that need a look. */
  readonly originals: readonly ImportedOriginal[];
  readonly totals: ImportTotals;
  /** Files of which nothing could be imported, each with its reason. */
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
};

export type OriginalInfo = Balance & {
  readonly original: number;
  readonly name: string;
  /** What it was inside of: another original. */
  readonly parent: number | null;
  readonly container: 'plain' | 'gzip' | 'zip';
  readonly source: string | null;
  readonly sourceLabel: string | null;
  readonly reader: string | null;
  readonly mapping: Mapping | null;
  readonly sha256: string;
  readonly importedAt: string;
  readonly importedBy: string;
  readonly givenAs: string;
  /** Where a sync has it from; null: it was given by hand. */
  readonly fetched: {
    readonly source: string;
    readonly place: string;
    readonly at: string;
    readonly headers: Readonly<Record<string, string>>;
  } | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly zone: string;
  readonly precision: string;
  readonly events: number;
  readonly warnings: readonly string[];
  readonly aside: string | null;
};

export type RejectedRecord = {
  readonly original: number;
  readonly name: string;
  readonly offset: number;
  readonly length: number;
  readonly reason: string;
  /** The first 4 KiB, as text. */
  readonly text: string;
};

export type JobProgress = {
  readonly job: Job;
  readonly phase: 'reading' | 'indexing' | 'writing' | 'verifying' | 'fetching' | 'noting';
  /** What is worked on: a file's name. While fetching, what is asked for. */
  readonly what: string;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly records: number;
  readonly rejected: number;
  readonly seconds: number;
  /** Of an import of very many files: those that are in the case already, and stay there when it is cancelled. */
  readonly kept?: { readonly files: number; readonly of: number };
  /** The first events of an import, sent once, within a second of its start. */
  readonly firstEvents?: readonly EventRow[];
};
