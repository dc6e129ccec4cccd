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
