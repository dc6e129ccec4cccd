import type { Locator, Page } from '@playwright/test';

/** The filter in its faces: search, chips, builder, text, time. */
export class FilterBar {
  readonly page: Page;
  readonly bar: Locator;
  readonly search: Locator;
  readonly dialog: Locator;
  readonly text: Locator;
  constructor(page: Page) {
    this.page = page;
    this.bar = page.getByRole('search', { name: 'Filters' });
    this.search = this.bar.getByRole('searchbox', { name: 'Search the whole record' });
    this.dialog = page.getByRole('dialog', { name: 'Filter', exact: true });
    this.text = this.bar.getByRole('textbox', { name: 'Filter as text' });
  }
  chip(sentence: string | RegExp): Locator {
    return this.bar.getByRole('group', { name: sentence });
  }
  async remove(sentence: string): Promise<void> {
    await this.chip(sentence)
      .getByRole('button', { name: `Remove ${sentence}` })
      .click();
  }
  /** `+ Add filter`, filled in and closed. */
  async add(field: string, operator: string, value: string): Promise<void> {
    await this.bar.getByRole('button', { name: 'Add filter' }).click();
    const editor = this.page.getByRole('dialog', { name: 'Add filter' });
    await fillCondition(editor, field, operator, value);
    await this.page.keyboard.press('Enter');
    await editor.waitFor({ state: 'detached' });
  }
  async build(): Promise<void> {
    await this.bar.getByRole('button', { name: 'Build the filter' }).click();
    await this.dialog.waitFor();
  }
  /** A line of the builder by its place: `1`, `2.1`. */
  condition(place: string): Locator {
    return this.dialog.getByRole('group', { name: `condition ${place}`, exact: true });
  }
  async fill(place: string, field: string, operator: string, value: string): Promise<void> {
    await fillCondition(this.condition(place), field, operator, value);
    await this.page.keyboard.press('Enter');
  }
  async done(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Done' }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }
  async openText(): Promise<void> {
    await this.bar.getByRole('button', { name: 'Filter as text' }).click();
  }
  /** A preset of the time chip, or `from` and `to`. */
  async time(choice: string | { readonly from: string; readonly to: string }): Promise<void> {
    await this.bar.getByRole('button', { name: /^Time: / }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Time' });
    if (typeof choice === 'string') {
      await dialog.getByRole('button', { name: choice }).click();
      return;
    }
    await dialog.getByRole('textbox', { name: 'From' }).fill(choice.from);
    await dialog.getByRole('textbox', { name: 'To, included' }).fill(choice.to);
    await dialog.getByRole('button', { name: 'Apply' }).click();
  }
  async view(name: string): Promise<void> {
    await this.bar.getByRole('button', { name: 'Views' }).click();
    await this.page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click();
  }
}

async function fillCondition(
  editor: Locator,
  field: string,
  operator: string,
  value: string,
): Promise<void> {
  await editor.getByRole('combobox', { name: 'Field' }).fill(field);
  await editor
    .getByRole('listbox', { name: 'Field' })
    .getByText(field, { exact: true })
    .first()
    .click();
  await editor.getByRole('combobox', { name: 'Operator' }).selectOption({ label: operator });
  await editor.getByRole('combobox', { name: 'Value' }).fill(value);
}
