import path from 'node:path';

import { dialog, shell } from 'electron';
import type { BrowserWindow } from 'electron';

import type { HostPlatform } from '../hostCalls.ts';

/** The desktop's way of asking: the system's own dialogs. */
export function desktopPlatform(window: () => BrowserWindow): HostPlatform {
  return {
    kind: 'desktop',
    askNewCase: async (proposed) => {
      const asked = await dialog.showSaveDialog(window(), {
        title: 'New case',
        buttonLabel: 'Create case',
        defaultPath: proposed,
      });
      if (asked.canceled || asked.filePath === '') return null;
      return /\.casebook$/i.test(asked.filePath) ? asked.filePath : `${asked.filePath}.casebook`;
    },
    askOpenCase: async (casesFolder) => {
      const asked = await dialog.showOpenDialog(window(), {
        title: 'Open case',
        buttonLabel: 'Open case',
        defaultPath: casesFolder,
        properties: ['openDirectory'],
      });
      return asked.filePaths[0] ?? null;
    },
    pickFiles: async (folders) => {
      const asked = await dialog.showOpenDialog(window(), {
        title: folders ? 'Choose a folder' : 'Choose files',
        buttonLabel: 'Choose',
        properties: [folders ? 'openDirectory' : 'openFile', 'multiSelections'],
      });
      return asked.filePaths;
    },
    askFolder: async () => {
      const asked = await dialog.showOpenDialog(window(), {
        title: 'Watch a folder',
        buttonLabel: 'Watch',
        properties: ['openDirectory'],
      });
      return asked.filePaths[0] ?? null;
    },
    askSaveTarget: async (suggestedName) => {
      const extension = path.extname(suggestedName).slice(1);
      const asked = await dialog.showSaveDialog(window(), {
        title: 'Save as',
        buttonLabel: 'Save',
        defaultPath: path.basename(suggestedName),
        // so that the system adds it to a name that was typed without
        ...(extension !== '' && { filters: [{ name: extension, extensions: [extension] }] }),
      });
      return asked.canceled || asked.filePath === '' ? null : asked.filePath;
    },
    exported: (file) => {
      shell.showItemInFolder(file);
      return null;
    },
  };
}
