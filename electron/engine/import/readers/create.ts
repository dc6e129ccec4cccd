import { assertNever } from '../../../../shared/failure.ts';
import { pastByteOrderMark } from './bom.ts';
import { CsvReader } from './csvReader.ts';
import { JsonReader } from './jsonReader.ts';
import { LineReader } from './lineReader.ts';
import { PostgresReader } from './postgresReader.ts';
import { maxRecordBytes, type PieceSink, type Reader, type ReaderSpec } from './reader.ts';
import { transcoded } from './transcode.ts';

/**
 * The reader that a spec names. Its pieces tile the content from the first byte to the last, whatever the sizes of
 * the chunks. `limit` is the longest record in bytes of UTF-8; a longer one is a rejected piece, of which the sink is shown the
 * first 64 KiB. A rejected piece of length 0 says that something is missing: the file ended before its list of records did.
 */
export function createReader(spec: ReaderSpec, sink: PieceSink, limit = maxRecordBytes): Reader {
  if (spec.encoding === 'utf-8') return utf8Reader(spec, sink, limit);
  return transcoded(spec.encoding, (utf8Sink) => utf8Reader(spec, utf8Sink, limit), sink);
}

function utf8Reader(spec: ReaderSpec, sink: PieceSink, limit: number): Reader {
  return pastByteOrderMark(bareReader(spec, sink, limit), sink);
}

function bareReader(spec: ReaderSpec, sink: PieceSink, limit: number): Reader {
  switch (spec.name) {
    case 'postgres-log':
      return new PostgresReader(sink, limit);
    case 'bitbucket-log':
    case 'json-lines':
    case 'prefixed-json-lines':
      return new LineReader(sink, limit, false);
    case 'langfuse-csv-a':
      return new LineReader(sink, limit, true);
    case 'json-array':
      return new JsonReader({ kind: 'list' }, sink, limit);
    case 'json-object':
    case 'json-concatenated':
      return new JsonReader({ kind: 'values' }, sink, limit);
    case 'json-wrapper':
      return new JsonReader({ kind: 'wrapper', key: spec.key }, sink, limit);
    case 'csv':
      return new CsvReader(
        {
          delimiter: spec.delimiter,
          columns: spec.header.length,
          hasHeader: spec.headerAsWritten.length > 0,
          // Offsets are of the content as it is; a reader of transcoded text does not know them.
          placeWords: (offset) =>
            spec.encoding === 'utf-8' ? `at byte ${offset.toLocaleString('en-US')}` : 'here',
        },
        sink,
        limit,
      );
    default:
      return assertNever(spec);
  }
}
