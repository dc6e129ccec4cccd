import fs from 'node:fs';
import path from 'node:path';

import type { Locator, Page } from '@playwright/test';

import type { CasebookWindow } from '../launch.ts';

/** From files to evidence. */
export class ImportDialog {
  readonly page: Page;
  readonly dialog: Locator;
  readonly files: Locator;
  readonly firstEvents: Locator;
  readonly balance: Locator;
  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: 'Import' });
    this.files = this.dialog.getByRole('region', { name: 'Files to import' });
    this.firstEvents = this.dialog.getByRole('region', { name: 'First events' });
    this.balance = this.dialog.getByRole('table', { name: 'Import balance' });
  }
  async open(): Promise<void> {
    await this.page.keyboard.press('Control+i');
    await this.dialog.waitFor();
  }
  /** Chooses files in the system's dialog, native or the browser's. */
  async choose(window: CasebookWindow, files: readonly string[]): Promise<void> {
    const button = this.dialog.getByRole('button', { name: /^(Choose|Add) files$/ });
    await window.chooseFiles(() => button.click(), files);
  }
  async start(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Import', exact: true }).click();
  }
  async showEvents(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Show the events' }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }
  async showFiles(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Evidence files' }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }
  /** Imports files as they are recognised, and waits for the balance. */
  async importFiles(window: CasebookWindow, files: readonly string[]): Promise<void> {
    await this.open();
    await this.choose(window, files);
    await this.start();
    await this.balance.waitFor();
  }
}

/** Lets files of this disk fall onto the window, as a drag from the desktop does. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  const contents = files.map((file) => ({
    name: path.basename(file),
    base64: fs.readFileSync(file).toString('base64'),
  }));
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    return data;
  }, contents);
  const target = page.locator('#root > *').first();
  await target.dispatchEvent('dragenter', { dataTransfer: transfer });
  await target.dispatchEvent('dragover', { dataTransfer: transfer });
  await target.dispatchEvent('drop', { dataTransfer: transfer });
}

/** Pastes text where no field has the focus. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData('text/plain', pasted);
    const options = { clipboardData: data, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new ClipboardEvent('paste', options));
  }, text);
}
