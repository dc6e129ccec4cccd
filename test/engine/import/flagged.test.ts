import assert from 'node:assert/strict';
import { test } from 'node:test';

import { assertVerifies, countsOf } from '../../helpers/importCounts.ts';
import {
  eventsOf,
  fileBeside,
  importFiles,
  langfuseLines,
  langfuseRecord,
  newCase,
} from '../../helpers/importedCase.ts';

const odd: readonly (readonly [what: string, line: string, flag: string])[] = [
  [
    'an impossible date',
    JSON.stringify(langfuseRecord('odd', { createdAt: '2026-02-30T12:00:00.000Z' })),
    'impossible time',
  ],
  [
    'a time that cannot be read',
    JSON.stringify(langfuseRecord('odd', { createdAt: 'yesterday' })),
    'time not read',
  ],
  [
    'a key told twice',
    JSON.stringify(langfuseRecord('odd')).replace('"action":', '"action":"read","action":'),
    'duplicate keys',
  ],
  ['a NUL', JSON.stringify(langfuseRecord('odd', { resourceId: 'a\u0000b' })), 'NUL character'],
  [
    'a number beyond 2^53',
    JSON.stringify(langfuseRecord('odd')).replace('"apiKeyId":null', '"apiKeyId":9007199254740993'),
    'number beyond 2^53',
  ],
  [
    'a lone surrogate',
    JSON.stringify(langfuseRecord('odd')).replace('"prompt-odd"', String.raw`"\ud800"`),
    'lone surrogate',
  ],
];
for (const [what, line, flag] of odd) {
  test(`${what} is flagged, listed and counted`, async (t) => {
    const made = newCase(t);
    const result = await importFiles(made, [
      fileBeside(made, 'a.jsonl', `${langfuseLines(0, 3)}${line}\n${langfuseLines(3, 3)}`),
    ]);
    assert.deepEqual(countsOf(result), [[7, 7, 0, 0, 0]]);
    const flagged = (await eventsOf(made)).filter(
      ({ flags }) => flags.length > 0 && !flags.every((each) => each === 'name derived'),
    );
    assert.deepEqual(
      flagged.map(({ id, flags }) => [id, flags.some((each) => each === flag)]),
      [['odd', true]],
      JSON.stringify(flagged.map(({ flags }) => flags)),
    );
    await assertVerifies(made);
  });
}

test('a row of another width than the header is warned of with its place', async (t) => {
  const made = newCase(t);
  const rows = [
    'Time,User,Action,Note',
    '2026-01-01T00:00:00Z,jo,login,a',
    '2026-01-01T00:00:01Z,jo,login',
    '2026-01-01T00:00:03Z,jo,login,d,e',
    '2026-01-01T00:00:04Z,jo,login,f',
    '',
  ];
  const content = rows.join('\n');
  const result = await importFiles(made, [fileBeside(made, 'a.csv', content)]);
  const place = content.indexOf('2026-01-01T00:00:01Z');
  assert.match(
    result.originals[0]?.warnings.join('; ') ?? '',
    new RegExp(
      `2 rows have more or fewer cells than the header, the first at byte ${place}: a quote may not be closed`,
      'u',
    ),
  );
});
