import { expect, test } from './fixtures.ts';
import { EventsPage } from './pages/eventsPage.ts';
import { EvidencePage } from './pages/evidencePage.ts';
import { FilterBar } from './pages/filterBar.ts';
import { violations } from './violations.ts';

test('events that a period may or may not hold are asked about, and taken in or left out', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const filter = new FilterBar(page);
  await events.openSample();
  await events.focus();
  await events.press('Shift+F');
  // The console's log gives no zone, and UTC was assumed.
  await filter.text.fill('source ~ kore* AND occurredAt >= "2026-06-18 22:45"');
  await page.keyboard.press('Escape');
  await events.expectCount(4);
  const question = page.getByText('2 events left out could fall inside.').locator('..');
  await expect(page.getByText('4 events inside could lie outside.')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await question.getByRole('button', { name: 'Include' }).click();
  await events.expectCount(6);
  await page.getByRole('button', { name: 'Leave out' }).click();
  await events.expectCount(2);
  await expect(page.getByText('could fall inside')).toBeHidden();
});

test('the clock of an evidence file is corrected, its times say so, and the correction is taken back', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const evidence = new EvidencePage(page);
  await events.openSample();
  await page.keyboard.press('Control+2');
  await evidence.select('kore-audit-logs.csv');
  const dialog = await evidence.changeReading();
  await dialog.getByRole('textbox', { name: /^Clock offset/u }).fill('-3 min 20 s');
  await dialog.getByRole('button', { name: 'Read again' }).click();
  await expect(page.getByText('Its clock is corrected: −3 min 20 s added')).toBeVisible();
  await page.getByRole('button', { name: 'Show its events' }).click();
  await expect(events.row(1)).toContainText('22:26:44');
  await expect(
    events.row(1).getByRole('img', { name: /clock offset set for its evidence file/u }),
  ).toBeVisible();
  await page.keyboard.press('Control+2');
  await evidence.select('kore-audit-logs.csv');
  await page.getByRole('button', { name: 'Take the correction back' }).click();
  await expect(page.getByText('Its clock is corrected')).toBeHidden();
  await page.getByRole('button', { name: 'Show its events' }).click();
  await expect(events.row(1)).toContainText('22:30:04');

  // Of two exports that overlap, one alone is corrected: what both hold falls apart, and that is said.
  await page.keyboard.press('Control+2');
  await evidence.select('1781913600000-lf-audit_logs-export-acme-week.json');
  const other = await evidence.changeReading();
  await other.getByRole('textbox', { name: /^Clock offset/u }).fill('-1 min');
  await other.getByRole('button', { name: 'Read again' }).click();
  await expect(page.getByText(/^54 records of this file and another one/u)).toBeVisible();
  await page.getByRole('button', { name: 'Show its events' }).click();
  const doubled = events.grid.getByRole('img', { name: 'same id, different content' });
  await expect(doubled.first()).toBeVisible();
  await events.focus();
  await events.press('Home');
  await page.getByRole('button', { name: 'Compare them' }).click();
  await expect(page.getByRole('dialog', { name: 'Compare 2 events' })).toContainText('Time');
});
