import { createHash } from 'node:crypto';
import fs from 'node:fs';

import { expect, test } from './fixtures.ts';
import { EventsPage } from './pages/eventsPage.ts';
import { ExportDialog } from './pages/exportDialog.ts';
import { Shell } from './pages/shell.ts';
import { StartPage } from './pages/startPage.ts';

test('what the grid shows leaves in every format, with its rows counted and its hash told', async ({
  casebook,
}) => {
  const { page } = casebook;
  const start = new StartPage(page);
  await start.trySample();
  await start.giveName();
  await expect(new Shell(page).grid.getByRole('row').nth(5)).toBeVisible();
  const dialog = new ExportDialog(page);
  await dialog.open();
  await expect(dialog.dialog).toContainText('273 events');

  for (const format of ['CSV', 'JSON', 'JSON lines', 'SQLite'] as const) {
    await dialog.chooseFormat(format);
    const bytes = fs.readFileSync(await dialog.save(casebook));
    await expect(dialog.result).toContainText('273 events');
    await expect(dialog.result).toContainText(createHash('sha256').update(bytes).digest('hex'));
    if (format === 'JSON') expect(JSON.parse(bytes.toString())).toHaveLength(273);
    if (format === 'JSON lines') expect(bytes.toString().trim().split('\n')).toHaveLength(273);
    if (format === 'SQLite') expect(bytes.subarray(0, 15).toString()).toBe('SQLite format 3');
  }
  await dialog.close();
});

test('of several selected events those alone are proposed, and all of the view on demand', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  await events.openSample();
  await events.focus();
  await events.press('Home', 'Shift+ArrowDown');
  const dialog = new ExportDialog(page);
  await dialog.open();
  await expect(dialog.scope(/^The 2 selected events/u)).toBeChecked();
  await dialog.chooseFormat('JSON lines');
  const lines = async (): Promise<readonly string[]> =>
    fs
      .readFileSync(await dialog.save(casebook), 'utf8')
      .trim()
      .split('\n');
  const selected = await lines();
  expect(selected).toHaveLength(2);
  await dialog.scope(/^All 273/u).check();
  const all = await lines();
  expect(all).toHaveLength(273);
  expect(selected).toEqual(all.slice(0, 2));
});

test("Kore.ai's own columns are a preset of the CSV", async ({ casebook }) => {
  const { page } = casebook;
  const start = new StartPage(page);
  await start.trySample();
  await start.giveName();
  await expect(new Shell(page).grid.getByRole('row').nth(5)).toBeVisible();
  const dialog = new ExportDialog(page);
  await dialog.open();
  await dialog.chooseFormat('CSV');
  await dialog.chooseColumns('Kore.ai audit log');
  const text = fs.readFileSync(await dialog.save(casebook), 'utf8');
  expect(text.split(/\r?\n/)[0]?.replaceAll(/["\uFEFF]/g, '')).toBe(
    'Date and time,Event name,Category,Description,User or app name,IP address',
  );
});
