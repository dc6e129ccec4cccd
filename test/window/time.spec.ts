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

test('a zone is found by typing, keeps the events that a period shows, and one undo takes both back', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const filter = new FilterBar(page);
  await events.openSample();
  await filter.time({ from: '2026-06-18 22:40', to: '2026-06-18' });
  await expect(filter.bar.getByRole('button', { name: /^Time: 2026-06-18 22:40/ })).toBeVisible();
  await events.expectCount(8);
  const menu = page.getByRole('button', { name: /Time zone$/ });
  await menu.focus();
  await page.keyboard.press('Enter');
  const search = page.getByRole('combobox', { name: 'Find a time zone' });
  await expect(search).toBeFocused();
  // The hidden buttons by which a screen reader leaves a popover stand outside of every landmark.
  expect(await violations(page, ['region'])).toEqual([]);
  await page.keyboard.type('tokyo');
  const zones = page.getByRole('listbox', { name: 'Time zones' }).getByRole('option');
  await expect(zones).toHaveText([/^Asia\/Tokyo/]);
  await page.keyboard.press('Enter');
  await expect(events.header('Time (Asia/Tokyo)')).toBeAttached();
  await expect(
    filter.bar.getByRole('button', { name: 'Time: 2026-06-19 07:40 – before 2026-06-19 09:00' }),
  ).toBeVisible();
  await events.expectCount(8);
  await page.keyboard.press('Control+4');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill('times in europe/berlin');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await expect(menu).toHaveAccessibleName('Europe/Berlin Time zone');
  await page.keyboard.press('Control+1');
  await events.focus();
  await events.press('Control+z', 'Control+z');
  await expect(events.header('Time (UTC)')).toBeAttached();
  await expect(filter.bar.getByRole('button', { name: /^Time: 2026-06-18 22:40/ })).toBeVisible();
  await events.press('Shift+F');
  await filter.text.fill('hour >= 20');
  await page.keyboard.press('Escape');
  await events.focus();
  await menu.click();
  await expect(search).toBeFocused();
  await page.keyboard.type('chosen tok');
  await page.keyboard.press('Enter');
  const notice = page.getByText('Hour in the filter is now read in Asia/Tokyo');
  await expect(notice).toBeVisible();
  await notice.locator('..').getByRole('button', { name: 'Undo' }).click();
  await expect(notice).toBeHidden();
  await expect(events.header('Time (UTC)')).toBeAttached();
});
