import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { chromium } from '@playwright/test';

import { findBrowser } from '../electron/loopback/browser.ts';

/**
 * A Chromium for the window specs: this machine's, Playwright's, or else one that is installed now (Debian's as
 * root, Playwright's otherwise). Throws when there is none to be had.
 */
export function ensureBrowser(): string {
  const there = findBrowser() ?? playwrightBrowser();
  if (there !== null) return there;
  console.log('No Chromium is here; installing one for the window specs.');
  if (process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-q']);
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium']);
  } else {
    const program = path.resolve(import.meta.dirname, '../node_modules/@playwright/test/cli.js');
    run(process.execPath, [program, 'install', 'chromium']);
  }
  const installed = findBrowser() ?? playwrightBrowser();
  if (installed === null) throw new Error('No Chromium could be installed for the window specs.');
  return installed;
}

function playwrightBrowser(): string | null {
  const program = chromium.executablePath();
  return fs.existsSync(program) ? program : null;
}

function run(program: string, args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
}
