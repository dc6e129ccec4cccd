import type { MenuItemConstructorOptions } from 'electron';

import type { Pushes } from '../../shared/contract.ts';

export type Command = Pushes['host.command']['command'];

/** Every item has its words and its key; what the window does itself it is told to do. */
export function menuTemplate(
  send: (command: Command) => void,
  platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  const item = (label: string, accelerator: string, command: Command) => ({
    label,
    accelerator,
    click: () => send(command),
  });
  return [
    {
      label: '&File',
      submenu: [
        item('New case…', 'CmdOrCtrl+N', 'new-case'),
        item('Open case…', 'CmdOrCtrl+O', 'open-case'),
        { type: 'separator' },
        item('Import…', 'CmdOrCtrl+I', 'import'),
        item('Export…', 'CmdOrCtrl+Shift+E', 'export'),
        { type: 'separator' },
        platform === 'darwin'
          ? { label: 'Close window', accelerator: 'Cmd+W', role: 'close' }
          : { label: 'Quit', accelerator: 'Ctrl+Q', role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { label: 'Cut', accelerator: 'CmdOrCtrl+X', role: 'cut' },
        { label: 'Copy', accelerator: 'CmdOrCtrl+C', role: 'copy' },
        { label: 'Paste', accelerator: 'CmdOrCtrl+V', role: 'paste' },
        { label: 'Select all', accelerator: 'CmdOrCtrl+A', role: 'selectAll' },
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Go to row, event or time…', 'CmdOrCtrl+G', 'go-to'),
        item('Light or dark', 'CmdOrCtrl+Shift+L', 'toggle-theme'),
        { type: 'separator' },
        { label: 'Larger', accelerator: 'CmdOrCtrl+Plus', role: 'zoomIn' },
        { label: 'Smaller', accelerator: 'CmdOrCtrl+-', role: 'zoomOut' },
        { label: 'Actual size', accelerator: 'CmdOrCtrl+0', role: 'resetZoom' },
        { label: 'Full screen', accelerator: 'F11', role: 'togglefullscreen' },
      ],
    },
  ];
}
