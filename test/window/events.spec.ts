import { expect, test } from './fixtures.ts';
import { DetailPane } from './pages/detailPane.ts';
import { EventsPage } from './pages/eventsPage.ts';
import { FilterBar } from './pages/filterBar.ts';

test('the grid is a grid: rows, columns and the active row are named, and the focus stays on it', async ({
  casebook,
}) => {
  const events = new EventsPage(casebook.page);
  await events.openSample();
  await events.expectCount(273);
  await expect(events.grid).toHaveAttribute('aria-rowcount', '274');
  await expect(events.grid).toHaveAttribute('aria-colcount', '9');
  await expect(events.header('Product')).toBeAttached();
  await events.focus();
  await events.press('ArrowDown', 'j', 'j', 'k');
  await expect(events.activeRow).toHaveAttribute('aria-rowindex', '4');
  await events.press('End');
  await expect(events.activeRow).toHaveAttribute('aria-rowindex', '274');
  await expect(events.grid).toBeFocused();
  const active = await events.grid.getAttribute('aria-activedescendant');
  await events.grid.evaluate((grid) => (grid.scrollTop = 0));
  await expect(events.row(1)).toBeVisible();
  await expect(casebook.page.locator(`#${active}`)).toBeAttached();
});

test('a header sorts, with Shift beside what sorts already, and undo takes it back', async ({
  casebook,
}) => {
  const events = new EventsPage(casebook.page);
  await events.openSample();
  await events.header('Action').getByRole('button', { name: 'Action', exact: true }).click();
  await expect(events.header('Action')).toHaveAttribute('aria-sort', 'ascending');
  await expect(events.status).toContainText('Action ↑');
  await events
    .header(/^Time/)
    .getByRole('button', { name: /^Time/ })
    .click({ modifiers: ['Shift'] });
  await expect(events.status).toContainText('Action ↑, Time ↑');
  await events.focus();
  await events.press('Control+z', 'Control+z');
  await expect(events.header(/^Time/)).toHaveAttribute('aria-sort', 'ascending');
  await expect(events.header('Action')).toHaveAttribute('aria-sort', 'none');
});

test('"Go to" finds a row, a reference and a time, and says when there is none', async ({
  casebook,
}) => {
  const events = new EventsPage(casebook.page);
  const detail = new DetailPane(casebook.page);
  await events.openSample();
  const first = (await detail.reference.textContent()) ?? '';
  await events.focus();
  await events.goTo('200');
  await expect(events.activeRow).toHaveAttribute('aria-rowindex', '201');
  // The detail follows the row as soon as its event is read.
  await expect(detail.reference).not.toHaveText(first);
  const reference = (await detail.reference.textContent())?.trim() ?? '';
  expect(reference).toMatch(/^E\d+-\d+/);
  await events.focus();
  await events.press('Home');
  await expect(events.activeRow).toHaveAttribute('aria-rowindex', '2');
  await events.goTo(reference);
  await expect(events.activeRow).toHaveAttribute('aria-rowindex', '201');
  await events.focus();
  await events.goTo('E99-1');
  await expect(casebook.page.getByRole('alert')).toContainText('not');
});

test('a cell is copied, and the record is copied as it was logged', async ({ casebook }) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  await events.openSample();
  await events.focus();
  await events.press('ArrowRight', 'ArrowRight', 'ArrowRight', 'y');
  await expect(page.getByText('Value copied')).toBeVisible();
  const action = (await events.cell(events.activeRow, 2).textContent())?.trim();
  // Pasted where it can be read: the window itself may not read the clipboard.
  const bar = new FilterBar(page);
  await bar.openText();
  await bar.text.press('Control+v');
  await expect(bar.text).toHaveValue(action ?? '');
  await bar.text.fill('');
  await events.focus();
  await events.press('Y');
  await expect(page.getByText(/^Record E/)).toBeVisible();
  await bar.text.focus();
  await bar.text.press('Control+v');
  const record: unknown = JSON.parse(await bar.text.inputValue());
  expect(record).toMatchObject({ action });
});

test('values stand with their counts and filter by a click', async ({ casebook }) => {
  const events = new EventsPage(casebook.page);
  const bar = new FilterBar(casebook.page);
  await events.openSample();
  const product = events.facets.getByRole('list', { name: 'Product' });
  await expect(product.getByRole('listitem').filter({ hasText: 'arcane' })).toContainText('27');
  await product.getByRole('button', { name: 'arcane', exact: true }).click();
  await events.expectCount(27);
  await product.getByRole('button', { name: 'kore', exact: true }).click();
  await events.expectCount(33);
  await product.getByRole('button', { name: 'arcane', exact: true }).click();
  await events.expectCount(6);
  await expect(bar.chip('product is kore')).toBeVisible();
});

test('values are found, included, excluded and taken back by keys, a branch of actions among them', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const bar = new FilterBar(page);
  await events.openSample();
  const field = events.facets.getByRole('searchbox', { name: 'Find in Action' });
  await field.fill('prompt.');
  const actions = events.facets.getByRole('list', { name: 'Action', exact: true });
  await expect(actions.getByRole('listitem')).toHaveCount(4);
  await page.keyboard.press('ArrowDown');
  await expect(actions.getByRole('button', { name: 'prompt', exact: true })).toBeFocused();
  await page.keyboard.press('=');
  await events.expectCount(101);
  await expect(bar.chip('action path matches prompt.*')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('-');
  await expect(bar.chip(/^action path is not prompt/)).toBeVisible();
  await page.keyboard.press('-');
  await events.expectCount(101);
  await page.keyboard.press('Escape');
  await expect(events.grid).toBeFocused();
});

test('the histogram is a time filter by a drag, shows the chosen period or all, and is a table for those who do not drag', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const bar = new FilterBar(page);
  await events.openSample();
  const chart = events.histogram.getByRole('img');
  const box = await chart.boundingBox();
  if (!box) throw new Error('the histogram is not drawn');
  await page.mouse.move(box.x + box.width * 0.4, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 20, { steps: 4 });
  await page.mouse.up();
  await expect(bar.bar.getByRole('button', { name: /^Time: \d/ })).toBeVisible();
  await expect(events.status).not.toContainText('273 of 273');
  const bars = events.histogram.getByRole('group', { name: /bars, at most/ });
  await expect(bars).toHaveAccessibleName(/by hour/);
  await events.histogram.getByRole('button', { name: 'Whole time' }).click();
  await expect(bars).toHaveAccessibleName(/by day/);
  await events.histogram.getByRole('button', { name: 'Chosen period' }).click();
  await expect(bars).toHaveAccessibleName(/by hour/);
  await bars.press('Escape');
  await events.expectCount(273);
  await expect(bars).toHaveAccessibleName(/by day/);
  await events.focus();
  await events.press('Control+Shift+z');
  await expect(bars).toHaveAccessibleName(/by hour/);
  await events.press('Control+e');
  await events.expectCount(273);
  await events.histogram.getByRole('button', { name: 'Histogram as a table' }).click();
  await expect(events.histogram.getByRole('row').nth(2)).toBeVisible();
});

test("the products' own columns are a view away", async ({ casebook }) => {
  const events = new EventsPage(casebook.page);
  const bar = new FilterBar(casebook.page);
  await events.openSample();
  await bar.view('Organisation');
  await events.expectCount(2);
  const headers = await events.grid.getByRole('columnheader').allTextContents();
  expect(headers).toEqual(['', 'Time (UTC)', 'Action', 'Resource type', 'Resource id', 'Actor id']);
});

test('columns come and go', async ({ casebook }) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  await events.openSample();
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  const menu = page.getByRole('dialog', { name: 'Columns' });
  await menu.getByRole('checkbox', { name: 'IP address' }).uncheck();
  await menu.getByRole('textbox', { name: 'Find a column' }).fill('raw./projectId');
  await menu.getByRole('button', { name: /^Add the path/ }).click();
  await page.keyboard.press('Escape');
  await expect(events.header('IP address')).toHaveCount(0);
  await expect(events.header('raw./projectId')).toBeAttached();
});

test('z switches the time zone, Alt with the arrows goes back and forward, and none of it steals from a field', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const bar = new FilterBar(page);
  await events.openSample();
  const product = events.facets.getByRole('list', { name: 'Product' });
  await product.getByRole('button', { name: 'arcane', exact: true }).click();
  await events.expectCount(27);
  await events.focus();
  await events.press('Alt+ArrowLeft');
  await events.expectCount(273);
  await events.press('Alt+ArrowLeft');
  await expect(page.getByText('No view before this one')).toBeVisible();
  await events.press('Alt+ArrowRight');
  await events.expectCount(27);
  await page.getByRole('button', { name: /Time zone/ }).click();
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await expect(events.header('Time (Asia/Tokyo)')).toBeAttached();
  await events.focus();
  await events.press('z');
  await expect(events.header('Time (UTC)')).toBeAttached();
  await events.press('Alt+ArrowLeft');
  await expect(events.header('Time (Asia/Tokyo)')).toBeAttached();
  await events.press('/');
  await page.keyboard.type('zYHo');
  await expect(bar.search).toHaveValue('zYHo');
  await expect(page.getByRole('button', { name: 'Asia/Tokyo Time zone' })).toBeAttached();
});

test('several rows are selected by Shift and by Ctrl, and copied one per line', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const bar = new FilterBar(page);
  await events.openSample();
  const pasted = async (): Promise<readonly string[]> => {
    if (!(await bar.text.isVisible())) await bar.openText();
    await bar.text.fill('');
    await bar.text.press('Control+v');
    await expect(bar.text).not.toHaveValue('');
    return (await bar.text.inputValue()).split('\n');
  };
  await events.focus();
  await events.press('Home', 'Shift+ArrowDown', 'Shift+ArrowDown');
  await expect(events.activeRow).toHaveCount(3);
  await events.row(6).click({ modifiers: ['Control'] });
  await expect(events.activeRow).toHaveCount(4);
  await expect(events.grid).toBeFocused();
  await events.press('Control+c');
  await expect(page.getByText('4 references copied')).toBeVisible();
  const references = await pasted();
  expect(new Set(references).size).toBe(4);
  for (const reference of references) expect(reference).toMatch(/^E\d+-\d+/);
  await events.focus();
  await events.press('Y');
  await expect(page.getByText('4 records, as they were logged, copied')).toBeVisible();
  const records = (await pasted()).join('\n');
  await events.focus();
  await events.press('Escape');
  await expect(events.activeRow).toHaveCount(1);
  await events.press('Shift+ArrowUp', 'j');
  await expect(events.activeRow).toHaveCount(1);
  await events.press('Home', 'Y');
  await expect(page.getByText(/^Record E/)).toBeVisible();
  const alone = (await pasted()).join('\n');
  expect(records.startsWith(`${alone}\n`)).toBe(true);
  expect(records.length).toBeGreaterThan(3 * alone.length);
});
