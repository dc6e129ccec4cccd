import { appendFileSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';

import { newEntry } from '../campaign/syncFaults.ts';
import { langfuseLines } from '../helpers/importedCase.ts';
import { startApi } from '../servers/apiServer.ts';
import { apiStyles } from '../servers/apiStyles.ts';
import { startBucket } from '../servers/bucketServer.ts';
import { expect, test } from './fixtures.ts';
import { EvidencePage } from './pages/evidencePage.ts';
import { Shell } from './pages/shell.ts';
import { StartPage } from './pages/startPage.ts';
import { SyncPage } from './pages/syncPage.ts';

// what the hosts that the fixtures start find in their environment
process.env['CASEBOOK_TEST_TOKEN'] = 'secret-1';
process.env['CASEBOOK_TEST_BUCKET'] = 'bucket-secret-1';

const longAgo = new Date(Date.now() - 3_600_000);

test('a folder, a GitHub organisation and a bucket are added, run, fail and recover', async ({
  casebook,
}) => {
  const { page, home, host } = casebook;
  const github = apiStyles.find(({ name }) => name === 'github');
  if (!github) throw new Error('no GitHub');
  const log = Array.from({ length: 45 }, (_, i) => newEntry(github, i + 1, (1.75e12 + i) * 1000));
  const api = await startApi(github, log);
  const bucket = await startBucket();
  try {
    const folder = path.join(home, 'watched');
    const file = path.join(folder, 'audit.jsonl');
    mkdirSync(folder);
    writeFileSync(file, langfuseLines(0, 3));
    utimesSync(file, longAgo, longAgo);
    bucket.objects.push({ key: 'logs/a.jsonl', body: Buffer.from(langfuseLines(100, 4)) });

    await new StartPage(page).newCase('Sync');
    await new Shell(page).goTo('Evidence files');
    const sync = new SyncPage(page);

    await sync.panel.getByRole('button', { name: 'Add sync source' }).click();
    if (host === 'loopback') await sync.fill(/^Folder, its whole path/, folder);
    else
      await casebook.chooseFolder(
        () => sync.dialog.getByRole('button', { name: 'Choose folder…' }).click(),
        folder,
      );
    await sync.fill('Name', 'Gateway logs');
    await sync.saveAndRun();
    await expect(sync.source('Gateway logs')).toContainText('3 new records in 1 file');
    appendFileSync(file, langfuseLines(3, 2));
    await sync.run('Gateway logs');
    await expect(sync.source('Gateway logs')).toContainText('2 new records in 1 file');

    api.fault = (request) => (request === 2 ? 'expired' : null);
    await sync.add('GitHub audit log');
    await sync.fill('Server', api.server);
    await sync.fill('Organisation or enterprise', 'orgs/acme');
    await sync.fill('Name', 'GitHub acme');
    await sync.secretFromVariable('CASEBOOK_TEST_TOKEN');
    await sync.trust(api.certificate);
    const found = await new AxeBuilder({ page }).setLegacyMode().include('[role=dialog]').analyze();
    expect(found.violations).toEqual([]);
    await sync.saveAndRun();
    const line = sync.source('GitHub acme');
    await expect(line.getByRole('alert')).toContainText('does not accept the secret');
    await expect(line).toContainText('stopped after 20 new records in 1 file');
    api.secret = 'secret-1';
    await sync.run('GitHub acme');
    await expect(line).toContainText('25 new records in 2 files');
    await expect(line.getByRole('alert')).toBeHidden();

    await sync.add('An S3-compatible bucket (CloudTrail)');
    await sync.fill('Server', bucket.server);
    await sync.fill('Bucket', bucket.bucket);
    await sync.fill('Name', 'Trail');
    await sync.fill('Only keys that begin with', 'logs/');
    await sync.fill('Access key id', bucket.keyId);
    await sync.dialog.getByRole('checkbox', { name: /^The bucket is named in the path/ }).check();
    await sync.secretFromVariable('CASEBOOK_TEST_BUCKET');
    await sync.trust(bucket.certificate);
    await sync.saveAndRun();
    await expect(sync.source('Trail')).toContainText('4 new records in 1 file');

    const evidence = new EvidencePage(page);
    await evidence.select('a.jsonl');
    const balance = await evidence.openTab('Import balance');
    await expect(balance).toContainText(`${bucket.server}/trail/logs/a.jsonl`);
    const screen = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(screen.violations).toEqual([]);
    await new Shell(page).goTo('Events');
    await expect.poll(() => new Shell(page).eventCount()).toBe(54);
  } finally {
    await api.close();
    await bucket.close();
  }
});

test('a source that nobody allowed on this computer waits; one switch turns network off', async ({
  casebook,
}) => {
  const { page, home } = casebook;
  const shell = new Shell(page);
  await new StartPage(page).newCase('Handed over');
  await shell.goTo('Evidence files');
  const sync = new SyncPage(page);
  await sync.add('Okta System Log');
  await sync.fill('Server', 'https://acme.okta.test');
  await sync.secretFromVariable('CASEBOOK_TEST_TOKEN');
  await sync.dialog.getByRole('button', { name: 'Save', exact: true }).click();
  const line = sync.source('Okta System Log');
  await expect(line).toContainText('not run yet');
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('checkbox', { name: /^Let sync contact the servers/ }).uncheck();
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(line).toContainText('network is off in Settings');
  await expect(line.getByRole('button', { name: 'Sync now' })).toBeDisabled();

  // as on a computer that this case was handed to
  rmSync(path.join(home, 'config', 'sync.json'));
  await shell.leave();
  await new StartPage(page).openRecent('Handed over');
  await shell.goTo('Evidence files');
  await expect(line).toContainText('not allowed on this computer');
  await line.getByRole('button', { name: 'Look and allow' }).click();
  const dialog = page.getByRole('dialog', { name: 'Allow Okta System Log on this computer' });
  await expect(dialog).toContainText('https://acme.okta.test/api/v1/logs');
  await expect(dialog).toContainText('sends the environment variable CASEBOOK_TEST_TOKEN');
  await dialog.getByRole('button', { name: 'Allow' }).click();
  await expect(line).toContainText('network is off in Settings');
});
