import { BrowserWindow, app } from 'electron';

/**
 * Closes what has to be closed in order before the program ends, while its windows are hidden but still there: once
 * the last one is gone and quitting has begun, Electron now and then never wakes up for the answer (seen once in 70 times).
 */
export function closeBeforeQuit(close: () => Promise<void>): void {
  let begun = false;
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    if (begun) return;
    begun = true;
    for (const window of BrowserWindow.getAllWindows()) window.hide();
    void close().then(() => {
      closed = true;
      app.quit();
    });
  });
  app.on('browser-window-created', (_event, window) => {
    window.on('close', (event) => {
      if (closed) return;
      event.preventDefault();
      app.quit();
    });
  });
}
