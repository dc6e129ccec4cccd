import { expect, test } from './fixtures.ts';
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
    'Drop audit-log exports (JSON, JSON lines, CSV, gz, zip) or press Ctrl+I. Nothing leaves this computer.',
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
  await commands.getByRole('textbox').fill('integ');
  await commands.getByRole('textbox').press('Enter');
  await expect(page.getByRole('button', { name: 'Verify now' })).toBeVisible();
});
