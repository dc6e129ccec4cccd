import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { expect, test } from './fixtures.ts';
import { DetailPane } from './pages/detailPane.ts';
import { EventsPage } from './pages/eventsPage.ts';
import { FilterBar } from './pages/filterBar.ts';

test('the detail follows the active row and keeps its tab', async ({ casebook }) => {
  const events = new EventsPage(casebook.page);
  const detail = new DetailPane(casebook.page);
  await events.openSample();
  await expect(detail.panel).toContainText('worded by Casebook');
  const first = await detail.reference.textContent();
  await events.focus();
  await events.press('ArrowDown');
  await expect(detail.reference).not.toHaveText(first ?? '');
  await events.press('3');
  await expect(detail.tab('Raw')).toHaveAttribute('aria-selected', 'true');
  await events.press('ArrowDown');
  await expect(detail.tab('Raw')).toHaveAttribute('aria-selected', 'true');
  await events.press('Enter');
  await expect(detail.panel).toBeFocused();
  await events.press('Escape');
  await expect(events.grid).toBeFocused();
});

test('a change is shown as fields, side by side and unified', async ({ casebook }) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const bar = new FilterBar(page);
  const detail = new DetailPane(page);
  await events.openSample();
  await bar.openText();
  await bar.text.fill('changed /role');
  await events.expectCount(3);
  await events.focus();
  await events.press('Home', 'd');
  const role = detail.changes.getByRole('row').filter({ hasText: '/role' });
  await expect(role).toContainText('changed');
  await detail.mode('Side by side');
  await expect(detail.editor).toBeVisible();
  await expect(detail.editor.locator('.editor.original .view-lines')).toContainText('role');
  await expect(detail.editor.locator('.editor.modified .view-lines')).toContainText('role');
  await expect(detail.panel).toContainText('Keys sorted');
  await detail.panel.getByRole('button', { name: 'Show as logged' }).click();
  await expect(detail.panel).toContainText('Keys as logged');
  await detail.mode('Unified');
  await expect(detail.editor.locator('.line-delete').first()).toBeVisible();
  await detail.mode('Fields');
  await expect(role).toBeVisible();
  expect(casebook.cspReports).toEqual([]);
  expect(casebook.consoleErrors).toEqual([]);
});

test('the previous and next change of the same resource are a key away', async ({ casebook }) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const bar = new FilterBar(page);
  const detail = new DetailPane(page);
  await events.openSample();
  await bar.openText();
  await bar.text.fill('resourceName = nightly');
  await events.expectCount(2);
  await events.focus();
  await events.press('Home', 'd');
  await expect(detail.panel).toContainText('of 2 changes');
  const row = await events.activeRow.getAttribute('aria-rowindex');
  await events.press(']');
  await expect(events.activeRow).not.toHaveAttribute('aria-rowindex', row ?? '');
  await events.press('[');
  await expect(events.activeRow).toHaveAttribute('aria-rowindex', row ?? '');
});

test('a state is saved as a file, with its keys as they were logged', async ({ casebook }) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const bar = new FilterBar(page);
  const detail = new DetailPane(page);
  await events.openSample();
  await bar.openText();
  await bar.text.fill('changed /role');
  await events.expectCount(3);
  await events.focus();
  await events.press('Home', 'd');
  const role = detail.changes.getByRole('row').filter({ hasText: '/role' });
  await expect(role).toBeVisible();
  const roles = [];
  for (const which of ['before', 'after']) {
    const file = await casebook.saveFile(() =>
      detail.panel.getByRole('button', { name: `Save ${which}…` }).click(),
    );
    roles.push(z.object({ role: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).role);
  }
  await expect(role).toContainText(roles[0] ?? 'no role');
  await expect(role).toContainText(roles[1] ?? 'no role');
  expect(roles[0]).not.toBe(roles[1]);
});

test('what happened around an event is one press away, and one undo', async ({ casebook }) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const bar = new FilterBar(page);
  const detail = new DetailPane(page);
  await events.openSample();
  await events.focus();
  const first = (await detail.reference.textContent()) ?? '';
  await events.press('End');
  await expect(detail.reference).not.toHaveText(first);
  const all = await events.status.textContent();
  const reference = (await detail.reference.textContent()) ?? '';
  await detail.panel.getByRole('button', { name: '±24 hours' }).click();
  await expect(events.status).not.toHaveText(all ?? '');
  await expect(detail.reference).toHaveText(reference);
  await bar.time('±15 minutes');
  await expect(detail.reference).toHaveText(reference);
  await expect(events.status).toContainText(/^[1-9] of /);
  await events.focus();
  await events.press('Control+z', 'Control+z');
  await expect(events.status).toContainText('273 events');
});

test('a row of CSV is shown as its cells', async ({ casebook }) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const bar = new FilterBar(page);
  const detail = new DetailPane(page);
  await events.openSample();
  await bar.openText();
  await bar.text.fill('source = kore');
  await expect(events.status).toContainText(/^\d+ of /);
  await detail.open('Raw');
  await detail.mode('Tree');
  const cell = detail.panel.getByRole('listitem').filter({ hasText: /^Event Name: / });
  await cell.hover();
  await cell.getByRole('button', { name: /^Include this/ }).click();
  await expect(bar.chip(/^raw\.\/Event Name is /)).toBeVisible();
});

test('a value of the record filters by its path', async ({ casebook }) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const bar = new FilterBar(page);
  const detail = new DetailPane(page);
  await events.openSample();
  await detail.open('Raw');
  await detail.mode('Tree');
  const line = detail.panel.getByRole('listitem').filter({ hasText: /^resourceType: / });
  await line.hover();
  await line.getByRole('button', { name: 'Include this /resourceType' }).click();
  await expect(bar.chip(/^raw\.\/resourceType is /)).toBeVisible();
});

test('the source is told to the byte and opens there', async ({ casebook }) => {
  const events = new EventsPage(casebook.page);
  const detail = new DetailPane(casebook.page);
  await events.openSample();
  await detail.open('Raw');
  const raw = (await detail.panel.getByLabel('The record as it was logged').textContent()) ?? '';
  await detail.open('Source');
  const length = Buffer.byteLength(raw.trim());
  const range = new RegExp(`${length} bytes from byte \\d+ on \\(the first is byte 0\\)`);
  await expect(detail.panel).toContainText(range);
  const hash = createHash('sha256').update(raw.trim()).digest('hex');
  await expect(detail.panel).toContainText(`SHA-256 of these bytes${hash}`);
  await detail.panel.getByText('Prove these bytes by hand').click();
  await expect(detail.panel).toContainText(`| head -c ${length} | sha256sum`);
  await detail.panel.getByRole('button', { name: 'Open in source' }).click();
  await expect(detail.panel.locator('mark')).toHaveText(raw.trim());
});

test('an actor that the product never records is said to be so', async ({ casebook }) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const bar = new FilterBar(page);
  const detail = new DetailPane(page);
  await events.openSample();
  await bar.openText();
  await bar.text.fill('NOT exists actor');
  await events.expectCount(2);
  await expect(detail.panel).toContainText(/never records who|without an actor|did this itself/);
});

test('on a small window the detail lies over the grid until it is closed', async ({ casebook }) => {
  const { page } = casebook;
  await page.setViewportSize({ width: 1100, height: 700 });
  const events = new EventsPage(page);
  const detail = new DetailPane(page);
  await events.openSample();
  await expect(detail.pane).toHaveCount(0);
  await events.focus();
  await events.press('Enter');
  await expect(detail.pane).toBeVisible();
  await events.press('Escape');
  await expect(detail.pane).toHaveCount(0);
  await expect(events.grid).toBeFocused();
});
