import { defineConfig } from '@playwright/test';

import { hasElectron } from './electron/electronRuntime.ts';
import type { HostOption } from './test/window/fixtures.ts';

/** The same specs over each host that can run here. Both hosts show the window that `npm run build` made. */
export default defineConfig<HostOption>({
  testDir: 'test/window',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/window',
  workers: 1,
  // A busy machine may make a wait too short; what fails twice is wrong.
  retries: process.env['CI'] ? 2 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: 'list',
  use: { screenshot: 'only-on-failure' },
  projects: [
    { name: 'loopback', use: { host: 'loopback' } },
    ...(hasElectron() ? [{ name: 'electron', use: { host: 'electron' as const } }] : []),
  ],
});
