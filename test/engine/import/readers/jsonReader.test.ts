import assert from 'node:assert/strict';
import { test } from 'node:test';

import { jsonSpec, readPieces, shown, wrapperSpec } from './pieces.ts';

const list = jsonSpec('json-array');
const values = jsonSpec('json-concatenated');
const lines = jsonSpec('json-lines');

const cases = [
  {
    claim: 'gives the elements of an array, and every byte between them',
    spec: list,
    content: ' [{"a":[1,{"b":"]"}]},\n{"a":2}]\n',
    pieces: [
      'separator  ',
      'header [',
      'record {"a":[1,{"b":"]"}]}',
      'separator ,\\n',
      'record {"a":2}',
      'header ]',
      'separator \\n',
    ],
  },
  {
    claim: 'has no records in an empty array',
    spec: list,
    content: '[]',
    pieces: ['header [', 'header ]'],
  },
  {
    claim: 'gives scalars as records, for the adapter to reject',
    spec: list,
    content: '[1, "a,]" ,null]',
    pieces: [
      'header [',
      'record 1',
      'separator , ',
      'record "a,]"',
      'separator  ,',
      'record null',
      'header ]',
    ],
  },
  {
    claim: 'reads one array after another',
    spec: list,
    content: '[{"a":1}]\n[{"a":2}]',
    pieces: [
      'header [',
      'record {"a":1}',
      'header ]',
      'separator \\n',
      'header [',
      'record {"a":2}',
      'header ]',
    ],
  },
  {
    claim: 'keeps the good prefix of an array that is cut inside a record',
    spec: list,
    content: '[{"a":1},{"a":"tw',
    pieces: [
      'header [',
      'record {"a":1}',
      'separator ,',
      'rejected {"a":"tw (the file ends inside this record)',
    ],
  },
  {
    claim: 'tells that an array is cut between records',
    spec: list,
    content: '[{"a":1}',
    pieces: [
      'header [',
      'record {"a":1}',
      'rejected  (the file ends before its list of records does)',
    ],
  },
  {
    claim: 'rejects text behind the array',
    spec: list,
    content: '[{"a":1}] oops',
    pieces: [
      'header [',
      'record {"a":1}',
      'header ]',
      'separator  ',
      'rejected oops (text that belongs to no record)',
    ],
  },
  {
    claim: 'rejects stray commas, which may be where a record was',
    spec: list,
    content: '[1,,2,]',
    pieces: [
      'header [',
      'record 1',
      'separator ,',
      'rejected , (a comma with no record before it)',
      'record 2',
      'rejected , (a comma with no record after it)',
      'header ]',
    ],
  },
  {
    claim: 'rejects one record with a stray quote, in one line, and reads the next',
    spec: list,
    content: '[{"a":1},{"a":2,"b":"x"y"},{"a":3},{"a":4}]',
    pieces: [
      'header [',
      'record {"a":1}',
      'separator ,',
      'rejected {"a":2,"b":"x"y"}, (not JSON: something stands where a comma or a bracket should be)',
      'record {"a":3}',
      'separator ,',
      'record {"a":4}',
      'header ]',
    ],
  },
  {
    claim: 'rejects one record that lacks a bracket, on lines of their own, and reads the next',
    spec: list,
    content: '[\n  {"a":1},\n  {"a":{"x":2},\n  {"a":3}\n]',
    pieces: [
      'header [',
      'separator \\n  ',
      'record {"a":1}',
      'separator ,\\n  ',
      'rejected {"a":{"x":2},\\n   (not JSON: a bracket opens where none may)',
      'record {"a":3}',
      'separator \\n',
      'header ]',
    ],
  },
  {
    claim: 'rejects a first record that derails and finds the second',
    spec: list,
    content: '[{"a":"x"y},{"a":2}]',
    pieces: [
      'header [',
      'rejected {"a":"x"y}, (not JSON: something stands where a comma or a bracket should be)',
      'record {"a":2}',
      'header ]',
    ],
  },
  {
    claim: 'reads objects one after another, pretty or not',
    spec: values,
    content: '{"a":1}{\n "a":2\n}\n',
    pieces: ['record {"a":1}', 'record {\\n "a":2\\n}', 'separator \\n'],
  },
  {
    claim: 'begins again at a brace in column 0',
    spec: values,
    content: '{\n "a":1,\n{\n "a":2\n}\nnoise\n{"a":3}',
    pieces: [
      'rejected {\\n "a":1,\\n (not JSON: a bracket opens where none may)',
      'record {\\n "a":2\\n}',
      'separator \\n',
      'rejected noise\\n (text that belongs to no record)',
      'record {"a":3}',
    ],
  },
  {
    claim: 'gives what is around a wrapper’s list as header',
    spec: wrapperSpec('Records'),
    content: '{"Digest":{"Records":[1]},"Records":[{"a":1},{"a":2}],"next":null}\n',
    pieces: [
      'header {"Digest":{"Records":[1]},"Records":[',
      'record {"a":1}',
      'separator ,',
      'record {"a":2}',
      'header ],"next":null}',
      'separator \\n',
    ],
  },
  {
    claim: 'reads a wrapper a page, past a page that is cut and one without the list',
    spec: wrapperSpec('Records'),
    content: '{"Records":[{"a":1},{"a":tru\n{"Records":[{"a":3}]}\n{"error":"busy"}',
    pieces: [
      'header {"Records":[',
      'record {"a":1}',
      'separator ,',
      'rejected {"a":tru\\n (not JSON: a bracket opens where none may)',
      'header {"Records":[',
      'record {"a":3}',
      'header ]}',
      'separator \\n',
      'rejected {"error":"busy"} (an object without a list “Records”)',
    ],
  },
  {
    claim: 'gives lines without their ends, blank ones as separators',
    spec: lines,
    content: '\ufeff{"a":1}\r\n\n{"a":2\n{"a":3}',
    pieces: [
      'header \ufeff',
      'record {"a":1}',
      'separator \\r\\n',
      'separator \\n',
      'record {"a":2',
      'separator \\n',
      'record {"a":3}',
    ],
  },
];

for (const { claim, spec, content, pieces } of cases) {
  test(claim, () => {
    const bytes = Buffer.from(content);
    for (const size of [1, 2, 7, 65_536]) {
      assert.deepEqual(shown(readPieces(spec, bytes, size)), pieces, `chunks of ${size}`);
    }
  });
}

test('rejects an oversized record with its length and shows only its beginning', () => {
  const long = `{"a":"${'x'.repeat(300_000)}"}`;
  for (const [spec, content] of [
    [lines, `${long}\n{"a":1}\n`],
    [list, `[${long},{"a":1}]`],
    [values, `${long}\n{"a":1}`],
    [wrapperSpec('Records'), `{"Records":[${long},{"a":1}]}`],
  ] as const) {
    for (const size of [1000, 65_536, 1_000_000]) {
      const pieces = readPieces(spec, Buffer.from(content), size, 200_000);
      const whole = spec === lines ? long.length + 1 : long.length;
      assert.deepEqual(
        pieces
          .filter((piece) => piece.kind === 'rejected')
          .map(({ length, text, reason }) => [length, text.length, reason]),
        [
          [
            whole,
            65_536,
            `a record of ${whole.toLocaleString('en-US')} bytes: more than the 200,000 that one record may have`,
          ],
        ],
      );
      assert.deepEqual(
        pieces.filter((piece) => piece.kind === 'record').map((piece) => piece.text),
        ['{"a":1}'],
      );
    }
  }
});
