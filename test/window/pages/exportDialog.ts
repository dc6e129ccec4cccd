import type { Locator, Page } from '@playwright/test';

import type { CasebookWindow } from '../launch.ts';

export class ExportDialog {
  readonly page: Page;
  readonly dialog: Locator;
  readonly result: Locator;
  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Export' });
    this.result = this.dialog.getByRole('status');
  }
  async open(): Promise<void> {
    await this.page.keyboard.press('Control+Shift+E');
    await this.dialog.waitFor();
  }
  async chooseFormat(format: 'CSV' | 'JSON' | 'JSON lines' | 'SQLite'): Promise<void> {
    await this.dialog.getByRole('radio', { name: new RegExp(`^${format} [A-Z]`) }).check();
  }
  /** Which events, where several are selected. */
  scope(name: RegExp): Locator {
    return this.dialog.getByRole('group', { name: 'Events' }).getByRole('radio', { name });
  }
  async chooseColumns(columns: string): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Columns' }).click();
    await this.page.getByRole('option', { name: columns }).click();
  }
  /** Writes the file, wherever this host puts it; its path. */
  save(window: CasebookWindow): Promise<string> {
    const button = this.dialog.getByRole('button', { name: 'Export', exact: true });
    return window.saveFile(() => button.click());
  }
  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'detached' });
  }
}
