import assert from 'node:assert/strict';
import { test } from 'node:test';

import { recognise } from '../../../electron/engine/import/recognise.ts';
import { headOf } from '../../helpers/headOf.ts';

function orderOf(...times: readonly string[]): { format: string; said: string } {
  const rows = times.map((time) => `"${time}",jo,login`);
  const content = ['Date,User,Action', ...rows, ''].join('\n');
  const found = recognise(headOf(content), 'a.csv', {});
  assert.ok(!('problem' in found));
  return { format: found.source.mapping.time.format, said: found.warnings.join('; ') };
}

for (const [what, times, format, said] of [
  [
    'a 13th as the first number: days first',
    ['3/12/2025 7:31', '13/2/2025 7:31'],
    'dmy',
    /the day first/u,
  ],
  [
    'a 13th as the second: months first',
    ['3/12/2025 7:31', '2/13/2025 7:31'],
    'mdy',
    /the month first/u,
  ],
  [
    'nothing that tells: not read, and said',
    ['3/12/2025 7:31', '1/2/2025 7:31'],
    'auto',
    /do not say whether the day or the month/u,
  ],
  [
    'both: not read, and said',
    ['3/12/2025 7:31', '13/2/2025 7:31', '2/13/2025 7:31'],
    'auto',
    /do not say/u,
  ],
  ['nothing that could be either', ['13/2/2025 7:31', '14/2/2025 7:31'], 'auto', /^$/u],
  ['ISO dates', ['2025-03-12 07:31:00', '2025-02-13 07:31:00'], 'auto', /^$/u],
] as const) {
  test(`the order of day and month: ${what}`, () => {
    const found = orderOf(...times);
    assert.equal(found.format, format);
    assert.match(found.said, said);
  });
}
