import path from 'node:path';

import { BrowserWindow, MessageChannelMain, app } from 'electron';
import type { MessagePortMain, WebContents } from 'electron';

import manifest from '../../package.json' with { type: 'json' };
import type { Push } from '../../shared/contract.ts';
import { readBuiltFiles } from '../builtFiles.ts';
import { EngineProcess } from '../engineProcess.ts';
import { createHostCalls } from '../hostCalls.ts';
import { casesFolder, configFolder } from '../hostFolders.ts';
import { HostSettingsFile } from '../hostSettings.ts';
import { IncomingFolder } from '../incomingFolder.ts';
import { SyncPermissions, answerEngine } from '../syncPermissions.ts';
import { isOwnAddress } from './appFiles.ts';
import { registerAppScheme, serveApp } from './appProtocol.ts';
import { desktopPlatform } from './dialogs.ts';
import { forkEngine } from './forkEngine.ts';
import { answerWindow } from './ipc.ts';
import { lockDown } from './lockdown.ts';
import { setMenu } from './menu.ts';
import { closeBeforeQuit } from './quit.ts';
import { safeSecrets } from './safeSecrets.ts';
import { createWindow } from './window.ts';

const root = path.resolve(import.meta.dirname, '../..');

// only root, for whom Chromium's sandbox does not start, may leave it out; each window asks for it all the same
if (process.getuid?.() !== 0 || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerAppScheme();
// what the window's browser keeps (its caches) stays with the settings; files are the auditor's alone
process.umask(0o077);
app.setPath('userData', path.join(configFolder(), 'window'));
app.setPath('sessionData', path.join(configFolder(), 'window'));

/** The case that the command line named: `--case=FOLDER`. */
function caseArgument(): string | null {
  const given = process.argv.find((argument) => argument.startsWith('--case='));
  return given === undefined ? null : given.slice('--case='.length);
}

function start(): void {
  lockDown();
  serveApp(readBuiltFiles(path.join(root, 'out/renderer')));
  const settings = new HostSettingsFile(configFolder());
  const secrets = safeSecrets(configFolder());
  const windows = new Map<number, WebContents>();
  const push = (message: Push): void => {
    for (const contents of windows.values()) contents.send('host.push', message);
  };
  const engine = new EngineProcess<MessagePortMain>(forkEngine, {
    onMessage: () => undefined,
    onRestart: (reason) => {
      for (const contents of windows.values()) connectEngine(engine, contents);
      push({ name: 'engine.restarted', payload: { reason } });
    },
    answer: answerEngine(settings, new SyncPermissions(configFolder()), secrets),
  });
  const incoming = new IncomingFolder(casesFolder());
  const handlers = createHostCalls({
    platform: desktopPlatform(firstWindow),
    version: manifest.version,
    settings,
    secrets,
    casesFolder: casesFolder(),
    sampleFolder: path.join(root, 'resources/samples'),
    incoming,
    grant: (granted, purpose, name) => engine.grant(granted, purpose, name),
    openCase: caseArgument(),
  });
  answerWindow({
    handlers,
    incoming,
    grant: (file, purpose, name) => engine.grant(file, purpose, name),
    connect: (contents) => {
      windows.set(contents.id, contents);
      contents.once('destroyed', () => windows.delete(contents.id));
      connectEngine(engine, contents);
    },
    restartEngine: () => engine.kill(),
  });
  closeBeforeQuit(async () => {
    await engine.close();
    incoming.close();
  });
  setMenu((command) => push({ name: 'host.command', payload: { command } }));
  createWindow();
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) createWindow();
  });
}

/** Gives engine and window the two ends of a new channel: neither waits for this process from then on. */
function connectEngine(engine: EngineProcess<MessagePortMain>, contents: WebContents): void {
  if (!isOwnAddress(contents.getURL())) return;
  const { port1, port2 } = new MessageChannelMain();
  engine.send({ kind: 'disconnect', client: contents.id });
  engine.send({ kind: 'connect', client: contents.id }, port1);
  contents.postMessage('host.engine', null, [port2]);
}

function firstWindow(): BrowserWindow {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) throw new Error('no window');
  return window;
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(start);
} else {
  app.quit();
}
