import type { Page } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { violations } from './violations.ts';

async function openSampleCase(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try the sample case' }).click();
  const author = page.getByRole('dialog').getByRole('textbox', { name: /name/iu });
  const grid = page.getByRole('grid', { name: 'Events' });
  await expect(author.or(grid).first()).toBeVisible();
  if (await author.isVisible()) {
    await author.fill('Ada Auditor');
    await author.press('Enter');
  }
  await expect(grid.getByRole('row').nth(5)).toBeVisible();
}

test('the sample case opens in a click, and no screen has an accessibility violation in either theme', async ({
  casebook,
}) => {
  const { page } = casebook;
  expect(await violations(page)).toEqual([]);
  await openSampleCase(page);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const name of [
      'Events',
      'Evidence files',
      'Entities',
      'Overview',
      'Event reference',
      'Integrity',
    ]) {
      const rail = page.getByRole('navigation', { name: 'Screens' });
      await rail.getByRole('button', { name }).or(rail.getByRole('link', { name })).first().click();
      await expect(page.getByRole('main').or(page.getByRole('grid')).first()).toBeVisible();
      expect({ scheme, name, found: await violations(page) }).toEqual({ scheme, name, found: [] });
    }
  }
  expect(casebook.cspReports).toEqual([]);
  expect(casebook.foreignRequests).toEqual([]);
});
