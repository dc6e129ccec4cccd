import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { detectFormat } from '../../../../electron/engine/import/detect.ts';
import { RecordRejected } from '../../../../electron/engine/import/readers/reader.ts';
import { parseRecord } from '../../../../electron/engine/import/readers/record.ts';
import { sharedFolder } from '../../../helpers/corpus.ts';
import { memberList, readPieces } from './pieces.ts';

const spec = {
  name: 'langfuse-csv-a',
  version: 1,
  encoding: 'utf-8',
  header: ['id', 'before', 'after'],
} as const;

const cells = [
  [
    'a raw literal with backslashes',
    String.raw`"x","","{\"a\":1}"`,
    { id: 'x', before: '', after: '{"a":1}' },
  ],
  [
    'a literal quoted as CSV, for its comma',
    String.raw`"x","","""{\""a\"":1,\""b\"":2}"""`,
    { id: 'x', before: '', after: '{"a":1,"b":2}' },
  ],
  ['a bare null and nothing', 'null,,true', { id: null, before: null, after: true }],
] as const;

for (const [what, row, value] of cells) {
  test(`reads ${what}`, () => {
    assert.deepEqual(memberList(spec, row), Object.entries(value));
  });
}

for (const row of ['"x",""', '"x","","y","z"', '"x,"",""', '"x","",{a}']) {
  test(`rejects ${row}`, () => {
    assert.throws(() => parseRecord(spec, Buffer.from(row)), RecordRejected);
  });
}

test('reads all 605 rows of a dialect A export exactly as dialect B says them', (t) => {
  const folder = sharedFolder('samples/langfuse_abv');
  if (folder === null) {
    t.skip('the samples are not here');
    return;
  }
  const read = (ending: string): [string, unknown][][] => {
    const file = readdirSync(folder).find((name) => name.endsWith(ending)) ?? '';
    const content = readFileSync(path.join(folder, file));
    const detection = detectFormat(content, true, file);
    assert.ok('spec' in detection);
    const { spec: found } = detection;
    return readPieces(found, content)
      .filter((piece) => piece.kind === 'record')
      .map((piece) => memberList(found, piece.text));
  };
  const fromA = read('.A.csv');
  // Dialect B is RFC 4180 with a JSON literal in every cell.
  const fromB = read('.B.csv').map((row) =>
    row.map(([name, cell]) => [name, JSON.parse(String(cell))]),
  );
  assert.equal(fromA.length, 605);
  assert.deepEqual(fromA, fromB);
});
