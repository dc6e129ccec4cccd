import type { Locator, Page } from '@playwright/test';

export const author = 'Ada Auditor';

/** The screen before a case is open. */
export class StartPage {
  readonly page: Page;
  readonly recent: Locator;
  readonly name: Locator;
  constructor(page: Page) {
    this.page = page;
    this.recent = page.getByRole('region', { name: 'Recent cases' });
    this.name = page.getByRole('dialog', { name: 'Your name' });
  }
  async trySample(): Promise<void> {
    await this.page.getByRole('button', { name: 'Try the sample case' }).click();
  }
  /** Makes a case, and answers for the author where this window has not asked before. */
  async newCase(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'New case' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'New case' });
    await dialog.getByRole('textbox', { name: 'Name of the case' }).fill(name);
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.waitFor({ state: 'detached' });
    await this.giveName();
  }
  /** Answers the question for the author's name if it comes before the case does, and waits for the case. */
  async giveName(): Promise<void> {
    const opened = this.page.getByRole('navigation', { name: 'Screens' });
    await this.name.or(opened).first().waitFor();
    if (!(await this.name.isVisible())) return;
    await this.name.getByRole('textbox', { name: 'Name' }).fill(author);
    await this.name.getByRole('button', { name: 'Continue' }).click();
    await opened.waitFor();
  }
  async openRecent(name: string): Promise<void> {
    await this.recent.getByRole('button', { name }).click();
  }
}
