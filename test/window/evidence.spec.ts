import { juneLog, unknownLog, weekLog } from './evidenceFiles.ts';
import { expect, test } from './fixtures.ts';
import { EvidencePage } from './pages/evidencePage.ts';
import { ImportDialog } from './pages/importDialog.ts';
import { Shell } from './pages/shell.ts';
import { author, StartPage } from './pages/startPage.ts';

test('an evidence file shows where every record and byte went, and the rejected ones as they came', async ({
  casebook,
}) => {
  const { page } = casebook;
  await new StartPage(page).newCase('Balance');
  const dialog = new ImportDialog(page);
  await dialog.importFiles(casebook, [weekLog, juneLog]);
  await dialog.showFiles();
  const evidence = new EvidencePage(page);
  await evidence.select('june.jsonl');
  await expect(evidence.equations).toHaveText([
    /^241 records = 186 new \+ 54 duplicate \+ 0 same id, different content \+ 1 rejected$/,
    /^131,520 bytes = 0 header \+ 131,178 records \+ 241 separators \+ 101 rejected$/,
  ]);
  const rejected = await evidence.openTab('Rejected records');
  await expect(rejected).toContainText('{"id":"cmb-cut"');
  const read = await evidence.openTab('How it was read');
  await expect(read.getByRole('row', { name: /^Time / })).toContainText('/createdAt');
});

test('a file can be set aside with a reason and brought back; the custody log keeps both', async ({
  casebook,
}) => {
  const { page } = casebook;
  await new StartPage(page).newCase('Aside');
  const dialog = new ImportDialog(page);
  await dialog.importFiles(casebook, [weekLog]);
  await dialog.showFiles();
  const shell = new Shell(page);
  const evidence = new EvidencePage(page);
  await evidence.setAside('given twice');
  await expect(page.getByText('Set aside: given twice')).toBeVisible();
  await shell.goTo('Events');
  await expect(page.getByRole('main').getByText('0 of 54 events').first()).toBeVisible();
  await expect(page.getByText('Every evidence file with events is set aside.')).toBeVisible();
  await shell.goTo('Evidence files');
  await evidence.bringBack();
  await shell.goTo('Events');
  await expect.poll(() => shell.eventCount()).toBe(54);
  await shell.goTo('Integrity');
  const log = page.getByRole('region', { name: 'Entries of the custody log' });
  await expect(log).toContainText('E1 set aside: given twice');
  await expect(log).toContainText('E1 brought back');
  await expect(log).toContainText(author);
});

test('the zone of a file can be changed after its import, and its events move', async ({
  casebook,
}) => {
  const { page } = casebook;
  await new StartPage(page).newCase('Zone');
  const dialog = new ImportDialog(page);
  await dialog.importFiles(casebook, [unknownLog(casebook.home)]);
  await dialog.showFiles();
  const evidence = new EvidencePage(page);
  await expect(evidence.table).toContainText('2026-06-18 22:40');
  const reading = await evidence.changeReading();
  await reading.getByRole('combobox', { name: 'Zone of times that carry none' }).fill('Asia/Tokyo');
  await reading.getByRole('button', { name: 'Read again' }).click();
  await expect(page.getByText('E1 was read again: 3 events')).toBeVisible();
  await expect(evidence.table).toContainText('2026-06-18 13:40');
  await expect(evidence.table).toContainText('Asia/Tokyo');
});

test('a whole check says so in one sentence, and only then is there a tick', async ({
  casebook,
}) => {
  const { page } = casebook;
  await new StartPage(page).newCase('Check');
  const dialog = new ImportDialog(page);
  await dialog.importFiles(casebook, [weekLog]);
  await dialog.showEvents();
  const shell = new Shell(page);
  await expect(shell.banner).not.toContainText('✔');
  await shell.goTo('Integrity');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await expect(
    page.getByRole('heading', {
      level: 1,
      name: /1 evidence file, 54 records and \d+ custody log entries verify/,
    }),
  ).toBeVisible();
  await expect(shell.banner).toContainText('✔');
});
