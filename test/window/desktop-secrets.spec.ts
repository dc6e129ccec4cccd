import fs from 'node:fs';
import path from 'node:path';

import { newEntry } from '../campaign/syncFaults.ts';
import { startApi } from '../servers/apiServer.ts';
import type { ApiServer } from '../servers/apiServer.ts';
import { apiStyles } from '../servers/apiStyles.ts';
import { expect, test } from './fixtures.ts';
import type { CasebookWindow } from './launch.ts';
import { Shell } from './pages/shell.ts';
import { StartPage } from './pages/startPage.ts';
import { SyncPage } from './pages/syncPage.ts';

test.beforeEach(({ host }) => {
  test.skip(host !== 'electron', 'about the desktop host alone');
});

const canary = 'canary-5f2c91';

async function startGithub(): Promise<ApiServer> {
  const github = apiStyles.find(({ name }) => name === 'github');
  if (!github) throw new Error('no GitHub');
  const log = Array.from({ length: 45 }, (_, i) => newEntry(github, i + 1, (1.75e12 + i) * 1000));
  return Object.assign(await startApi(github, log), { secret: canary });
}

/** The system's keyring, there or not: safeStorage itself encrypts, with a key of its own where this computer has no keyring. */
async function setKeyring(casebook: CasebookWindow, isThere: boolean): Promise<void> {
  await casebook.electron?.evaluate(({ safeStorage }, there) => {
    if (!there) {
      safeStorage.isEncryptionAvailable = () => false;
      return;
    }
    if (safeStorage.isEncryptionAvailable() && process.platform !== 'linux') return;
    if (safeStorage.getSelectedStorageBackend() !== 'basic_text') return;
    safeStorage.setUsePlainTextEncryption(true);
    safeStorage.getSelectedStorageBackend = () => 'gnome_libsecret';
  }, isThere);
}

async function fillGithub(sync: SyncPage, api: ApiServer): Promise<void> {
  await sync.add('GitHub audit log');
  await sync.fill('Server', api.server);
  await sync.fill('Organisation or enterprise', 'orgs/acme');
  await sync.trust(api.certificate);
}

/** The files below a folder that hold these bytes. */
function filesWith(folder: string, text: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => fs.readFileSync(file).includes(text));
}

test('a secret goes into the store, a sync uses it, and with the source it is taken out again', async ({
  casebook,
}) => {
  const { page, home } = casebook;
  const api = await startGithub();
  const kept = (): readonly string[] => {
    const stored = fs.readFileSync(path.join(home, 'config', 'secrets.json'), 'utf8');
    return Object.keys(Object(JSON.parse(stored)));
  };
  try {
    await setKeyring(casebook, true);
    await new StartPage(page).newCase('Sync');
    await new Shell(page).goTo('Evidence files');
    const sync = new SyncPage(page);
    await fillGithub(sync, api);
    await expect(sync.dialog).toContainText(
      /Kept in a file beside Casebook's settings, encrypted with a key in/u,
    );
    await sync.fill('Secret', canary);
    await sync.saveAndRun();
    const line = sync.source('GitHub audit log');
    await expect(line).toContainText('45 new records in 3 files');
    expect(kept()).toHaveLength(1);

    await line.getByRole('button', { name: 'Remove GitHub audit log' }).click();
    const dialog = page.getByRole('dialog', { name: 'Remove GitHub audit log' });
    await expect(dialog).toContainText('its secret is taken out of the store');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await expect(line).toBeHidden();
    expect(kept()).toEqual([]);
    expect(filesWith(home, canary)).toEqual([]);
  } finally {
    await api.close();
  }
});

test('without a keyring the dialog says so and leads to a variable', async ({ casebook }) => {
  const { page } = casebook;
  const api = await startGithub();
  try {
    await setKeyring(casebook, false);
    await new StartPage(page).newCase('Sync');
    await new Shell(page).goTo('Evidence files');
    const sync = new SyncPage(page);
    await fillGithub(sync, api);
    await expect(sync.dialog).toContainText('This computer has no keyring');
    await expect(sync.dialog.getByLabel('Secret', { exact: true })).toBeDisabled();
    await sync.dialog.getByRole('button', { name: 'Use a variable' }).click();
    await sync.fill('Name of the variable', 'CASEBOOK_TEST_UNSET');
    await sync.saveAndRun();
    await expect(sync.source('GitHub audit log')).toContainText('its secret is missing');
  } finally {
    await api.close();
  }
});
