import type { Locator, Page } from '@playwright/test';

/** The Evidence files screen. */
export class EvidencePage {
  readonly page: Page;
  readonly table: Locator;
  readonly equations: Locator;
  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole('region', { name: 'Evidence files' });
    this.equations = page.getByRole('tabpanel', { name: 'Import balance' }).locator('p');
  }
  async select(file: string): Promise<void> {
    await this.table.getByRole('button', { name: file }).click();
  }
  async openTab(name: 'Import balance' | 'How it was read' | 'Rejected records'): Promise<Locator> {
    await this.page.getByRole('tab', { name }).click();
    return this.page.getByRole('tabpanel', { name });
  }
  async setAside(reason: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Set aside' }).click();
    const dialog = this.page.getByRole('dialog', { name: /^Set aside/ });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
    await dialog.getByRole('button', { name: 'Set aside' }).click();
    await dialog.waitFor({ state: 'detached' });
  }
  async bringBack(): Promise<void> {
    await this.page.getByRole('button', { name: 'Bring back' }).click();
    const dialog = this.page.getByRole('dialog', { name: /^Bring back/ });
    await dialog.getByRole('button', { name: 'Bring back' }).click();
    await dialog.waitFor({ state: 'detached' });
  }
  /** The dialog that changes how the selected file is read. */
  async changeReading(): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Change mapping, zone or clock' }).click();
    return this.page.getByRole('dialog', { name: /^How E\d+ is read$/ });
  }
}
