import path from 'node:path';

import { createEvidence } from '../../electron/engine/evidence/evidence.ts';
import { readByVersionZero } from '../helpers/otherVersion.ts';
import { expect, test } from './fixtures.ts';
import { launch } from './launch.ts';
import { Shell } from './pages/shell.ts';
import { StartPage } from './pages/startPage.ts';
import { violations } from './violations.ts';

test('what another version read is listed before it is read again, and verifies then', async ({
  host,
}, info) => {
  const made = path.join(info.outputDir, 'Earlier.casebook');
  createEvidence(made, { name: 'Earlier', author: 'An earlier version' }).close();
  await readByVersionZero(made, 12);
  const opened = await launch(host, { openCase: made });
  const { page } = opened;
  await new StartPage(page).giveName();
  await new Shell(page).goTo('Integrity');
  await page.getByRole('button', { name: 'Verify now' }).click();
  const other = page.getByRole('region', { name: 'Read by another version' });
  await expect(other).toContainText('E1 events.jsonl adapter “langfuse” version 0');
  await other.getByRole('button', { name: 'List what would change' }).click();
  await expect(other.getByRole('status')).toContainText('12 events would change');
  await expect(other.getByRole('table', { name: 'Fields that would change' })).toContainText('IP');
  await expect(other.getByRole('row', { name: /^E1-0/ })).toContainText('10.0.0.0');
  expect(await violations(page)).toEqual([]);
  await other.getByRole('button', { name: 'Accept the new reading' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: /1 evidence file, 12 records .* verify/ }),
  ).toBeVisible();
  await expect(other).toHaveCount(0);
  await opened.close();
});
