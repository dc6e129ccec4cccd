import type { JsonValue, RecordFlag } from '../../../../shared/event.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * How decoded bytes become records. It is recorded in the ledger with the import, and is all that is needed to read one
 * record again from its own bytes.
 */
export type ReaderSpec = ContentSpec & {
  /** The content is a copy made by a search system: of each record the text at this place is the original's, read so. */
  readonly raw?: { readonly at: readonly string[]; readonly spec: ContentSpec } | undefined;
};

export type ContentSpec =
  | {
      readonly name: 'json-array' | 'json-object' | 'json-lines' | 'json-concatenated';
      readonly version: 1;
      readonly encoding: Encoding;
    }
  | {
      /** JSON lines with text before each object: a prefix that the product was told to write, or a syslog header. */
      readonly name: 'prefixed-json-lines';
      readonly version: 1;
      readonly encoding: Encoding;
    }
  | {
      /** One or more objects, each holding its records in an array under `key`. */
      readonly name: 'json-wrapper';
      readonly version: 1;
      readonly encoding: Encoding;
      readonly key: string;
    }
  | {
      readonly name: 'csv';
      readonly version: 1;
      readonly encoding: Encoding;
      readonly delimiter: ',' | ';' | '\t';
      /** Unique: the second of two equal names is `Name#2`, an empty one `column 3`; blanks around names are trimmed. */
      readonly header: readonly string[];
      /** As written in the file; empty when the file has no such line, and `header` is `column 1`, `column 2`… */
      readonly headerAsWritten: readonly string[];
    }
  | {
      /** Langfuse CSV dialect A: a physical line a record, cells of JSON literals (FORMATS 1). */
      readonly name: 'langfuse-csv-a';
      readonly version: 1;
      readonly encoding: Encoding;
      readonly header: readonly string[];
    }
  | {
      /** PostgreSQL's log text: lines that go on are of the record before. */
      readonly name: 'postgres-log';
      readonly version: 1;
      readonly encoding: Encoding;
      /** The server's setting `log_line_prefix`; empty where it is told from the lines. */
      readonly prefix: string;
    }
  | {
      /** Bitbucket Server's audit log: eight parts between bars. */
      readonly name: 'bitbucket-log';
      readonly version: 1;
      readonly encoding: Encoding;
    };

/**
 * What a stretch of content is. Pieces tile an original's decoded content from its first byte to its last, in order,
 * so that the import balances by construction.
 */
export type PieceKind = 'header' | 'record' | 'separator' | 'rejected';

/**
 * Takes the next piece. `length` is in bytes of the decoded, untranscoded content; `utf8` is the piece as UTF-8 and is
 * valid only until the call returns; `reason` says why a rejected piece is no record. Of a piece longer than `maxRecordBytes` `utf8` is only the first 64 KiB; a
 * record that long is rejected. A rejected piece may have length 0: the file ends where more should follow.
 */
export type PieceSink = (
  kind: PieceKind,
  length: number,
  utf8: Uint8Array,
  reason?: string,
) => void;

/** Takes decoded, untranscoded content in chunks of any size and hands its pieces to the sink, holding at most one record. */
export type Reader = {
  push(chunk: Uint8Array): void;
  end(): void;
};

/** How the records proper are read: of a copy, the originals within it. */
export function recordSpec(spec: ReaderSpec): ReaderSpec {
  return spec.raw?.spec ?? spec;
}

/** A record, parsed. For CSV an object of header name to cell text, in header order. */
export type RecordValue = {
  readonly value: JsonValue;
  readonly flags: readonly RecordFlag[];
};

/** Thrown by `parseRecord` and adapters: the record is kept with its bytes and this reason. */
export class RecordRejected extends Error {
  override readonly name = 'RecordRejected';
}

export const maxRecordBytes = 64 * 1024 * 1024;
export const maxJsonDepth = 512;
