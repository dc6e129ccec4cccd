import type { Locator, Page } from '@playwright/test';

/** The Entities screen: its lists, and the page of one. */
export class EntitiesPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  async open(): Promise<void> {
    await this.page.keyboard.press('Control+3');
    await this.page.getByRole('heading', { name: 'Entities' }).waitFor();
  }
  list(kind: 'Actors' | 'API keys' | 'Resources' | 'IP addresses'): Locator {
    return this.page.getByRole('region', { name: kind, exact: true });
  }
  async choose(kind: 'Actors' | 'API keys' | 'Resources' | 'IP addresses'): Promise<void> {
    await this.page.getByRole('button', { name: kind, exact: true }).click();
  }
  /** The page of one, by its heading. */
  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }
  part(name: string | RegExp): Locator {
    return this.page.getByRole('region', { name }).first();
  }
}
