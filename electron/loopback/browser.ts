import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export type AppWindow = {
  readonly browser: string;
  /** Resolves when the browser's process has ended, its profile with it. */
  readonly closed: Promise<void>;
  close(): void;
};

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
];
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];
const windowsPrograms = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
  'BraveSoftware/Brave-Browser/Application/brave.exe',
];

/** The first Chromium-family browser of this machine, or null. `CASEBOOK_BROWSER` names one. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | null {
  if (env['CASEBOOK_BROWSER']) return env['CASEBOOK_BROWSER'];
  return candidates(env).find((file) => fs.existsSync(file)) ?? null;
}

function candidates(env: NodeJS.ProcessEnv): readonly string[] {
  if (process.platform === 'darwin') {
    return macApps.flatMap((name) =>
      ['/Applications', path.join(os.homedir(), 'Applications')].map((folder) =>
        path.join(folder, `${name}.app`, 'Contents/MacOS', name),
      ),
    );
  }
  if (process.platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']];
    return roots.flatMap((root) =>
      root === undefined ? [] : windowsPrograms.map((program) => path.join(root, program)),
    );
  }
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => path.isAbsolute(folder));
  return linuxNames.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/** A window can be shown: on Linux a display server must be there. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/** As root, Chromium refuses to start with its sandbox; nothing else switches it off. */
export const browserFlags: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--no-first-run',
  '--no-default-browser-check',
  '--window-size=1440,900',
];

/**
 * Opens the link in a window of its own, with a profile of its own that goes when the window does. The browser is
 * started on a private file that leads to the link, since every user of the machine can read a command line.
 */
export function openAppWindow(browser: string, url: string): AppWindow {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-window-'));
  const start = path.join(profile, 'start.html');
  fs.writeFileSync(start, startPage(url), { mode: 0o600 });
  const args = [
    ...browserFlags,
    `--user-data-dir=${profile}`,
    `--app=${pathToFileURL(start).href}`,
  ];
  const child = spawn(browser, args, { stdio: 'ignore' });
  const closed = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      console.error(`casebook: ${browser} does not start: ${error.message}`);
      resolve();
    });
    child.on('exit', () => resolve());
  }).finally(() => fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
  return { browser: path.basename(browser), closed, close: () => void child.kill() };
}

function startPage(url: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Casebook</title><script>location.replace(${JSON.stringify(url)})</script>`;
}
