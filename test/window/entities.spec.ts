import fs from 'node:fs';
import path from 'node:path';

import { expect, test } from './fixtures.ts';
import { EntitiesPage } from './pages/entitiesPage.ts';
import { EventsPage } from './pages/eventsPage.ts';
import { ImportDialog } from './pages/importDialog.ts';
import { StartPage } from './pages/startPage.ts';
import { violations } from './violations.ts';

test('the page of an actor tells what it did, its numbers lead to their events, and Alt+← leads back', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const entities = new EntitiesPage(page);
  await events.openSample();
  await entities.open();
  await page.getByRole('searchbox', { name: /^Find among/u }).fill('alice');
  const line = entities.list('Actors').getByRole('row', { name: /alice\.moreau@acme/u });
  const count = Number(await line.getByRole('cell').nth(1).textContent());
  await line.getByRole('button').first().click();
  await expect(entities.heading('alice.moreau@acme.example')).toBeVisible();
  await expect(page.getByText(`${count} events`, { exact: true })).toBeVisible();
  await expect(entities.part('When it is active').getByRole('row')).toHaveCount(8);
  expect(await violations(page)).toEqual([]);
  const deletions = entities.part('Kinds of action').getByRole('button', { name: /delete/u });
  const deleted = Number(/\d+$/u.exec((await deletions.textContent()) ?? '')?.[0]);
  await deletions.click();
  await events.expectCount(deleted);
  await events.focus();
  await events.press('Alt+ArrowLeft');
  await expect(entities.heading('alice.moreau@acme.example')).toBeVisible();
  await page.getByRole('button', { name: 'Show its events' }).click();
  await events.expectCount(count);
});

test('an auditor says that two names are one: the page counts both, says whose word it is, and takes it back', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const entities = new EntitiesPage(page);
  await events.openSample();
  await entities.open();
  await page.getByRole('searchbox', { name: /^Find among/u }).fill('alice');
  const line = entities.list('Actors').getByRole('row', { name: /alice\.moreau@acme/u });
  const own = Number(await line.getByRole('cell').nth(1).textContent());
  await line.getByRole('button').first().click();
  await expect(page.getByText(/products have this id/u)).toBeVisible();
  await page.getByRole('button', { name: 'It has another name…' }).click();
  await page.getByRole('searchbox', { name: /^Another actor/u }).fill('okafor');
  const found = page.getByRole('list', { name: 'Found' }).getByRole('listitem').first();
  const other = Number(/(\d+) events/u.exec((await found.textContent()) ?? '')?.[1]);
  expect(await violations(page)).toEqual([]);
  await found.getByRole('button').click();
  await expect(page.getByText(`${own + other} events`, { exact: true })).toBeVisible();
  await expect(page.getByText(/said by Ada Auditor/u)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show its events' }).click();
  await events.expectCount(own + other);
  await events.focus();
  await events.press('Alt+ArrowLeft');
  await page.getByRole('button', { name: /^Take back: /u }).click();
  await expect(page.getByText(`${own} events`, { exact: true })).toBeVisible();
});

test('a, r and i open the page of the active event’s actor, resource and address', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const entities = new EntitiesPage(page);
  await events.openSample();
  for (const [key, kind] of [
    ['a', /^(Actor|API key) ·/u],
    ['r', /^Resource ·/u],
    ['i', /^IP address$/u],
  ] as const) {
    await events.focus();
    await events.press('Home', key);
    await expect(page.getByRole('main').locator('header').getByText(kind)).toBeVisible();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(events.grid).toBeFocused();
  }
  await events.focus();
  await events.press('Home', 'r');
  await entities
    .part(/^(Actors|API keys): \d/u)
    .getByRole('button')
    .first()
    .click();
  await expect(page.getByText(/^(Actor|API key) ·/u)).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByText(/^Resource ·/u)).toBeVisible();
});

test('a name of any length leaves the counts and times of the list in sight', async ({
  casebook,
}) => {
  const { page, home } = casebook;
  await new StartPage(page).newCase('Long names');
  const name = `arn:aws:iam::123456789012:user/${'very-long-'.repeat(40)}end`;
  const file = path.join(home, 'long.jsonl');
  const event = {
    '@timestamp': 1781776800000,
    _document_id: 'one',
    action: 'repo.create',
    actor: name,
    org: 'acme',
  };
  fs.writeFileSync(file, `${JSON.stringify(event)}\n`);
  const dialog = new ImportDialog(page);
  await dialog.importFiles(casebook, [file]);
  await dialog.showEvents();
  await page.setViewportSize({ width: 1100, height: 700 });
  const entities = new EntitiesPage(page);
  await entities.open();
  const table = entities.list('Actors');
  await expect(table.getByRole('button', { name })).toBeVisible();
  expect(await table.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  await expect(table.getByRole('columnheader', { name: /^Last seen/u })).toBeInViewport({
    ratio: 1,
  });
});
