import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

import { detectFormat } from '../../../../electron/engine/import/detect.ts';
import type { Encoding, ReaderSpec } from '../../../../electron/engine/import/readers/reader.ts';
import { parseRecord, recordText } from '../../../../electron/engine/import/readers/record.ts';
import { sharedFolder } from '../../../helpers/corpus.ts';
import { filesUnder, readPieces, totalLength, type Piece } from './pieces.ts';

type Read = { readonly file: string; readonly spec: ReaderSpec; readonly content: Buffer };

function readable(folder: string): Read[] {
  const found: Read[] = [];
  for (const file of filesUnder(folder)) {
    if (/README|LICENSE|SOURCE|[\\/]schemas[\\/]/.test(file)) continue;
    const raw = readFileSync(file);
    const content = file.endsWith('.gz') ? gunzipSync(raw) : raw;
    const head = content.subarray(0, 1024 * 1024);
    const detection = detectFormat(head, head.length === content.length, file);
    if ('spec' in detection) found.push({ file, spec: detection.spec, content });
  }
  return found;
}

function records(pieces: readonly Piece[]): Piece[] {
  return pieces.filter((piece) => piece.kind === 'record');
}

test('tiles every sample, the same in chunks of 1, 7 and 65,536 bytes, and every record parses', (t) => {
  const folder = sharedFolder('samples');
  if (folder === null) {
    t.skip('the samples are not here');
    return;
  }
  for (const { file, spec, content } of readable(folder)) {
    const pieces = readPieces(spec, content);
    assert.equal(totalLength(pieces), content.length, file);
    assert.deepEqual(
      pieces.filter((piece) => piece.kind === 'rejected'),
      [],
      file,
    );
    for (const piece of records(pieces)) parseRecord(spec, Buffer.from(piece.text));
    const start = content.subarray(0, 40_000);
    const expected = readPieces(spec, start);
    for (const size of [1, 7]) assert.deepEqual(readPieces(spec, start, size), expected, file);
  }
});

/** From the samples' own list. */
const counts: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'samples/langfuse_abv': {
    'HYPOTHETICAL_abv_nested.json': 40,
    'cjduinaqe594rx5vdf876tgtj.A.csv': 605,
    'cjduinaqe594rx5vdf876tgtj.B.csv': 605,
    'cjduinaqe594rx5vdf876tgtj.C.csv': 605,
    'cjduinaqe594rx5vdf876tgtj.D.csv': 605,
    'cjduinaqe594rx5vdf876tgtj.json': 605,
    'cjduinaqe594rx5vdf876tgtj.jsonl': 605,
    'synthetic_empty.json': 0,
    'synthetic_overlap_older.jsonl': 305,
  },
  'samples/arcane': {
    'synthetic_api_page1.json': 50,
    'synthetic_api_page2.json': 50,
    'synthetic_api_page3.json': 20,
    'synthetic_copied_row.json': 1,
    'synthetic_copied_rows_concatenated.txt': 25,
    'synthetic_db_copy.csv': 120,
  },
  'samples/kore_agent_platform': {
    'GUESS_agent_platform_v2.csv': 40,
    'GUESS_audit_logs.csv': 150,
    'documented_admin_console_api.json': 60,
  },
};

for (const [name, expected] of Object.entries(counts)) {
  test(`finds the records of ${name}`, (t) => {
    const folder = sharedFolder(name);
    if (folder === null) {
      t.skip('the samples are not here');
      return;
    }
    const found = Object.fromEntries(
      readable(folder).map(({ file, spec, content }) => [
        path.basename(file).replace(/^synthetic_1769.*export-/, ''),
        records(readPieces(spec, content)).length,
      ]),
    );
    assert.deepEqual(found, expected);
  });
}

test('finds the 2,900 records of invictus_records', (t) => {
  const folder = sharedFolder('samples/aws_cloudtrail/invictus_records');
  if (folder === null) {
    t.skip('the samples are not here');
    return;
  }
  const sum = readable(folder).reduce(
    (total, { spec, content }) => total + records(readPieces(spec, content)).length,
    0,
  );
  assert.equal(sum, 2900);
});

const encoders: Readonly<Record<Encoding, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
  'windows-1252': (text) => Buffer.from(text.replaceAll('€', '\u0080'), 'latin1'),
};

const csv = 'Name,Grund\r\n"Jürgen\nMüller",„x“\r\nZoë,"é"\r\n';
const json = '[{"a":"ü"},\n{"b":"😀"},{"c":[1]}]';
const transcoded = [
  ['utf-16le', `\ufeff${csv}`],
  ['utf-16be', `\ufeff${csv}`],
  ['utf-16le', json],
  ['utf-16be', `\ufeff${json}`],
  ['utf-16le', '{"a":"\ud800"}\n{"b":"\udc00x"}\n'],
  ['windows-1252', csv.replaceAll(/[„“]/g, '€')],
] as const;

for (const [encoding, text] of transcoded) {
  test(`tiles the untranscoded bytes of ${encoding}: ${JSON.stringify(text.slice(0, 20))}`, () => {
    const content = encoders[encoding](text);
    const detection = detectFormat(content, true, 'export');
    assert.ok('spec' in detection);
    const { spec } = detection;
    assert.equal(spec.encoding, encoding);
    const plain = readPieces({ ...spec, encoding: 'utf-8' }, Buffer.from(text));
    for (const size of [1, 3, 65_536]) {
      const pieces = readPieces(spec, content, size);
      assert.deepEqual(
        pieces.map(({ kind, text: shown }) => [kind, shown]),
        plain.map(({ kind, text: shown }) => [kind, shown]),
      );
      let at = 0;
      for (const piece of pieces) {
        const own = content.subarray(at, at + piece.length);
        at += piece.length;
        assert.equal(Buffer.from(recordText(spec, own).utf8).toString(), piece.text);
      }
      assert.equal(at, content.length);
    }
  });
}

test('says of a UTF-16 record with a lone surrogate that it is invalid', () => {
  const spec: ReaderSpec = { name: 'json-lines', version: 1, encoding: 'utf-16le' };
  const good = recordText(spec, Buffer.from('{"a":"😀"}', 'utf16le'));
  const bad = recordText(spec, Buffer.from('{"a":"\ud800"}', 'utf16le'));
  assert.deepEqual([good.invalid, bad.invalid], [false, true]);
});

test('tiles UTF-16 that ends in half a unit', () => {
  const spec: ReaderSpec = { name: 'json-lines', version: 1, encoding: 'utf-16le' };
  const content = Buffer.concat([Buffer.from('{"a":1}\n{', 'utf16le'), Buffer.of(0x20)]);
  assert.equal(totalLength(readPieces(spec, content)), content.length);
  assert.equal(totalLength(readPieces(spec, content, 1)), content.length);
});

test('counts the bytes of an oversized UTF-16 record', () => {
  const spec: ReaderSpec = { name: 'json-lines', version: 1, encoding: 'utf-16le' };
  const content = Buffer.from(`{"a":1}\n${'ü'.repeat(200_000)}\n{"b":2}\n`, 'utf16le');
  const lengths = readPieces(spec, content, 9_999, 100_000).map(({ kind, length }) => [
    kind,
    length,
  ]);
  assert.deepEqual(lengths, [
    ['record', 14],
    ['separator', 2],
    ['rejected', 400_002],
    ['record', 14],
    ['separator', 2],
  ]);
});
