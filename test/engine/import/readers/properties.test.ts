import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import { detectFormat } from '../../../../electron/engine/import/detect.ts';
import {
  RecordRejected,
  type Encoding,
  type ReaderSpec,
} from '../../../../electron/engine/import/readers/reader.ts';
import { parseRecord, recordText } from '../../../../electron/engine/import/readers/record.ts';
import { csvSpec, jsonSpec, readPieces, totalLength, wrapperSpec } from './pieces.ts';

const specs: readonly ReaderSpec[] = [
  jsonSpec('json-array'),
  jsonSpec('json-lines'),
  jsonSpec('json-concatenated'),
  wrapperSpec('Records'),
  csvSpec('a,b,c'),
  csvSpec('a\tb', '\t'),
  { name: 'langfuse-csv-a', version: 1, encoding: 'utf-8', header: ['a', 'b'] },
];
const encodings: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];
const anySpec = fc
  .tuple(fc.constantFrom(...specs), fc.constantFrom(...encodings))
  .map(([spec, encoding]): ReaderSpec => ({ ...spec, encoding }));

/** Bytes that mean something to a reader, so that random content derails in interesting places. */
const tokens = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\n',
  '\r',
  '\r\n',
  ' ',
  '\t',
  ';',
  '\n  {',
  '1',
  'null',

  '"a"',
  '{"a":1}',
  '{"Records":[',
  ']}',
  '\n{"Records":[',
  '{"a":{"b":2}',
  '""',
  ',"x\n',
  '1,2,3\n',

  'é',
  '😀',
  '\0',
  '\ufeff',
  'sep=,\n',
  '#TYPE x\n',
  '"x, y",z,"w"\n',
];
const noise = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...tokens).map((token) => Buffer.from(token)) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)) },
    ),
    { maxLength: 60 },
  )
  .map((parts) => Buffer.concat(parts));

function parsesOrRejects(spec: ReaderSpec, utf8: Uint8Array): void {
  try {
    parseRecord(spec, utf8);
  } catch (error) {
    if (!(error instanceof RecordRejected)) throw error;
  }
}

test('tiles whatever bytes it is given, the same in chunks of every size', () => {
  fc.assert(
    fc.property(anySpec, noise, fc.integer({ min: 1, max: 9 }), (spec, content, size) => {
      const pieces = readPieces(spec, content);
      assert.equal(totalLength(pieces), content.length);
      assert.deepEqual(readPieces(spec, content, size), pieces);
      for (const piece of pieces) {
        if (piece.kind === 'record') parsesOrRejects(spec, Buffer.from(piece.text));
      }
    }),
    { numRuns: 4000, seed: 20 },
  );
});

test('tiles with the smallest of limits', () => {
  fc.assert(
    fc.property(anySpec, noise, fc.integer({ min: 1, max: 9 }), (spec, content, size) => {
      assert.equal(totalLength(readPieces(spec, content, size, 12)), content.length);
    }),
    { numRuns: 2000, seed: 21 },
  );
});

test('reads one record again from its own bytes as it read it in the file', () => {
  fc.assert(
    fc.property(anySpec, noise, (spec, content) => {
      let at = 0;
      for (const piece of readPieces(spec, content)) {
        const own = content.subarray(at, at + piece.length);
        at += piece.length;
        if (piece.kind !== 'record') continue;
        assert.equal(Buffer.from(recordText(spec, own).utf8).toString(), piece.text);
      }
    }),
    { numRuns: 2000, seed: 22 },
  );
});

test('detects something or says why not, whatever the bytes, and the reader tiles it', () => {
  fc.assert(
    fc.property(noise, fc.boolean(), (content, complete) => {
      const detection = detectFormat(content, complete, 'export.csv');
      if ('problem' in detection) assert.ok(detection.problem.length > 0);
      else assert.equal(totalLength(readPieces(detection.spec, content, 5)), content.length);
    }),
    { numRuns: 3000, seed: 23 },
  );
});

const record = fc.record({
  id: fc.nat(),
  text: fc.string({ unit: 'binary' }),
  list: fc.array(fc.nat()),
});

test('a damaged record among good ones costs no more than itself and its neighbour', () => {
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 6, maxLength: 12 }),
      fc.nat(),
      fc.nat(),
      fc.constantFrom('"', '{', '}', '[', ']', ',', '\\', '\n', 'x', ''),
      fc.constantFrom(0, 2),
      (records, which, where, insert, indent) => {
        const texts = records.map((value) => JSON.stringify(value, null, indent));
        const index = which % (records.length - 2);
        const victim = texts[index] ?? '';
        const cut = 1 + (where % (victim.length - 1));
        texts[index] = victim.slice(0, cut) + insert + victim.slice(insert === '' ? cut + 1 : cut);
        const lines = indent === 0 ? `[${texts.join(',')}]` : `[\n${texts.join(',\n')}\n]`;
        const found = readPieces(jsonSpec('json-array'), Buffer.from(lines));
        const good = new Set(
          found.filter((piece) => piece.kind === 'record').map((piece) => piece.text),
        );
        const lost = texts.filter((text, at) => at !== index && !good.has(text));
        assert.ok(lost.length <= 1, `${lost.length} lost of\n${lines}`);
      },
    ),
    { numRuns: 1500, seed: 24 },
  );
});
