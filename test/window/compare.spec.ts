import { expect, test } from './fixtures.ts';
import { EventsPage } from './pages/eventsPage.ts';
import { violations } from './violations.ts';

test('selected events stand side by side with what differs, by keyboard alone', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  await events.openSample();
  await events.focus();
  await events.press('Home', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+D');
  const dialog = page.getByRole('dialog', { name: 'Compare 3 events' });
  await expect(dialog.getByRole('columnheader')).toHaveCount(4);
  await expect(dialog.getByRole('rowheader').first()).toBeVisible();
  const rows = await dialog.getByRole('rowheader').count();
  await dialog.getByText('Show what is the same, too').click();
  expect(await dialog.getByRole('rowheader').count()).toBeGreaterThan(rows);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(events.grid).toBeFocused();
});
