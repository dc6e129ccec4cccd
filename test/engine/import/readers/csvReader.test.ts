import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { detectFormat } from '../../../../electron/engine/import/detect.ts';
import { headerNames } from '../../../../electron/engine/import/readers/csvRow.ts';
import { RecordRejected } from '../../../../electron/engine/import/readers/reader.ts';
import { parseRecord } from '../../../../electron/engine/import/readers/record.ts';
import { sharedFolder } from '../../../helpers/corpus.ts';
import { csvSpec, memberList, readPieces, shown } from './pieces.ts';

const cases = [
  {
    claim: 'keeps quoted newlines in a row, and lines before the header as header',
    content: '#TYPE System.Object\r\na,b\r\n1,"x\ny"\r\n\r\n2,"say ""hi"""',
    pieces: [
      'header #TYPE System.Object',
      'separator \\r\\n',
      'header a,b',
      'separator \\r\\n',
      'record 1,"x\\ny"',
      'separator \\r\\n',
      'separator \\r\\n',
      'record 2,"say ""hi"""',
    ],
  },
  {
    claim: 'takes sep= as header',
    content: 'sep=,\na,b\n1,2\n',
    pieces: [
      'header sep=,',
      'separator \\n',
      'header a,b',
      'separator \\n',
      'record 1,2',
      'separator \\n',
    ],
  },
  {
    claim: 'ends rows at a lone CR where the first one ends so',
    content: 'a,b\r1,2\r"x\ry",3\r',
    pieces: [
      'header a,b',
      'separator \\r',
      'record 1,2',
      'separator \\r',
      'record "x\\ry",3',
      'separator \\r',
    ],
  },
  {
    claim: 'keeps a lone CR in a cell where rows end with LF',
    content: 'a,b\n1,x\ry\n',
    pieces: ['header a,b', 'separator \\n', 'record 1,x\\ry', 'separator \\n'],
  },
  {
    claim:
      'rejects only the line of a quote that the end of the file never closes, when rows follow',
    content: 'a,b\n1,"x\n2,3\n4,5\n',
    pieces: [
      'header a,b',
      'separator \\n',
      'rejected 1,"x\\n (the quote opened at byte 6 is never closed)',
      'record 2,3',
      'separator \\n',
      'record 4,5',
      'separator \\n',
    ],
  },
  {
    claim: 'rejects only the line of a quote that the next quoted cell would close',
    content: 'a,b\n1,"x\n2,"y, z"\n4,5\n',
    pieces: [
      'header a,b',
      'separator \\n',
      'rejected 1,"x\\n (the quote opened at byte 6 is never closed)',
      'record 2,"y, z"',
      'separator \\n',
      'record 4,5',
      'separator \\n',
    ],
  },
  {
    claim: 'rejects the rest when no rows follow an unclosed quote',
    content: 'a,b\n1,"x\nno row at all',
    pieces: [
      'header a,b',
      'separator \\n',
      'rejected 1,"x\\nno row at all (the quote opened at byte 6 is never closed)',
    ],
  },
];

for (const { claim, content, pieces } of cases) {
  test(claim, () => {
    for (const size of [1, 2, 5, 65_536]) {
      const found = readPieces(csvSpec('a,b'), Buffer.from(content), size);
      assert.deepEqual(shown(found), pieces, `chunks of ${size}`);
    }
  });
}

const rows = [
  ['a row', 'id,at,who', '1,2,3', { id: '1', at: '2', who: '3' }, []],
  ['a short row', 'id,at,who', '1,2', { id: '1', at: '2' }, ['ragged row']],
  [
    'a long row',
    'id,at',
    '1,2,3,4',
    { id: '1', at: '2', 'column 3': '3', 'column 4': '4' },
    ['ragged row'],
  ],
  ['quotes', 'id,at', '"a ""b"", c",""', { id: 'a "b", c', at: '' }, []],
  ['quotes inside a bare cell', 'id,at', '36\'37.8"N,x', { id: '36\'37.8"N', at: 'x' }, []],
  ['text behind a closing quote', 'id,at', '"a"b,c', { id: 'ab', at: 'c' }, []],
  ['a NUL', 'id,at', 'a\0b,c', { id: 'a\0b', at: 'c' }, ['NUL character']],
] as const;

for (const [what, header, row, value, flags] of rows) {
  test(`reads ${what} as an object of its cells`, () => {
    const spec = csvSpec(header);
    assert.deepEqual(memberList(spec, row), Object.entries(value));
    assert.deepEqual(parseRecord(spec, Buffer.from(row)).flags, flags);
  });
}

test('keeps a column called __proto__ and leaves every object alone', () => {
  const spec = csvSpec('__proto__,constructor,toString');
  assert.deepEqual(memberList(spec, '1,2,3'), [
    ['__proto__', '1'],
    ['constructor', '2'],
    ['toString', '3'],
  ]);
  assert.equal(Object.getPrototypeOf(parseRecord(spec, Buffer.from('1,2,3')).value), null);
  assert.equal({}.constructor, Object);
});

test('gives every column one name', () => {
  assert.deepEqual(headerNames(['a', ' a ', '', 'a#2', 'a', '__proto__', '']), [
    'a',
    'a#2',
    'column 3',
    'a#2#2',
    'a#3',
    '__proto__',
    'column 7',
  ]);
});

test('rejects a row of more than 4,096 cells', () => {
  assert.throws(
    () => parseRecord(csvSpec('a,b'), Buffer.from(','.repeat(4096))),
    (error: unknown) => error instanceof RecordRejected && /4,097 cells/.test(error.message),
  );
});

test('reads csv-spectrum as its JSON says', (t) => {
  const folder = sharedFolder('corpora/csv-spectrum');
  if (folder === null) {
    t.skip('the corpus is not here');
    return;
  }
  for (const file of readdirSync(path.join(folder, 'csvs'))) {
    const content: Buffer = readFileSync(path.join(folder, 'csvs', file));
    const detection = detectFormat(content, true, file);
    assert.ok('spec' in detection, file);
    const { spec } = detection;
    const found: unknown[] = readPieces(spec, content)
      .filter((piece) => piece.kind === 'record')
      .map((piece) => Object.fromEntries(memberList(spec, piece.text)));
    // The corpus's JSON of this one has another telephone number than its CSV, and is one object.
    const expected: unknown =
      file === 'location_coordinates.csv'
        ? [
            {
              'Contact Phone Number': '2095257564',
              'Location Coordinates': '37\ufffd36\'37.8"N 121\ufffd2\'17.9"W',
              Cities: 'Modesto',
              Counties: 'Stanislaus',
            },
          ]
        : JSON.parse(
            readFileSync(path.join(folder, 'json', file.replace('.csv', '.json')), 'utf8'),
          );
    assert.deepEqual(found, expected, file);
  }
});
