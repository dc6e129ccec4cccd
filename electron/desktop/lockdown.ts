import { app, session } from 'electron';
import type { WebContents, WebFrameMain } from 'electron';

import { isOwnAddress } from './appFiles.ts';

/** Only the top frame of our own page may speak to the host. */
export function isOwnFrame(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isOwnAddress(frame.url);
}

/** Every web content there will ever be: stays where it is, opens nothing, embeds nothing, may only copy. */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
  session.defaultSession.setPermissionRequestHandler((contents, permission, answer) =>
    answer(isPermitted(permission, contents.getURL())),
  );
  session.defaultSession.setPermissionCheckHandler((contents, permission) =>
    isPermitted(permission, contents?.getURL() ?? ''),
  );
  session.defaultSession.setDevicePermissionHandler(() => false);
  session.defaultSession.setSpellCheckerEnabled(false);
}

/** Copying a cell or a record; what is on the clipboard is never read. */
function isPermitted(permission: string, address: string): boolean {
  return permission === 'clipboard-sanitized-write' && isOwnAddress(address);
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
