import { expect, test } from './fixtures.ts';
import { EventsPage } from './pages/eventsPage.ts';

test('the overview sets the audit period, tells gaps and purges, and each number leads to its events', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  await events.openSample();
  await page.keyboard.press('Control+4');
  const part = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(part('Coverage').getByRole('img', { name: /^Langfuse/u })).toBeVisible();
  await expect(part('Deleted by retention')).toContainText('1,204');
  await part('Audit period').getByLabel('First day').fill('2026-06-10');
  await part('Audit period').getByLabel('Last day').fill('2026-06-18');
  await page.getByRole('button', { name: 'Set the period' }).click();
  await expect(part('Audit period')).toContainText('kept with the case');
  await expect(
    part('Where to begin: in the audit period').or(part('Where to begin')),
  ).toBeVisible();
  const kore = part('Coverage').getByRole('img', { name: /^Kore/u });
  await expect(kore).toHaveAccessibleName(/ of 9 days/u);
  await part('Coverage').getByRole('button', { name: 'Whole time' }).click();
  await expect(kore).not.toHaveAccessibleName(/ of 9 days/u);
  await page.keyboard.press('Control+1');
  const bands = events.histogram.getByRole('group', { name: 'Days covered by each product' });
  await expect(
    bands.getByRole('img', { name: /^Kore.*first 8 days of the audit period/u }),
  ).toBeVisible();
  await bands.getByRole('button', { name: /^Kore/u }).click();
  await events.expectCount(6);
  await bands.getByRole('button', { name: /^Kore/u }).click();
  await page.keyboard.press('Control+4');
  const deletions = page.getByRole('button', { name: /Deletions$/u });
  const count = Number.parseInt((await deletions.textContent()) ?? '', 10);
  await deletions.click();
  await events.expectCount(count);
  await events.focus();
  await events.press('Alt+ArrowLeft');
  await expect(part('Audit period').getByLabel('Last day')).toHaveValue('2026-06-18');
});
