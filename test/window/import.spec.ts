import fs from 'node:fs';
import path from 'node:path';

import {
  bucketCopy,
  copiedRow,
  juneLog,
  koreLog,
  largeLog,
  picture,
  unknownLog,
  weekLog,
} from './evidenceFiles.ts';
import { expect, test } from './fixtures.ts';
import { EventsPage } from './pages/eventsPage.ts';
import { EvidencePage } from './pages/evidencePage.ts';
import { FilterBar } from './pages/filterBar.ts';
import { dropFiles, ImportDialog, pasteText } from './pages/importDialog.ts';
import { Shell } from './pages/shell.ts';
import { StartPage } from './pages/startPage.ts';

test('recognised files go straight to the summary, and the balance counts every record', async ({
  casebook,
}) => {
  const { page } = casebook;
  await new StartPage(page).newCase('By dialog');
  const dialog = new ImportDialog(page);
  await dialog.open();
  await dialog.choose(casebook, [weekLog, juneLog]);
  await expect(dialog.files.getByRole('listitem')).toHaveCount(2);
  await expect(dialog.files).toContainText('Langfuse / ABV audit log');
  await dialog.start();
  await expect(dialog.balance.getByRole('row').nth(1)).toContainText(/241\s*186\s*54\s*0\s*1/);
  await expect(dialog.dialog.getByRole('status')).toContainText(
    '240 new, 54 known already, 1 rejected',
  );
  await dialog.showEvents();
  await expect.poll(() => new Shell(page).eventCount()).toBe(240);
});

test('files dropped on the start screen make a case, and dropped on a case they are offered for import', async ({
  casebook,
}) => {
  const { page } = casebook;
  const start = new StartPage(page);
  const dialog = new ImportDialog(page);
  await dropFiles(page, [koreLog]);
  await start.giveName();
  await expect(page.getByRole('banner')).toContainText('kore-audit-logs');
  await expect(dialog.dialog).toContainText('Read as Kore.ai Agent Platform audit log');
  await dialog.start();
  await dialog.showEvents();
  await dropFiles(page, [weekLog]);
  await expect(dialog.files.getByRole('listitem')).toHaveCount(1);
  await dialog.start();
  await dialog.showEvents();
  // The events that this import brought, of all.
  await expect(new EventsPage(page).status).toContainText('54 of 60 events');
});

test('pasted text becomes an evidence file, and its times are asked for their zone', async ({
  casebook,
}) => {
  const { page } = casebook;
  await new StartPage(page).newCase('By paste');
  const dialog = new ImportDialog(page);
  await pasteText(page, copiedRow);
  await expect(dialog.files).toContainText('pasted');
  await dialog.dialog
    .getByRole('combobox', { name: 'Time zone of these times' })
    .fill('Asia/Kolkata');
  await expect(dialog.firstEvents).toContainText('2026-06-18T17:10');
  await dialog.start();
  await dialog.showEvents();
  await expect.poll(() => new Shell(page).eventCount()).toBe(1);
});

test('the mapping of an unknown log is shown with its first events and can be corrected', async ({
  casebook,
}) => {
  const { page } = casebook;
  await new StartPage(page).newCase('Unknown');
  const dialog = new ImportDialog(page);
  await dialog.open();
  await dialog.choose(casebook, [unknownLog(casebook.home)]);
  await expect(dialog.files).toContainText('not recognised: check the mapping');
  await dialog.dialog.getByRole('combobox', { name: 'Resource id' }).selectOption('/obj');
  await expect(dialog.firstEvents).toContainText('door-7');
  await dialog.dialog.getByRole('combobox', { name: 'Action', exact: true }).selectOption('/did');
  await expect(dialog.firstEvents).toContainText('alarm off');
  await dialog.start();
  await dialog.showEvents();
  await expect.poll(() => new Shell(page).eventCount()).toBe(3);
});

test('an empty export is offered, kept as evidence and called an empty file', async ({
  casebook,
}) => {
  const { page } = casebook;
  await new StartPage(page).newCase('Nothing happened');
  const dialog = new ImportDialog(page);
  const empty = path.join(casebook.home, 'july.json');
  fs.writeFileSync(empty, '');
  await dialog.open();
  await dialog.choose(casebook, [empty]);
  await expect(dialog.files).toContainText('empty: kept without events');
  await dialog.start();
  await expect(dialog.balance).toContainText('july.json');
  await dialog.showFiles();
  const evidence = new EvidencePage(page);
  await expect(evidence.table).toContainText('empty file');
  await expect(evidence.table).not.toContainText('container');
  await new Shell(page).goTo('Events');
  await expect(page.getByText('The evidence of this case holds no events.')).toBeVisible();
});

test('a file that is none is named with its reason, the others come in, and Esc leaves nothing behind', async ({
  casebook,
}) => {
  const { page } = casebook;
  await new StartPage(page).newCase('Some bad');
  const dialog = new ImportDialog(page);
  await dialog.open();
  await dialog.choose(casebook, [weekLog, picture(casebook.home)]);
  await expect(dialog.files).toContainText('cannot be imported');
  await page.keyboard.press('Escape');
  await expect(dialog.dialog).toBeHidden();
  await expect(page.getByRole('region', { name: 'No evidence yet' })).toBeVisible();

  await dialog.importFiles(casebook, [weekLog, picture(casebook.home)]);
  await expect(dialog.dialog.getByRole('region', { name: 'Not imported' })).toContainText(
    'photo.png',
  );
  await dialog.showEvents();
  await expect.poll(() => new Shell(page).eventCount()).toBe(54);
});

test('a file large enough for threads comes in whole, and is searched once its index is made', async ({
  casebook,
}) => {
  const { page } = casebook;
  await new StartPage(page).newCase('Large');
  const dialog = new ImportDialog(page);
  await dialog.open();
  await dialog.choose(casebook, [largeLog(casebook.home, 21_000)]);
  await dialog.start();
  await dialog.showEvents();
  await expect.poll(() => new Shell(page).eventCount()).toBe(21_000);
  const events = new EventsPage(page);
  await expect(events.status).not.toContainText('search index', { timeout: 30_000 });
  await new FilterBar(page).search.fill('needle');
  await events.expectCount(1);
  await expect(events.row(1)).toContainText('delete');
});

test('a folder of many files is taken as one, found again file by file, and what is missing is told', async ({
  casebook,
}) => {
  const { page } = casebook;
  await new StartPage(page).newCase('Bucket');
  const dialog = new ImportDialog(page);
  await dialog.open();
  const choose = dialog.dialog.getByRole('button', { name: 'Choose a folder' });
  await casebook.chooseFiles(() => choose.click(), [bucketCopy(casebook.home)]);
  await expect(dialog.files).toContainText('bucket: 240 files');
  await dialog.start();
  await expect(dialog.dialog.getByRole('status')).toContainText('240 evidence files, 240 records');
  await expect(dialog.dialog.getByRole('region', { name: 'What may be missing' })).toContainText(
    'all 240 events are of projects',
  );
  await dialog.showFiles();
  const evidence = new EvidencePage(page);
  await expect(evidence.table.getByRole('row')).toHaveCount(2);
  await page.getByRole('searchbox', { name: 'Find evidence files' }).fill('day-03 export');
  await expect(page.getByText('30 files found in 1 group')).toBeVisible();
  await evidence.select('export 11.jsonl');
  await expect(page.getByRole('heading', { name: /day-03\/export 11\.jsonl/ })).toBeVisible();
});
