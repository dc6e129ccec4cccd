import fs from 'node:fs';
import path from 'node:path';

import type { Page } from '@playwright/test';

import { langfuseLines } from '../helpers/importedCase.ts';
import { expect, test } from './fixtures.ts';
import { ImportDialog } from './pages/importDialog.ts';
import { Shell } from './pages/shell.ts';
import { StartPage } from './pages/startPage.ts';
import { SyncPage } from './pages/syncPage.ts';

test.beforeEach(({ host }) => {
  test.skip(host !== 'electron', 'about the desktop host alone');
});

/** Lets files and folders of this computer fall onto the window, with their paths, as a file manager does. */
async function drop(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
}

test('files and folders that fall onto the window are read where they are', async ({
  casebook,
}) => {
  const { page, home } = casebook;
  const folder = path.join(home, 'logs');
  fs.mkdirSync(path.join(folder, 'june'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'june', 'a.jsonl'), langfuseLines(0, 3));
  fs.writeFileSync(path.join(folder, 'b.jsonl'), langfuseLines(10, 4));
  const single = path.join(home, 'c.jsonl');
  fs.writeFileSync(single, langfuseLines(20, 5));

  await drop(page, [folder, single]);
  await new StartPage(page).giveName();
  const dialog = new ImportDialog(page);
  await expect(dialog.files).toContainText(/a\.jsonl\s*logs\/june/);
  await expect(dialog.files).toContainText(/b\.jsonl\s*logs/);
  const copies = fs
    .readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.jsonl'));
  expect(copies.toSorted()).toEqual(['c.jsonl', 'logs/b.jsonl', 'logs/june/a.jsonl']);
  await dialog.start();
  await dialog.showEvents();
  await expect.poll(() => new Shell(page).eventCount()).toBe(12);
});

test('a dialog of the system that is cancelled changes nothing and complains of nothing', async ({
  casebook,
}) => {
  const { page, electron } = casebook;
  await new StartPage(page).newCase('Undecided');
  await electron?.evaluate(({ dialog }) => {
    const asked: unknown[] = [];
    Object.assign(globalThis, { asked });
    dialog.showOpenDialog = (...given: readonly unknown[]) => {
      asked.push(Reflect.get(Object(given.at(-1)), 'properties'));
      return Promise.resolve({ canceled: true, filePaths: [] });
    };
  });
  const dialog = new ImportDialog(page);
  await dialog.open();
  await dialog.dialog.getByRole('button', { name: 'Choose files' }).click();
  await dialog.dialog.getByRole('button', { name: 'Choose a folder' }).click();
  await expect(dialog.dialog.getByRole('alert')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await new Shell(page).goTo('Evidence files');
  const sync = new SyncPage(page);
  await sync.panel.getByRole('button', { name: 'Add sync source' }).click();
  await sync.dialog.getByRole('button', { name: 'Choose folder…' }).click();
  await expect(sync.dialog).toContainText('none chosen yet');
  await expect(sync.dialog.getByRole('alert')).toHaveCount(0);
  const asked = await electron?.evaluate(() => Reflect.get(globalThis, 'asked') as unknown);
  expect(asked).toEqual([
    ['openFile', 'multiSelections'],
    ['openDirectory', 'multiSelections'],
    ['openDirectory'],
  ]);
});
