import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { detectFormat } from '../../../../electron/engine/import/detect.ts';
import { RecordRejected } from '../../../../electron/engine/import/readers/reader.ts';
import { parseRecord } from '../../../../electron/engine/import/readers/record.ts';
import { sharedFolder } from '../../../helpers/corpus.ts';
import { csvSpec, jsonSpec, memberList, readPieces, totalLength } from './pieces.ts';

const spec = jsonSpec('json-lines');

function rejection(content: Uint8Array): string | null {
  try {
    parseRecord(spec, content);
    return null;
  } catch (error) {
    if (error instanceof RecordRejected) return error.message;
    throw error;
  }
}

const flagged = [
  ['{"a":1,"b":{"c":2}}', []],
  ['{"a":1,"a":2}', ['duplicate keys']],
  ['{"a":[{"b":1,"\\u0062":2}]}', ['duplicate keys']],
  ['{"a":":","b":"{\\"c\\":1,\\"c\\":2}"}', []],
  ['{"__proto__":1,"__proto__":2}', ['duplicate keys']],
  ['{"a":"x\\u0000y"}', ['NUL character']],
  ['{"a":"x\\\\u0000y"}', []],
  ['{"a\\u0000":1}', ['NUL character']],
  ['{"a":"\\ud800"}', ['lone surrogate']],
  ['{"a":"\\ud83d\\ude00"}', []],
  ['{"a":9007199254740993}', ['number beyond 2^53']],
  ['{"a":9007199254740992}', []],
  ['{"a":1.688560107857E9}', []],
  ['{"a":1e400}', ['number beyond 2^53']],
  ['{"a":0.10000000000000000555}', ['number beyond 2^53']],
  ['{"a":100000000000000000000}', []],
  [`${'['.repeat(65)}${']'.repeat(65)}`, ['deep nesting']],
] as const;

for (const [text, flags] of flagged) {
  test(`flags ${text.slice(0, 60)} as [${flags.join(', ')}]`, () => {
    assert.deepEqual(parseRecord(spec, Buffer.from(text)).flags, flags);
  });
}

test('keeps a number that would lose digits as text, and every other as a number', () => {
  const record = parseRecord(
    spec,
    Buffer.from('{"id":12345678901234567890,"n":[1e400,1.50,-0.0]}'),
  );
  assert.deepEqual(record.value, { id: '12345678901234567890', n: ['1e400', 1.5, -0] });
});

test('keeps __proto__ as a key of its own', () => {
  assert.deepEqual(memberList(spec, '{"__proto__":{"polluted":true}}'), [
    ['__proto__', { polluted: true }],
  ]);
  assert.equal('polluted' in {}, false);
});

test('reads invalid UTF-8 with replacement characters and says so', () => {
  const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.of(0xff, 0xc0), Buffer.from('"}')]);
  assert.deepEqual(parseRecord(spec, bytes), {
    value: { a: '\ufffd\ufffd' },
    flags: ['invalid UTF-8'],
  });
});

test('rejects what is nested deeper than 512, however deep', () => {
  for (const depth of [513, 10_000, 5_000_000]) {
    const text = '['.repeat(depth) + ']'.repeat(depth);
    assert.match(rejection(Buffer.from(text)) ?? '', /^nested [\d,]+ deep: more than 512$/);
  }
  assert.equal(rejection(Buffer.from('['.repeat(512) + ']'.repeat(512))), null);
});

test('decides on JSONTestSuite as JSON does', (t) => {
  const folder = sharedFolder('corpora/JSONTestSuite/test_parsing');
  if (folder === null) {
    t.skip('the corpus is not here');
    return;
  }
  const wrong: string[] = [];
  const counts = { y: 0, n: 0, i: 0 };
  for (const file of readdirSync(folder)) {
    const content = readFileSync(path.join(folder, file));
    const verdict = rejection(content);
    const kind = file[0];
    if (kind === 'y' || kind === 'n' || kind === 'i') counts[kind] += 1;
    if (kind === 'y' && verdict !== null) wrong.push(`${file}: ${verdict}`);
    if (kind === 'n' && verdict === null) wrong.push(`${file}: accepted`);
  }
  assert.deepEqual({ wrong, counts }, { wrong: [], counts: { y: 95, n: 188, i: 35 } });
});

test('reads JSONTestSuite as files, and rejects every bad one somewhere', (t) => {
  const folder = sharedFolder('corpora/JSONTestSuite/test_parsing');
  if (folder === null) {
    t.skip('the corpus is not here');
    return;
  }
  const wrong: string[] = [];
  for (const file of readdirSync(folder)) {
    const content = readFileSync(path.join(folder, file));
    const detection = detectFormat(content, true, file);
    let good = false;
    if ('spec' in detection) {
      const pieces = readPieces(detection.spec, content);
      if (totalLength(pieces) !== content.length) wrong.push(`${file}: does not tile`);
      good = pieces.every(
        ({ kind, text }) =>
          kind !== 'rejected' && (kind !== 'record' || rejection(Buffer.from(text)) === null),
      );
    }
    const container = /^\s*[[{]/.test(content.toString('utf8'));
    // Two lists one after another, `[][]`, are two pages to us.
    if (file === 'n_structure_double_array.json') continue;
    if (file.startsWith('n_') && good) wrong.push(`${file}: accepted`);
    if (file.startsWith('y_') && !good && container) wrong.push(`${file}: rejected`);
  }
  assert.deepEqual(wrong, []);
});

function hex(text = ''): Buffer {
  return Buffer.from(text.replaceAll(' ', ''), 'hex');
}

test('decides on utf8tests as its list does, and replaces what it says', (t) => {
  const folder = sharedFolder('corpora/utf8tests');
  if (folder === null) {
    t.skip('the corpus is not here');
    return;
  }
  const csv = csvSpec('text', '\t');
  const wrong: string[] = [];
  let cases = 0;
  for (const line of readFileSync(path.join(folder, 'utf8tests.txt'), 'utf8').split('\n')) {
    const [number = '', kind = '', first = '', , replaced] = line
      .split(':')
      .map((part) => part.trim());
    if (!/^\d/.test(number)) continue;
    cases += 1;
    const bytes = kind.endsWith('hex') ? hex(first) : Buffer.from(first);
    const { value, flags } = parseRecord(csv, bytes);
    const invalid = kind.startsWith('invalid');
    if (flags.includes('invalid UTF-8') !== invalid) wrong.push(`${number}: [${flags.join()}]`);
    const text = Object.values(value ?? {}).join('\t');
    const expected = invalid ? hex(replaced).toString() : bytes.toString();
    if (text !== expected) wrong.push(`${number}: ${JSON.stringify(text)}`);
  }
  assert.ok(cases > 100, String(cases));
  assert.deepEqual(wrong, []);
});
