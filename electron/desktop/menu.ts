import { Menu } from 'electron';

import { menuTemplate } from './menuTemplate.ts';
import type { Command } from './menuTemplate.ts';

export function setMenu(send: (command: Command) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(send, process.platform)));
}
