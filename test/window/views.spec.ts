import { readFileSync } from 'node:fs';

import { expect, test } from './fixtures.ts';
import { EventsPage } from './pages/eventsPage.ts';
import { FilterBar } from './pages/filterBar.ts';

test('a view is saved under a name, opened by it, and goes to a file and back', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const bar = new FilterBar(page);
  await events.openSample();
  await bar.view('Deletions');
  await events.expectCount(49);
  await expect(events.header(/^Time/)).toHaveAttribute('aria-sort', 'descending');
  await page.keyboard.press('Control+s');
  const save = page.getByRole('dialog', { name: 'Save view' });
  await expect(save).toContainText('kind of action is delete or revoke');
  await save.getByRole('textbox', { name: 'Name' }).fill('What went away');
  await page.keyboard.press('Enter');
  await expect(save).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Views What went away' })).toBeVisible();
  await events.focus();
  await events.press('Control+e');
  await events.expectCount(273);
  await page.keyboard.press('Control+k');
  const commands = page.getByRole('dialog', { name: 'Commands' });
  await commands.getByRole('combobox', { name: 'Find a command' }).fill('went away');
  await page.keyboard.press('Enter');
  await events.expectCount(49);
  await page.keyboard.press('Control+k');
  await commands.getByRole('combobox', { name: 'Find a command' }).fill('saved views');
  await page.keyboard.press('Enter');
  const manage = page.getByRole('dialog', { name: 'Saved views' });
  const file = await casebook.saveFile(() =>
    manage.getByRole('button', { name: 'Write to a file…' }).click(),
  );
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    casebook: 'views',
    views: [{ name: 'What went away' }],
  });
  await manage.getByRole('button', { name: 'Delete What went away' }).click();
  await expect(manage).toContainText('No view is saved in this case yet');
  await casebook.chooseFiles(
    () => manage.getByRole('button', { name: 'Take from a file…' }).click(),
    [file],
  );
  await expect(manage.getByRole('textbox', { name: 'Name of What went away' })).toBeVisible();
});

test('a key of the grid is pressed from the list of commands, and the list of keys begins where the focus is', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  await events.openSample();
  await events.focus();
  await events.press('Home', 'ArrowRight', 'ArrowRight');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find a command' });
  await field.fill('include the cell');
  await page.keyboard.press('Enter');
  await expect(events.status).not.toContainText('273 of 273');
  await expect(events.grid).toBeFocused();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys.getByRole('heading', { level: 3 }).first()).toHaveText('Events grid (here)');
  await page.keyboard.press('Escape');
  await events.facets.getByRole('button', { name: 'Product', exact: true }).focus();
  await page.keyboard.press('?');
  await expect(keys.getByRole('heading', { level: 3 }).first()).toHaveText('Values (here)');
});
