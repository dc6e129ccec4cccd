import { readFileSync } from 'node:fs';

import { expect, test } from './fixtures.ts';
import { EventsPage } from './pages/eventsPage.ts';

test('columns move by a drag and by keys, and what is frozen stays in sight', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  await events.openSample();
  // Without that of the marks, which has a sign for a name.
  const order = async (): Promise<readonly string[]> =>
    (await events.grid.getByRole('columnheader').allTextContents()).filter((text) => text !== '');
  const actor = await events.header('Actor').boundingBox();
  const time = await events.header(/^Time/).boundingBox();
  if (!actor || !time) throw new Error('no headings');
  await page.mouse.move(actor.x + 30, actor.y + 10);
  await page.mouse.down();
  await page.mouse.move(time.x + 40, time.y + 10, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await order())[0]).toBe('Actor');
  await expect(events.header('Actor')).toHaveAttribute('aria-sort', 'none');
  await events.focus();
  await events.press('ArrowRight', 'Shift+ArrowRight');
  await expect.poll(async () => (await order())[1]).toBe('Actor');
  await events.press('s');
  await expect(events.header('Actor')).toHaveAttribute('aria-sort', 'ascending');
  await events.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Freeze up to here' }).click();
  await expect(events.grid).toBeFocused();
  await events.grid.evaluate((grid) => (grid.scrollLeft = 400));
  await expect(events.header('Actor')).toBeInViewport({ ratio: 1 });
  await events.press('Shift+F10', 'End', 'Enter');
  await expect(events.header('Actor')).toHaveCount(0);
  await events.press('Control+z');
  await expect(events.header('Actor')).toBeAttached();
});

test('a column is counted by its values, and a value leads to its events', async ({ casebook }) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  await events.openSample();
  await events.focus();
  await events.press('ArrowRight', 'ArrowRight', 'g');
  const dialog = page.getByRole('dialog', { name: 'Events by Actor' });
  await expect(dialog.getByRole('row').nth(1)).toContainText('88');
  await dialog.getByRole('button', { name: 'Value', exact: true }).click();
  await expect(dialog.getByRole('columnheader', { name: 'Value' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  const file = await casebook.saveFile(() =>
    dialog.getByRole('button', { name: 'Save all as CSV…' }).click(),
  );
  expect(readFileSync(file, 'utf8')).toContain('"pk-ci-deploy","88","2026-06-01T07:48:05.506Z"');
  await dialog.getByRole('button', { name: 'pk-ci-deploy', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await events.expectCount(88);
});
