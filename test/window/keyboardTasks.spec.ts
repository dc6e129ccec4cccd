import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { DetailPane } from './pages/detailPane.ts';
import { EventsPage } from './pages/eventsPage.ts';

/** A keyboard that counts: a letter typed and a key pressed, held keys with it, are one stroke each. */
function keyboardOf(page: Page) {
  let strokes = 0;
  return {
    strokes: () => strokes,
    async press(...keys: readonly string[]) {
      for (const key of keys) {
        await page.keyboard.press(key);
        strokes++;
      }
    },
    async type(text: string) {
      await page.keyboard.type(text);
      strokes += text.length;
    },
    /** Ctrl+K, some letters of a command, Enter. */
    async command(letters: string) {
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeFocused();
      await page.keyboard.type(letters);
      await page.keyboard.press('Enter');
      strokes += letters.length + 2;
    },
  };
}

test('five questions of an investigator are answered by keyboard alone', async ({ casebook }) => {
  test.setTimeout(120_000);
  const { page } = casebook;
  const events = new EventsPage(page);
  const detail = new DetailPane(page);
  await events.openSample();
  await events.focus();
  const told: string[] = [];
  const task = async (
    question: string,
    most: number,
    work: (keys: ReturnType<typeof keyboardOf>) => Promise<void>,
  ) => {
    const keys = keyboardOf(page);
    await work(keys);
    told.push(`${keys.strokes()} strokes: ${question}`);
    expect(keys.strokes(), question).toBeLessThanOrEqual(most);
    await events.focus();
    await events.press('Control+e');
    await events.expectCount(273);
  };

  await task('who deleted a dataset, and what was in it', 30, async (keys) => {
    await keys.command('delet');
    await events.expectCount(49);
    await keys.press('/');
    await keys.type('golden');
    await keys.press('Enter');
    await expect(events.status).toContainText('1 of 273');
    await keys.press('d');
    await expect(events.row(1)).toContainText('eve.santos@partner.example');
    await expect(detail.pane).toContainText('Deleted, last known state');
    await expect(detail.pane).toContainText('golden-answers');
  });

  await task('all that an API key shows in the hour around its deletion', 20, async (keys) => {
    await keys.press('/');
    await keys.type('nightly');
    await keys.press('Enter');
    await expect(events.status).toContainText('2 of 273');
    // The newest first, as the view of the question before left it.
    await expect(detail.pane).toContainText('Deleted, last known state');
    await expect(detail.pane).toContainText('key-7e21');
    await keys.command('±1 h');
    await expect(page.getByRole('button', { name: /^Time: 2026-06-18 22:02/ })).toBeVisible();
    await events.expectCount(2);
  });

  await task('every role raised to owner this month', 45, async (keys) => {
    await keys.press('F');
    await keys.type('changed role AND after./role = OWNER');
    await events.expectCount(1);
    await expect(events.row(1)).toContainText('role: MEMBER → OWNER');
  });

  await task('the change that set how long data is kept', 30, async (keys) => {
    await keys.press('F');
    await keys.type('changed retentionDays');
    await events.expectCount(1);
    await expect(events.row(1)).toContainText('retentionDays: 365 → 30');
  });

  await task('export the deletions of the last week with a comment of mine', 40, async (keys) => {
    await keys.command('delet');
    await keys.command('7 d');
    await expect(events.status).not.toContainText('49 of 273');
    const count = Number(/^\d+/.exec((await events.status.textContent()) ?? '')?.[0]);
    await keys.press('Home', 'c');
    await expect(page.getByRole('textbox', { name: 'Comment' })).toBeFocused();
    await keys.type('Ask Bob');
    await keys.press('Control+Enter');
    await expect(events.row(1).getByRole('gridcell').first()).toHaveAccessibleName('1 comment');
    await keys.press('Control+Shift+E');
    await expect(page.getByRole('radio', { name: /^CSV/ })).toBeFocused();
    await keys.press('Tab', 'Tab', 'Tab', 'Space');
    await expect(page.getByRole('checkbox', { name: /^Notes/ })).toBeChecked();
    const file = await casebook.saveFile(() => keys.press('Enter'));
    const [head, first, ...rest] = readFileSync(file, 'utf8').trimEnd().split('\r\n');
    expect(head).toContain('"comment"');
    expect(first).toContain('"Ask Bob"');
    expect(rest.length + 1).toBe(count);
    await page.keyboard.press('Escape');
  });
  test.info().annotations.push(...told.map((description) => ({ type: 'keys', description })));
  console.info(told.join('\n'));
});
