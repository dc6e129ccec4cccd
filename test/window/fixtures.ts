import { test as base } from '@playwright/test';

import { launch } from './launch.ts';
import type { CasebookWindow, HostName } from './launch.ts';

export type HostOption = { readonly host: HostName };

/** `casebook` is a fresh window of the project's host, with settings and cases of its own. */
export const test = base.extend<HostOption & { readonly casebook: CasebookWindow }>({
  host: ['loopback', { option: true }],
  casebook: async ({ host }, use) => {
    const opened = await launch(host);
    await use(opened);
    await opened.close();
  },
});

export { expect } from '@playwright/test';
