import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { casebook } from '../../helpers/command.ts';
import { temporaryFolder } from '../../helpers/folder.ts';

test('a row whose cells do not fit the header is told, and found', (t) => {
  const folder = temporaryFolder(t);
  const file = path.join(folder, 'door.csv');
  const good = Array.from({ length: 8 }, (_, i) => `2026-06-18T09:0${i}:00Z,ann,"open"`);
  const bad = '2026-06-18T10:01:00Z,bob,open,cy,shut';
  writeFileSync(file, ['when,who,did', ...good, bad, ...good, ''].join('\n'));
  const made = path.join(folder, 'door.casebook');
  const { out } = casebook('import', made, file);
  assert.match(
    out,
    /1 row has more or fewer cells than the header, at byte [\d,]+: a quote may not be closed/u,
  );
  const found = casebook('query', made, '--filter', 'flags = "ragged row"', '--count');
  assert.equal(found.out.trim(), '1');
});

test('logs of unknown products are told apart by their files’ names', (t) => {
  const folder = temporaryFolder(t);
  for (const name of ['doors', 'lifts'])
    writeFileSync(
      path.join(folder, `${name}.csv`),
      `when,who,did\n2026-06-18T10:00:00Z,ann,open ${name}\n2026-06-19T10:00:00Z,bob,shut ${name}\n`,
    );
  const made = path.join(folder, 'house.casebook');
  casebook('import', made, path.join(folder, 'doors.csv'), path.join(folder, 'lifts.csv'));
  const { out } = casebook('overview', made);
  assert.match(out, /doors \(proposed mapping\)/u);
  assert.match(out, /lifts \(proposed mapping\)/u);
});
