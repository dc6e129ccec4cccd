import type { Locator, Page } from '@playwright/test';

export type DetailTabName = 'Summary' | 'Changes' | 'Raw' | 'Context' | 'Source' | 'Notes';

/** Everything about the active row. */
export class DetailPane {
  readonly pane: Locator;
  readonly panel: Locator;
  constructor(page: Page) {
    this.pane = page.getByRole('complementary', { name: 'Detail' });
    this.panel = this.pane.getByRole('tabpanel');
  }
  tab(name: DetailTabName): Locator {
    return this.pane.getByRole('tab', { name });
  }
  async open(name: DetailTabName): Promise<void> {
    await this.tab(name).click();
  }
  async mode(name: 'Fields' | 'Side by side' | 'Unified' | 'Text' | 'Tree'): Promise<void> {
    await this.panel.getByRole('button', { name, exact: true }).click();
  }
  get reference(): Locator {
    return this.panel.getByRole('button', { name: 'Copy the reference' });
  }
  get changes(): Locator {
    return this.panel.getByRole('table');
  }
  get editor(): Locator {
    return this.panel.locator('.monaco-diff-editor');
  }
}
