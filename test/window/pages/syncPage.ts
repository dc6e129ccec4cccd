import type { Locator, Page } from '@playwright/test';

/** The Sync part of the Evidence files screen. */
export class SyncPage {
  readonly page: Page;
  readonly panel: Locator;
  readonly dialog: Locator;
  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('region', { name: 'Sync' });
    this.dialog = page.getByRole('dialog', { name: /^(Add sync source|Change )/ });
  }
  source(name: string): Locator {
    return this.panel.getByRole('listitem', { name });
  }
  async add(what: string): Promise<void> {
    await this.panel.getByRole('button', { name: 'Add sync source' }).click();
    await this.choose('What to read', what);
  }
  async choose(label: string, choice: string): Promise<void> {
    await this.dialog.getByRole('button', { name: label }).click();
    await this.page.getByRole('option', { name: choice }).click();
  }
  async fill(label: string | RegExp, text: string): Promise<void> {
    await this.dialog.getByLabel(label, { exact: true }).fill(text);
  }
  async trust(certificate: string): Promise<void> {
    await this.dialog.getByText('A server with a certificate of your own company').click();
    await this.fill(/^Certificate of the authority/, certificate);
  }
  async secretFromVariable(name: string): Promise<void> {
    await this.choose('Comes from', 'An environment variable');
    await this.fill('Name of the variable', name);
  }
  async saveAndRun(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Save and sync now' }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }
  async run(name: string): Promise<void> {
    await this.source(name).getByRole('button', { name: 'Sync now' }).click();
  }
}
