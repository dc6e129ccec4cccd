import { emptyFileProblem } from '../../../shared/importResult.ts';
import { detectCsv } from './detectCsv.ts';
import { detectEncoding } from './detectEncoding.ts';
import { detectJson } from './detectJson.ts';
import { detectLog, isPrefixedJson } from './detectLog.ts';
import type { ReaderSpec } from './readers/reader.ts';
import { Transcoder } from './readers/transcode.ts';

/** What a file begins with when it is no text, in words for the auditor; `at` is where in the file it stands. */
const signs: readonly { readonly at: number; readonly bytes: string; readonly words: string }[] = [
  { at: 0, bytes: 'PAR1', words: 'a Parquet file: export it as JSON lines or CSV' },
  { at: 0, bytes: 'SQLite format 3\0', words: 'a SQLite database: export its table as CSV' },
  { at: 0, bytes: '%PDF-', words: 'a PDF document: ask for the export itself' },
  { at: 0, bytes: '\x89PNG', words: 'a picture (PNG): ask for the export itself' },
  { at: 0, bytes: '\xff\xd8\xff', words: 'a picture (JPEG): ask for the export itself' },
  { at: 0, bytes: 'GIF8', words: 'a picture (GIF): ask for the export itself' },
  { at: 0, bytes: '\x7fELF', words: 'a program' },
  { at: 0, bytes: 'MZ\x90\0', words: 'a Windows program' },
  { at: 0, bytes: '\x28\xb5\x2f\xfd', words: 'compressed with zstd: decompress it first' },
  { at: 0, bytes: 'BZh', words: 'compressed with bzip2: decompress it first' },
  { at: 0, bytes: '\xfd7zXZ\0', words: 'compressed with xz: decompress it first' },
  { at: 0, bytes: '7z\xbc\xaf\x27\x1c', words: 'a 7-Zip archive: unpack it first' },
  { at: 0, bytes: 'Rar!\x1a\x07', words: 'a RAR archive: unpack it first' },
  { at: 257, bytes: 'ustar', words: 'a tar archive: unpack it first' },
  {
    at: 0,
    bytes: 'ElfFile\0',
    words: 'a Windows event log (.evtx): export its events as CSV or JSON',
  },
  {
    at: 0,
    bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    words: 'an old Office file (.xls or .doc): save the sheet as CSV',
  },
  { at: 0, bytes: 'Obj\x01', words: 'an Avro file: export it as JSON lines' },
  { at: 0, bytes: 'ORC', words: 'an ORC file: export it as JSON lines or CSV' },
];

const zipStarts = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'];

export type Container = 'plain' | 'gzip' | 'zip' | 'unsupported';

/** What a file's first bytes (512 are enough) say that it is. */
export function sniffContainer(head: Uint8Array): Container {
  if (describeUnsupported(head) !== null) return 'unsupported';
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return zipStarts.includes(latin1(head, 0, 4)) ? 'zip' : 'plain';
}

/** Why a file of this kind is not read, and what to do instead; null when nothing speaks against it. */
export function describeUnsupported(head: Uint8Array): string | null {
  for (const { at, bytes, words } of signs) {
    if (latin1(head, at, bytes.length) === bytes && confirmed(head, bytes)) return words;
  }
  return zipStarts.includes(latin1(head, 0, 4)) ? officeWords(latin1(head, 0, 4096)) : null;
}

/** Signs of three letters could begin a text. */
function confirmed(head: Uint8Array, sign: string): boolean {
  if (sign === 'BZh') return /^BZh[1-9]1AY&SY/.test(latin1(head, 0, 10));
  return sign !== 'ORC' || head.subarray(0, 64).some((byte) => byte < 8);
}

/** Office files are zips; they name themselves in their first entries. */
function officeWords(start: string): string | null {
  if (start.includes('opendocument.spreadsheet')) {
    return 'a spreadsheet (.ods): save the sheet as CSV';
  }
  if (!start.includes('[Content_Types].xml')) return null;
  if (start.includes('word/')) return 'a Word document (.docx): ask for the export itself';
  if (start.includes('ppt/')) return 'a presentation (.pptx): ask for the export itself';
  if (start.includes('xl/workbook.bin'))
    return 'a binary spreadsheet (.xlsb): save the sheet as CSV';
  return null;
}

function latin1(bytes: Uint8Array, from: number, length: number): string {
  return Buffer.from(bytes.subarray(from, from + length)).toString('latin1');
}

export type Detection =
  | { readonly spec: ReaderSpec; readonly warnings: readonly string[] }
  | { readonly problem: string };

/**
 * How a content is to be read, told from its first bytes (up to about 1 MiB, decompressed); `complete`: there are no more. `name` is
 * the file's, `prefix` the setting log_line_prefix of a PostgreSQL log. Holds to FORMATS 0.1. `problem` says in words why nothing of it can be read.
 */
export function detectFormat(
  head: Uint8Array,
  complete: boolean,
  name: string,
  prefix?: string,
): Detection {
  if (head.length === 0 && complete) return { problem: emptyFileProblem };
  const kind = describeUnsupported(head);
  if (kind !== null) return { problem: `not an audit log: ${kind}` };
  if (sniffContainer(head) !== 'plain') {
    return { problem: 'an archive inside an archive, which is not opened: unpack it first' };
  }
  const found = detectEncoding(head);
  if ('problem' in found) return found;
  const { encoding } = found;
  const utf8 = withoutMark(encoding === 'utf-8' ? head : new Transcoder(encoding).push(head));
  if (utf8.every((byte) => byte <= 0x20 && byte !== 0)) {
    return complete
      ? { problem: `empty file: ${head.length} bytes, all of them blank` }
      : { problem: 'not an audit log: it begins with a megabyte of blanks' };
  }
  if (isBinary(utf8)) return { problem: 'not an audit log: binary content' };
  const json = detectJson(utf8, complete);
  if (json !== null) return { spec: { version: 1, encoding, ...json }, warnings: found.warnings };
  if (isPrefixedJson(utf8))
    return {
      spec: { version: 1, encoding, name: 'prefixed-json-lines' },
      warnings: [...found.warnings, 'each line has text before its record, which is no part of it'],
    };
  if (/^\s*</.test(Buffer.from(utf8.subarray(0, 256)).toString('utf8'))) {
    return { problem: 'not an audit log: XML or a web page' };
  }
  const log = detectLog(utf8, prefix);
  if (log !== null) return { spec: { version: 1, encoding, ...log }, warnings: found.warnings };
  const csv = detectCsv(utf8, complete, name);
  if ('problem' in csv) return csv;
  return {
    spec: { version: 1, encoding, ...csv.format },
    warnings: [...found.warnings, ...csv.warnings],
  };
}

function withoutMark(utf8: Uint8Array): Uint8Array {
  return utf8[0] === 0xef && utf8[1] === 0xbb && utf8[2] === 0xbf ? utf8.subarray(3) : utf8;
}

/** A stray NUL or control character in a log is read and flagged; more than one byte in twenty is no text. */
function isBinary(utf8: Uint8Array): boolean {
  const start = utf8.subarray(0, 65_536);
  let controls = 0;
  for (let at = 0; at < start.length; at++) {
    const byte = start[at]!;
    if (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d) && byte !== 0x1b) controls++;
  }
  return controls * 20 > start.length;
}
