import { isUtf8 } from 'node:buffer';

import { assertNever } from '../../../../shared/failure.ts';
import { parseCsvRow } from './csvRecord.ts';
import { parseJsonText } from './jsonRecord.ts';
import { parseLangfuseRow } from './langfuseRow.ts';
import { parseBitbucketLine, parsePostgresText } from './postgresRecord.ts';
import { parsePrefixedJson } from './prefixedJson.ts';
import { parseRawCopy } from './rawCopy.ts';
import type { ReaderSpec, RecordValue } from './reader.ts';
import { Transcoder } from './transcode.ts';

/**
 * One record, parsed from its own bytes as UTF-8; throws RecordRejected with the reason when it is none. Bytes that are no UTF-8 are read
 * as U+FFFD, and flagged.
 */
export function parseRecord(spec: ReaderSpec, utf8: Uint8Array): RecordValue {
  const bytes = Buffer.from(utf8.buffer, utf8.byteOffset, utf8.byteLength);
  const record = parseText(spec, bytes.toString('utf8'), bytes);
  if (isUtf8(bytes)) return record;
  return { value: record.value, flags: [...record.flags, 'invalid UTF-8'] };
}

function parseText(spec: ReaderSpec, text: string, bytes: Buffer): RecordValue {
  const record = parseContent(spec, text, bytes);
  if (!spec.raw) return record;
  const { at, spec: within } = spec.raw;
  return parseRawCopy(record, at, (raw) => parseText(within, raw, Buffer.from(raw)));
}

function parseContent(spec: ReaderSpec, text: string, bytes: Buffer): RecordValue {
  switch (spec.name) {
    case 'json-array':
    case 'json-object':
    case 'json-lines':
    case 'json-concatenated':
    case 'json-wrapper':
      return parseJsonText(text, bytes);
    case 'prefixed-json-lines':
      return parsePrefixedJson(text);
    case 'csv':
      return parseCsvRow(text, spec.delimiter, spec.header);
    case 'langfuse-csv-a':
      return parseLangfuseRow(text, spec.header);
    case 'postgres-log':
      return parsePostgresText(text, spec.prefix);
    case 'bitbucket-log':
      return parseBitbucketLine(text);
    default:
      return assertNever(spec);
  }
}

/**
 * One record's bytes as they lie in the original, as UTF-8. `invalid`: they are not valid in their encoding (in UTF-16, a lone
 * surrogate) and stand with U+FFFD in their place when read as text.
 */
export function recordText(
  spec: ReaderSpec,
  bytes: Uint8Array,
): { utf8: Uint8Array; invalid: boolean } {
  if (spec.encoding === 'utf-8') return { utf8: bytes, invalid: !isUtf8(bytes) };
  const transcoder = new Transcoder(spec.encoding);
  const utf8 = Buffer.concat([transcoder.push(bytes), transcoder.end()]);
  return { utf8, invalid: transcoder.replaced };
}
