import { contextBridge, ipcRenderer, webUtils } from 'electron';

import type { Push, Reply } from '../../shared/contract.ts';
import type { FileGrant } from '../../shared/host.ts';

/**
 * All that the window gets from Electron: one frozen object of our own functions. The engine's port and the host's
 * pushes go into the page as messages from itself; no Electron object or event ever does.
 */
const host = Object.freeze({
  connect: (): void => ipcRenderer.send('host.connect'),
  call: (name: string, input: unknown): Promise<Reply<unknown>> =>
    ipcRenderer.invoke('host.call', name, input),
  grantFile: async (file: File, path: string): Promise<Reply<FileGrant> | null> => {
    const onDisk = webUtils.getPathForFile(file);
    return onDisk === '' ? null : ipcRenderer.invoke('host.grantFile', onDisk, path);
  },
  grantFolder: (folder: File): Promise<Reply<readonly FileGrant[]>> =>
    ipcRenderer.invoke('host.grantFolder', webUtils.getPathForFile(folder)),
  grantBytes: (bytes: ArrayBuffer, path: string): Promise<Reply<FileGrant>> =>
    ipcRenderer.invoke('host.grantBytes', bytes, path),
  restartEngine: (): Promise<void> => ipcRenderer.invoke('host.restartEngine'),
});

ipcRenderer.on('host.engine', (event) => {
  window.postMessage({ kind: 'casebook.engine' }, location.origin, event.ports);
});
ipcRenderer.on('host.push', (_event, push: Push) => {
  window.postMessage({ kind: 'casebook.push', push }, location.origin);
});

contextBridge.exposeInMainWorld('casebook', host);
