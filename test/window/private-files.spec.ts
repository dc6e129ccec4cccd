import fs from 'node:fs';
import path from 'node:path';

import { expect, test } from './fixtures.ts';

test('what the host writes is for its user alone', async ({ casebook }) => {
  test.skip(process.platform === 'win32', 'Windows has no mode bits');
  await casebook.page.getByRole('button', { name: 'Try the sample case' }).click();
  const answered = casebook.page.getByRole('dialog').getByRole('textbox');
  await expect(
    answered.or(casebook.page.getByRole('grid', { name: 'Events' })).first(),
  ).toBeVisible({
    timeout: 30_000,
  });
  const open = fs
    .readdirSync(casebook.home, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('saved'))
    .filter((name) => {
      const stat = fs.lstatSync(path.join(casebook.home, name), { throwIfNoEntry: false });
      return stat !== undefined && !stat.isSymbolicLink() && (stat.mode & 0o077) !== 0;
    });
  expect(open).toEqual([]);
});
