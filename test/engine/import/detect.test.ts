import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import {
  describeUnsupported,
  detectFormat,
  sniffContainer,
} from '../../../electron/engine/import/detect.ts';
import { recognise } from '../../../electron/engine/import/recognise.ts';
import { headOf } from '../../helpers/headOf.ts';

/** `json-wrapper Records`, `csv ; utf-16le`, or the problem. */
function told(content: string | Uint8Array, name = 'export', complete = true): string {
  const detection = detectFormat(Buffer.from(content), complete, name);
  if ('problem' in detection) return detection.problem;
  const { spec } = detection;
  const words: string[] = [spec.name];
  if (spec.name === 'json-wrapper') words.push(spec.key);
  if (spec.name === 'csv') words.push(spec.delimiter === '\t' ? 'TAB' : spec.delimiter);
  if (spec.encoding !== 'utf-8') words.push(spec.encoding);
  return words.join(' ');
}

const langfuse =
  'id,createdAt,updatedAt,type,apiKeyId,userId,orgId,userOrgRole,projectId,userProjectRole,resourceType,resourceId,action,before,after';
const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

const formats: readonly (readonly [string, string | Uint8Array])[] = [
  ['json-array', '[]'],
  ['json-array', ' [{"a":1}]'],
  ['json-array', '[1,2]'],
  ['json-object', pretty({ id: 1, items: [{ a: 1 }] })],
  ['json-object', '{"a":1}\n'],
  ['json-wrapper Records', '{"Records":[]}'],
  ['json-wrapper data', pretty({ data: [{ id: 1 }], nextCursor: null, hasMore: false })],
  ['json-wrapper items', pretty({ kind: 'x', events: [1], items: [{ id: 1 }] })],
  ['json-wrapper value', '{"value":[{"id":1}]}\n{"value":[{"id":2}]}\n'],
  ['json-wrapper Records', '{"Records":[{"a":1},{"a":'],
  ['json-lines', '{"id":1,"events":[{"a":1}]}\n{"id":2,"events":[]}\n'],
  ['json-lines', '{"a":1}\n{"a":\n'],
  ['json-lines', 'starting up\n{"a":1}\n{"a":2}\n'],
  ['json-concatenated', `${pretty({ a: 1 })}\n${pretty({ a: 2 })}\n`],
  ['json-concatenated', '{"a":1}{"a":2}'],
  ['csv ,', 'a,b\n1,2\n'],
  ['csv ,', 'a,b'],
  ['csv ;', 'name;x, y;z\n1;2, 3;4\n'],
  ['csv TAB', 'a\tb,c\n1\t2\n'],
  ['csv ;', 'sep=;\na;b\n1;2\n'],
  ['csv ,', '#TYPE System.Object\n"a","b"\n"1","2"\n'],
  ['csv ,', '[2026-01-01 10:00:00],login,x\n[2026-01-01 10:00:01],logout,x\n'],
  ['csv ,', `${langfuse}\n`],
  ['csv ,', `"${langfuse.replaceAll(',', '","')}"\n${'"x",'.repeat(14)}"x"\n`],
  ['langfuse-csv-a', `${langfuse}\n${'"x",'.repeat(14)}"{\\"a\\":1}"\n`],
  ['csv , utf-16le', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le')],
  ['json-array utf-16be', Buffer.from('[{"a":"long enough"}]', 'utf16le').swap16()],
  ['csv , windows-1252', Buffer.from('Name,Grund\nJürgen,für\n', 'latin1')],
  [
    'json-lines',
    Buffer.concat([Buffer.from('{"a":"äöü'), Buffer.of(0xff), Buffer.from('"}\n{"a":1}')]),
  ],
  ['csv ,', `a,b\n${'some text of a log,x\0y\n'.repeat(20)}`],
];

for (const [format, content] of formats) {
  test(`takes ${JSON.stringify(Buffer.from(content).toString()).slice(0, 60)} for ${format}`, () => {
    assert.equal(told(content), format);
  });
}

const prose = 'Dear auditor,\nplease find the log attached, as agreed, on paper.\nYours, J.\n';
const problems: readonly (readonly [RegExp, string | Uint8Array])[] = [
  [/^empty file: 0 bytes$/, ''],
  [/^empty file: 3 bytes/, '\ufeff'],
  [/^empty file: 4 bytes/, ' \r\n\t'],
  [/binary content/, Buffer.from(Array.from({ length: 400 }, (_, index) => index % 32))],
  [/do not form columns|prose/, prose],
  [/without columns/, 'just one line of words'],
  [/XML or a web page/, '<!doctype html>\n<p>a, b'],
  [/an archive inside an archive/, 'PK\x03\x04\x14\0\x06\0[Content_Types].xml xl/'],
  [/\.xlsb/, 'PK\x03\x04\x14\0\x06\0[Content_Types].xml xl/workbook.bin'],
  [/Parquet/, 'PAR1\x15\0'],
  [/SQLite/, 'SQLite format 3\0'],
  [/PDF/, '%PDF-1.7'],
  [/zstd/, Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0)],
  [/evtx/, 'ElfFile\0'],
  [/UTF-32/, Buffer.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0)],
  [/archive inside an archive/, gzipSync('[]')],
];

for (const [problem, content] of problems) {
  test(`says of ${JSON.stringify(Buffer.from(content).toString('latin1')).slice(0, 40)}: ${problem.source}`, () => {
    assert.match(told(content), problem);
  });
}

test('looks at no more than a cut head', () => {
  const record = JSON.stringify({ id: 1, text: 'x'.repeat(500) });
  const cases = [
    ['json-lines', `${record}\n`.repeat(10)],
    ['json-wrapper Records', `{"Records":[${`${record},`.repeat(10)}`],
    ['json-concatenated', `{"id":1,"text":"${'x'.repeat(9000)}`],
    ['csv ,', `a,b\n${'1,2\n'.repeat(100)}3`],
  ] as const;
  for (const [format, content] of cases)
    assert.equal(told(content.slice(0, 4500), 'x', false), format);
});

test('numbers the columns of a CSV whose first line is a record', () => {
  const detection = detectFormat(
    Buffer.from('2026-01-01 10:00:00 UTC,jo,"a, b"\n2026-01-01 10:00:01 UTC,jo,c\n'),
    true,
    'x.csv',
  );
  assert.ok('spec' in detection && detection.spec.name === 'csv');
  assert.deepEqual(
    [detection.spec.header, detection.spec.headerAsWritten],
    [['column 1', 'column 2', 'column 3'], []],
  );
});

test('tells containers apart', () => {
  assert.deepEqual(
    [gzipSync(''), Buffer.from('PK\x03\x04'), Buffer.from('PAR1'), Buffer.from('{')].map((head) =>
      sniffContainer(head),
    ),
    ['gzip', 'zip', 'unsupported', 'plain'],
  );
  assert.equal(describeUnsupported(Buffer.from('BZh is how this text begins')), null);
});

test('a JSON Schema is no log; a record is one', () => {
  const problemOf = (value: unknown): string | undefined => {
    const found = recognise(headOf(JSON.stringify(value, null, 2)), 'a.json', {});
    return 'problem' in found ? found.problem : undefined;
  };
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: { date: { type: 'string' }, type: { type: 'string' }, user_id: { type: 'string' } },
  };
  assert.match(problemOf(schema) ?? '', /^not an audit log: a JSON Schema/u);
  assert.equal(problemOf({ when: '2026-01-01T00:00:00Z', who: 'jo', did: 'login' }), undefined);
});
