import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** The accessibility violations of what is shown, as one line each; `without` are rules that cannot be asked of it. */
export async function violations(
  page: Page,
  without: readonly string[] = [],
): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().disableRules([...without]);
  const { violations: found } = await axe.analyze();
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}
