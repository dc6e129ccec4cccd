import { app, session } from 'electron';
import type { WebContents, WebFrameMain } from 'electron';

import { isOwnAddress } from './appFiles.ts';

/** Only the top frame of our own page may speak to the host. */
export function isOwnFrame(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isOwnAddress(frame.url);
}

/** Every web content there will ever be: stays where it is, opens nothing, embeds nothing, is permitted nothing. */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) =>
    answer(false),
  );
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.setDevicePermissionHandler(() => false);
  session.defaultSession.setSpellCheckerEnabled(false);
}

function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
}

function stay(event: { readonly url: string; preventDefault(): void }): void {
  if (!isOwnAddress(event.url)) event.preventDefault();
}
