import path from 'node:path';

import { BrowserWindow } from 'electron';
import type { WebPreferences } from 'electron';

import { appOrigin } from './appFiles.ts';

/** What is not said here has Electron's own, safe default; a test holds the list. */
export const webPreferences: WebPreferences = {
  preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
  devTools: process.env['CASEBOOK_DEVTOOLS'] === '1',
};

export function createWindow(): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Casebook',
    width: 1440,
    height: 900,
    minWidth: 800,
    minHeight: 560,
    show: false,
    webPreferences,
  });
  window.once('ready-to-show', () => window.show());
  // event data must not get into the title: it stays the program's name
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(`${appOrigin}/`);
  return window;
}
