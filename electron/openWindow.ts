import { spawn } from 'node:child_process';
import path from 'node:path';

import { electronProgram } from './electronRuntime.ts';
import { fetchElectron } from './fetchElectron.ts';
import { findBrowser, hasDisplay, openAppWindow } from './loopback/browser.ts';
import { serve } from './loopback/serve.ts';

const root = path.resolve(import.meta.dirname, '..');
/** Electron that ends with an error so soon could not start at all, for instance for want of a system library. */
const startupMs = 10_000;
const linkLifeMs = 60_000;

/**
 * Opens the window and returns when it is closed: in Electron where its runtime is there or can be fetched, else in
 * a Chromium-family browser, else prints the link. One line on standard error says which, and why.
 */
export async function openWindow(openCase: string | null): Promise<void> {
  const why = await openInElectron(openCase);
  if (why !== null) await openInBrowser(openCase, why);
}

/** Null when the window was shown; else why Electron could not. */
async function openInElectron(openCase: string | null): Promise<string | null> {
  if (!hasDisplay()) return 'there is no display';
  if (electronProgram() === null) {
    say("fetching Electron's runtime, once…");
    await fetchElectron();
  }
  const program = electronProgram();
  if (program === null) return "Electron's runtime is not here and cannot be fetched";
  say(`opening the desktop window (Electron: ${program})`);
  const args = [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    root,
    ...(openCase === null ? [] : [`--case=${path.resolve(openCase)}`]),
  ];
  const startedAt = Date.now();
  const code = await ended(program, args);
  return code === 0 || Date.now() - startedAt > startupMs ? null : 'Electron does not start here';
}

function ended(program: string, args: readonly string[]): Promise<number | null> {
  const child = spawn(program, args, { stdio: ['ignore', process.stderr, process.stderr] });
  return new Promise((resolve) => {
    child.on('exit', resolve);
    child.on('error', () => resolve(1));
  });
}

async function openInBrowser(openCase: string | null, why: string): Promise<void> {
  const browser = hasDisplay() ? findBrowser() : null;
  const host = await serve({ openCase, linkLifeMs: browser === null ? null : linkLifeMs });
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve());
  });
  if (browser === null) {
    const missing = hasDisplay() ? `${why}, nor is a Chromium-family browser` : why;
    say(`open this link, once, in a browser on this computer (${missing}; Ctrl+C ends it):`);
    console.log(host.url);
    await stopped;
  } else {
    const window = openAppWindow(browser, host.url);
    say(`opening a window of ${window.browser} (${why})`);
    await Promise.race([window.closed, host.windowsGone, stopped]);
    window.close();
    await window.closed;
  }
  await host.close();
}

function say(words: string): void {
  console.error(`casebook: ${words}`);
}
