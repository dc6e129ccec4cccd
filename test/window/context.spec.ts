import { expect, test } from './fixtures.ts';
import { DetailPane } from './pages/detailPane.ts';
import { EventsPage } from './pages/eventsPage.ts';
import { FilterBar } from './pages/filterBar.ts';
import { violations } from './violations.ts';

test('x shows what happened around the event whatever the filter hides, and a neighbour opens from there', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const detail = new DetailPane(page);
  await events.openSample();
  await new FilterBar(page).search.fill('refund');
  await page.keyboard.press('Enter');
  await expect(events.status).not.toContainText(/^([\d,]+) of \1 /u);
  await events.focus();
  await events.press('j', 'j', 'x');
  const list = detail.panel.getByRole('list', { name: 'Events around it' });
  await expect(list.locator('[aria-current=true]')).toBeVisible();
  expect(await list.getByRole('button').count()).toBeGreaterThan(25);
  expect(await violations(page)).toEqual([]);
  await list.locator('[aria-current=true]').focus();
  await events.press('ArrowUp', 'Enter');
  await expect(detail.pane).toContainText('is not among the events that the filter shows');
  await detail.pane.getByRole('button', { name: 'Show it without the filter' }).click();
  await expect(events.status).toContainText(/^([\d,]+) of \1 /u);
  await expect(list.locator('[aria-current=true]')).toBeVisible();
  await detail.panel.getByRole('button', { name: 'Same actor' }).click();
  await expect(detail.panel).toContainText('of this actor');
});

test('everything mentioning an e-mail is one press away, and the values of a field over time are listed', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const detail = new DetailPane(page);
  const filter = new FilterBar(page);
  await events.openSample();
  await filter.search.fill('support-triage');
  await page.keyboard.press('Enter');
  await expect(events.status).not.toContainText('273 of ');
  await events.focus();
  await events.press('Home', 'd');
  const overTime = detail.panel.getByRole('button', { name: /over time$/u }).first();
  await overTime.click();
  await expect(detail.panel.getByRole('region', { name: /over time$/u })).toContainText(
    /Of \d+ changes? of this resource/u,
  );
  expect(await violations(page)).toEqual([]);
  await detail.open('Summary');
  const mention = detail.panel.getByRole('button', { name: /^Everything mentioning this Actor/u });
  await mention.first().click();
  await expect(filter.search).not.toHaveValue('support-triage');
  await events.focus();
  await events.press('Alt+ArrowLeft');
  await expect(filter.search).toHaveValue('support-triage');
});
