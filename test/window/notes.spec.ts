import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { defaultView } from '../../shared/view.ts';
import { viewFileText } from '../../shared/viewFile.ts';
import { casebook as command } from '../helpers/command.ts';
import { expect, test } from './fixtures.ts';
import { launch } from './launch.ts';
import { DetailPane } from './pages/detailPane.ts';
import { EventsPage } from './pages/eventsPage.ts';
import { ExportDialog } from './pages/exportDialog.ts';
import { FilterBar } from './pages/filterBar.ts';
import { Shell } from './pages/shell.ts';
import { StartPage } from './pages/startPage.ts';
import { violations } from './violations.ts';

test('events are marked, tagged, reviewed and commented by keys, found again by their notes, and taken back', async ({
  casebook,
}) => {
  const { page } = casebook;
  const events = new EventsPage(page);
  const detail = new DetailPane(page);
  const dialog = page.getByRole('dialog');
  const filter = new FilterBar(page);
  await events.openSample();
  const mark = (place: number) => events.row(place).getByRole('gridcell').first();

  await events.focus();
  await events.press('Home', 'm');
  await expect(mark(1)).toHaveAccessibleName('Flagged');
  await events.press('j', 'c');
  await dialog.getByRole('textbox', { name: 'Comment' }).fill('Ask **Bob**\n<b>why</b>');
  await events.press('Control+Enter');
  await expect(mark(2)).toHaveAccessibleName('1 comment');
  await events.press('6');
  const comment = detail.panel
    .getByRole('list', { name: 'Comments' })
    .getByRole('listitem')
    .first();
  await expect(comment.getByRole('strong')).toHaveText('Bob');
  await expect(comment).toContainText('<b>why</b>');
  await detail.panel.getByRole('combobox', { name: 'Add a tag' }).fill('odd, Q2');
  await events.press('Enter');
  await expect(mark(2)).toHaveAccessibleName('2 tags: Q2, odd, 1 comment');

  await events.focus();
  await events.press('Shift+ArrowDown', 'Shift+ArrowDown', 'v');
  await expect(dialog).toHaveAccessibleName('Note 3 events');
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('combobox', { name: 'Review state' }).selectOption('Follow up');
  await dialog.getByRole('button', { name: 'Note', exact: true }).click();
  await expect(mark(3)).toHaveAccessibleName('Follow up');
  await expect(page.getByRole('group', { name: 'Selected events' })).toContainText('3 events');
  expect(await violations(page)).toEqual([]);
  await events.press('Escape', 'Control+z');
  await expect(mark(3)).toHaveAccessibleName('Nothing noted');
  await events.press('Control+Shift+z');
  await expect(mark(3)).toHaveAccessibleName('Follow up');

  await events.press('N');
  await dialog.getByRole('combobox', { name: 'Add tags' }).fill('Q2 review');
  await events.press('Enter');
  await expect(mark(5)).toHaveAccessibleName('1 tag: Q2 review');
  await events.focus();
  await events.press('Control+z');
  await expect(mark(5)).toHaveAccessibleName('Nothing noted');
  await events.press('u');
  await expect(mark(1)).toBeVisible();
  await expect(page.getByRole('group', { name: 'Flagged events over time' })).toBeVisible();
  await events.press('Shift+F6', 'Shift+F6');
  await expect(page.getByRole('group', { name: /^\d+ bars/u })).toBeFocused();
  await events.focus();

  await filter.openText();
  await filter.text.fill('tag = odd OR flagged = yes');
  await events.press('Enter');
  await events.expectCount(2);
  const exported = new ExportDialog(page);
  await exported.open();
  await exported.chooseFormat('JSON');
  await exported.dialog.getByRole('checkbox', { name: /^Notes/u }).check();
  const rows: unknown = JSON.parse(fs.readFileSync(await exported.save(casebook), 'utf8'));
  expect(rows).toMatchObject([
    { flagged: 'yes', comment: null },
    { tag: ['Q2', 'odd'], comment: 'Ask **Bob**\n<b>why</b>', review: 'follow up' },
  ]);
});

test('a colleague’s notes on a copy of the case are merged, both kept, and a disagreement is settled', async ({
  host,
}) => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-notes-'));
  const [mine, copy] = ['mine', 'copy'].map((name) => path.join(home, `${name}.casebook`));
  if (mine === undefined || copy === undefined) throw new Error('two folders');
  const samples = path.resolve(import.meta.dirname, '../../resources/samples');
  command('import', mine, path.join(samples, 'kore-audit-logs.csv'));
  fs.cpSync(mine, copy, { recursive: true });
  const everything = ['--filter', 'length > 0'];
  command('note', mine, ...everything, '--review', 'reviewed');
  command('note', copy, ...everything, '--review', 'exception', '--author', 'Grace');
  const file = path.join(home, 'grace.jsonl');
  command('notes', 'export', copy, file);
  const view = path.join(home, 'view.json');
  fs.writeFileSync(view, viewFileText([{ name: 'Hers', view: defaultView }]));
  command('views', copy, '--import', view);
  const opened = await launch(host, { openCase: mine });
  try {
    const { page } = opened;
    await new StartPage(page).giveName();
    await new Shell(page).goTo('Integrity');
    const notes = page.getByRole('region', { name: 'Notes' });
    await opened.chooseFiles(
      () => notes.getByRole('button', { name: 'Merge from a case folder…' }).click(),
      [copy],
    );
    await expect(notes.getByRole('status')).toContainText('On 6 events they disagree.');
    await expect(notes.getByRole('status')).toContainText('New view under Views: Hers.');
    await opened.chooseFiles(
      () => notes.getByRole('button', { name: 'Merge notes…' }).click(),
      [file],
    );
    await expect(notes.getByRole('status')).toHaveText(/^No new notes/u);
    expect(await violations(page)).toEqual([]);
    await notes.getByRole('button', { name: /^E1-/u }).first().click();
    const events = new EventsPage(page);
    await events.expectCount(1);
    await events.press('6');
    const { panel } = new DetailPane(page);
    expect(await violations(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Agree on exception' }).click();
    await expect(panel.getByRole('combobox', { name: 'Review state' })).toHaveValue('exception');
    await expect(panel.getByRole('note')).toHaveCount(0);
  } finally {
    await opened.close();
    fs.rmSync(home, { recursive: true, force: true });
  }
});
