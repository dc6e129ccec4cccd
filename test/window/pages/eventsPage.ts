import type { Locator, Page } from '@playwright/test';

import { expect } from '../fixtures.ts';
import { StartPage } from './startPage.ts';

/** The Events screen: its grid, and what is said of its result. */
export class EventsPage {
  readonly page: Page;
  readonly grid: Locator;
  readonly status: Locator;
  readonly facets: Locator;
  readonly histogram: Locator;
  constructor(page: Page) {
    this.page = page;
    this.grid = page.getByRole('grid', { name: 'Events' });
    this.status = page.locator('.events').getByRole('status');
    this.facets = page.getByRole('region', { name: 'Facets' });
    this.histogram = page.getByRole('region', { name: 'Histogram' });
  }
  /** The sample case, with its first rows on screen. */
  async openSample(): Promise<void> {
    const start = new StartPage(this.page);
    await start.trySample();
    await start.giveName();
    await expect(this.grid.getByRole('row').nth(5)).toBeVisible();
  }
  /** The row at that place of the view, counted from 1. */
  row(place: number): Locator {
    return this.grid.locator(`[aria-rowindex="${place + 1}"]`);
  }
  get activeRow(): Locator {
    return this.grid.getByRole('row', { selected: true });
  }
  /** Of the columns, which come after the marks. */
  cell(row: Locator, column: number): Locator {
    return row.getByRole('gridcell').nth(column + 1);
  }
  header(name: string | RegExp): Locator {
    return this.grid.getByRole('columnheader', { name });
  }
  /** Waits until the view shows exactly so many events. */
  async expectCount(count: number): Promise<void> {
    await expect(this.status).toContainText(`${count.toLocaleString('en')} of `);
  }
  /** Gives the grid the focus, without a click on any row. */
  async focus(): Promise<void> {
    await this.grid.focus();
  }
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
  async goTo(target: string): Promise<void> {
    await this.press('Control+g');
    const dialog = this.page.getByRole('dialog', { name: 'Go to' });
    await dialog.getByRole('textbox').fill(target);
    await dialog.getByRole('button', { name: 'Go', exact: true }).click();
  }
}
