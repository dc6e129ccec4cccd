import type { Page } from '@playwright/test';

import { expect, test } from './fixtures.ts';
import { EventsPage } from './pages/eventsPage.ts';
import { violations } from './violations.ts';

/** What can be opened over the events, and how; Esc closes each. */
const opened: readonly (readonly [what: string, open: (page: Page) => Promise<void>])[] = [
  ['fields with values', (page) => page.getByRole('button', { name: 'Choose the fields' }).click()],
  ['column menu', (page) => page.getByRole('button', { name: 'Columns', exact: true }).click()],
  ['views menu', (page) => page.getByRole('button', { name: 'Views' }).click()],
  ['menu of a column', (page) => page.keyboard.press('Shift+F10')],
  ['events by a column', (page) => page.keyboard.press('g')],
  ['commands', (page) => page.keyboard.press('Control+k')],
  ['keys', (page) => page.keyboard.press('?')],
  ['save view', (page) => page.keyboard.press('Control+s')],
  ['filter builder', (page) => page.keyboard.press('f')],
];

test('nothing that opens over the events has an accessibility violation in either theme', async ({
  casebook,
}) => {
  test.setTimeout(120_000);
  const { page } = casebook;
  const events = new EventsPage(page);
  await events.openSample();
  await events.focus();
  await events.press('ArrowRight', 'ArrowRight');
  await events.histogram.getByRole('button', { name: 'Histogram as a table' }).click();
  for (const [what, open] of opened) {
    await events.focus();
    await open(page);
    await expect(page.locator('[role=dialog], [role=menu]').first()).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // The hidden buttons by which a screen reader leaves a popover stand beside its dialog, outside of every landmark.
      const found = await violations(page, ['region']);
      expect({ what, colorScheme, found }).toEqual({
        what,
        colorScheme,
        found: [],
      });
    }
    await page.keyboard.press('Escape');
    await expect(page.locator('[role=dialog], [role=menu]')).toHaveCount(0);
  }
});

test('at 200 % zoom nothing lies beyond the window, and the events are still read', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  await events.openSample();
  // What 1440 × 900 is at 200 %.
  await page.setViewportSize({ width: 720, height: 450 });
  const beyond = () =>
    page.evaluate(() => ({
      width: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      height: document.documentElement.scrollHeight - document.documentElement.clientHeight,
    }));
  await expect.poll(beyond).toEqual({ width: 0, height: 0 });
  await expect(events.row(3)).toBeInViewport();
  await expect(events.status).toBeInViewport();
  await events.focus();
  await events.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Detail' })).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(events.grid).toBeFocused();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find a command' })).toBeInViewport();
  await page.keyboard.press('Escape');
});

test('forced colours keep the active row, the focus and the bars to be told; reduced motion moves nothing', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  await events.openSample();
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await events.focus();
  await events.press('ArrowDown');
  const look = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { backgroundColor, outlineStyle, outlineColor } = getComputedStyle(element);
        return { backgroundColor, outlineStyle, outlineColor };
      });
  const [active, other] = [
    await look('.grid-row.is-active'),
    await look('.grid-row:not(.is-active)'),
  ];
  expect(active).not.toEqual(other);
  const moving = await page.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
  );
  expect(moving).toBe(0);
});
