import type { Locator, Page } from '@playwright/test';

export type ScreenName = 'Events' | 'Evidence files' | 'Event reference' | 'Integrity';

/** What stands around every screen of an open case. */
export class Shell {
  readonly page: Page;
  readonly screens: Locator;
  readonly grid: Locator;
  readonly status: Locator;
  readonly banner: Locator;
  constructor(page: Page) {
    this.page = page;
    this.screens = page.getByRole('navigation', { name: 'Screens' });
    this.grid = page.getByRole('grid', { name: 'Events' });
    this.status = page.getByRole('contentinfo').or(page.locator('footer')).getByRole('status');
    this.banner = page.getByRole('banner');
  }
  async goTo(screen: ScreenName): Promise<void> {
    await this.screens.getByRole('button', { name: screen }).click();
  }
  /** Back to the start screen. */
  async leave(): Promise<void> {
    await this.banner.getByRole('button', { name: 'Leave this case' }).click();
  }
  /** How many events the grid says it has. */
  async eventCount(): Promise<number> {
    const rows = Number(await this.grid.getAttribute('aria-rowcount'));
    return rows - 1;
  }
}
