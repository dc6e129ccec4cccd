import fs from 'node:fs';
import path from 'node:path';

import Database from 'better-sqlite3';

import { expect, test } from './fixtures.ts';
import { EventsPage } from './pages/eventsPage.ts';
import { FilterBar } from './pages/filterBar.ts';
import { Shell } from './pages/shell.ts';
import { StartPage } from './pages/startPage.ts';

test('the sample case is one click away: it asks for a name once and shows its events', async ({
  casebook,
}) => {
  const { page } = casebook;
  const start = new StartPage(page);
  const shell = new Shell(page);
  await start.trySample();
  await start.giveName();
  await expect(shell.grid.getByRole('row').nth(5)).toBeVisible();
  expect(await shell.eventCount()).toBe(273);

  await shell.leave();
  await expect(start.recent.getByRole('button', { name: 'Sample case' })).toBeVisible();
  await start.openRecent('Sample case');
  await expect(shell.grid.getByRole('row').nth(5)).toBeVisible();
  await expect(start.name).toBeHidden();
  expect(await shell.eventCount()).toBe(273);
});

test('a new case says what to do next, and Esc leaves the question for a name without a case', async ({
  casebook,
}) => {
  const { page } = casebook;
  const start = new StartPage(page);
  await start.trySample();
  await expect(start.name).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(start.name).toBeHidden();
  await expect(page.getByRole('button', { name: 'New case' })).toBeVisible();

  await start.newCase('ACME Q2 review');
  await expect(page.getByRole('banner')).toContainText('ACME Q2 review');
  await expect(page.getByRole('region', { name: 'No evidence yet' })).toContainText(
    'Drop audit-log exports (JSON, JSON lines, CSV, xlsx, gz, zip) or press Ctrl+I. Nothing leaves this computer.',
  );
});

test('the theme and the list of keys are a click and a key away', async ({ casebook }) => {
  const { page } = casebook;
  const start = new StartPage(page);
  await start.newCase('Colours');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: 'Light or dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Ctrl+Shift+E');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  const commands = page.getByRole('dialog', { name: 'Commands' });
  await commands.getByRole('combobox').fill('integ');
  await commands.getByRole('combobox').press('Enter');
  await expect(page.getByRole('button', { name: 'Verify now' })).toBeVisible();
});

test('recent cases tell what is in them and whether it was checked; one that is gone can be taken off', async ({
  casebook,
}) => {
  const { page } = casebook;
  const start = new StartPage(page);
  const shell = new Shell(page);
  await start.trySample();
  await start.giveName();
  await expect.poll(() => shell.eventCount()).toBe(273);
  await shell.leave();
  const sample = start.recent.getByRole('button', { name: 'Sample case' });
  await expect(sample).toContainText(/\d{3} records in 4 evidence files/);
  await expect(sample).toContainText('not checked in full yet');
  await start.openRecent('Sample case');
  await shell.goTo('Integrity');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await expect(page.getByRole('banner')).toContainText('everything verifies');
  await shell.leave();
  await expect(sample).toContainText('everything verifies');
  await start.newCase('Short');
  await shell.leave();
  fs.rmSync(path.join(casebook.casesFolder, 'Short.casebook'), { recursive: true });
  await start.openRecent('Sample case');
  await shell.leave();
  await expect(start.recent).toContainText('not there any more');
  await start.recent.getByRole('button', { name: 'Remove Short from the list' }).click();
  await expect(start.recent).not.toContainText('Short');
  await expect(sample).toBeVisible();
});

test('settings are one click away, and kept', async ({ casebook }) => {
  const { page } = casebook;
  const start = new StartPage(page);
  const shell = new Shell(page);
  await start.trySample();
  await start.giveName();
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('textbox', { name: 'Your name' }).fill('Grace H.');
  await settings.getByRole('button', { name: /Colours/ }).click();
  await page.getByRole('option', { name: 'Dark' }).click();
  await settings.getByRole('button', { name: /time zone/ }).click();
  await expect(page.getByRole('combobox', { name: 'Find a time zone' })).toBeFocused();
  await page.keyboard.type('europe/berlin');
  await page.keyboard.press('Enter');
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(new EventsPage(page).status).toContainText('Grace H.');
  await shell.leave();
  await start.openRecent('Sample case');
  await expect(new EventsPage(page).header(/Time \(Europe\/Berlin\)/)).toBeVisible();
});

test('a case of a newer Casebook is open for reading only, and says so', async ({ casebook }) => {
  const { page } = casebook;
  const start = new StartPage(page);
  const shell = new Shell(page);
  await start.trySample();
  await start.giveName();
  await expect.poll(() => shell.eventCount()).toBe(273);
  await shell.leave();
  const newer = new Database(path.join(casebook.casesFolder, 'Sample case.casebook/evidence.db'));
  newer.pragma('user_version = 99');
  newer.close();
  await start.openRecent('Sample case');
  await expect(page.getByRole('main')).toContainText('Open for reading only');
  expect(await shell.eventCount()).toBe(273);
  await expect(page.getByRole('button', { name: 'Import' })).toBeDisabled();
});

test('when the engine ends, it is started again with the case open, and the window says so', async ({
  casebook,
}) => {
  const { page } = casebook;
  const start = new StartPage(page);
  const events = new EventsPage(page);
  await start.trySample();
  await start.giveName();
  await expect.poll(() => new Shell(page).eventCount()).toBe(273);
  await casebook.killEngine();
  await expect(page.getByRole('alert')).toContainText(
    'The engine ended and was started again. The case is open as it was',
  );
  await expect(async () => {
    await events.focus();
    await events.press('End');
    await expect(events.activeRow).toHaveAttribute('aria-rowindex', '274', { timeout: 500 });
  }).toPass();
  await expect(page.getByRole('complementary', { name: 'Detail' })).toContainText('worded by');
});

test('in a browser, Back is the way to the view before, and no key reloads the page', async ({
  casebook,
  host,
}) => {
  test.skip(host === 'electron', 'the desktop window has no Back');
  const { page } = casebook;
  const events = new EventsPage(page);
  await events.openSample();
  await new FilterBar(page).add('Action', 'is', 'update');
  await events.expectCount(50);
  await events.focus();
  await page.goBack();
  await events.expectCount(273);
  await page.goForward();
  await events.expectCount(50);
  const isKept = await page.evaluate(
    () =>
      !document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'F5', cancelable: true, bubbles: true }),
      ),
  );
  expect(isKept).toBe(true);
});
