import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

import { chromium, _electron } from '@playwright/test';
import type { ConsoleMessage, Download, ElectronApplication, Page } from '@playwright/test';

import { browserFlags, findBrowser } from '../../electron/loopback/browser.ts';

export type HostName = 'loopback' | 'electron';

export type LaunchOptions = {
  /** A case to go straight to; made if it is not there. */
  readonly openCase?: string;
  /** Settings and cases of an earlier launch; else a new private folder, which goes with the window. */
  readonly home?: string;
};

/** A window of one host, with what a person would do in the system's dialogs. */
export type CasebookWindow = {
  readonly host: HostName;
  readonly page: Page;
  readonly home: string;
  readonly casesFolder: string;
  /** Content security policy violations since the window opened. */
  readonly cspReports: readonly string[];
  readonly consoleErrors: readonly string[];
  /** Addresses outside of this host that the page asked for. */
  readonly foreignRequests: readonly string[];
  /** The Electron application, in its host alone. */
  readonly electron: ElectronApplication | null;
  /** Answers the file dialog that `act` opens, native or the browser's. */
  chooseFiles(act: () => Promise<unknown>, files: readonly string[]): Promise<void>;
  /** Answers the folder dialog that `act` opens in the desktop host (Open case). */
  chooseFolder(act: () => Promise<unknown>, folder: string): Promise<void>;
  /** What the save dialog or the download that `act` leads to wrote; the path of the file. */
  saveFile(act: () => Promise<unknown>): Promise<string>;
  /** Ends the engine's process as a crash would. */
  killEngine(): Promise<void>;
  close(): Promise<void>;
};

/** Longer than the engine has for ending. */
const quitPatienceMs = 15_000;

const root = path.resolve(import.meta.dirname, '../..');

/** Opens the window in this host. No network is there but the loopback host's own port. */
export function launch(host: HostName, options: LaunchOptions = {}): Promise<CasebookWindow> {
  const home = options.home ?? fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-home-'));
  fs.mkdirSync(path.join(home, 'saved'), { recursive: true });
  return host === 'loopback' ? launchLoopback(home, options) : launchElectron(home, options);
}

async function launchLoopback(home: string, options: LaunchOptions): Promise<CasebookWindow> {
  const args = [path.join(import.meta.dirname, 'serveHost.ts'), ...caseArguments(options)];
  const server = spawn(process.execPath, args, {
    env: { ...process.env, CASEBOOK_HOME: home },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => server.on('exit', () => resolve()));
  const url = await firstLine(server.stdout);
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    ...(executablePath !== null && { executablePath }),
    args: [...browserFlags, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const watched = await watch(page, new URL(url).origin);
  await page.goto(url);
  const removeHome = homeRemover(home, options);
  return {
    host: 'loopback',
    page,
    home,
    casesFolder: path.join(home, 'cases'),
    ...watched,
    electron: null,
    chooseFiles: async (act, files) => {
      const chooser = page.waitForEvent('filechooser');
      await act();
      await (await chooser).setFiles([...files]);
    },
    chooseFolder: () => Promise.reject(new Error('the loopback host lists its cases instead')),
    saveFile: async (act) => {
      const download = page.waitForEvent('download');
      await act();
      return saved(await download, home);
    },
    killEngine: () => {
      for (const child of childrenOf(server.pid ?? 0)) process.kill(child, 'SIGKILL');
      return Promise.resolve();
    },
    close: async () => {
      await browser.close();
      server.stdin.end();
      await ended;
      removeHome();
    },
  };
}

/** Processes that a process has started. */
function childrenOf(pid: number): readonly number[] {
  const listed =
    process.platform === 'linux'
      ? fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      : execFileSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
  return listed.split(/\s+/).filter(Boolean).map(Number);
}

async function saved(download: Download, home: string): Promise<string> {
  const file = path.join(home, 'saved', download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

async function launchElectron(home: string, options: LaunchOptions): Promise<CasebookWindow> {
  const named = caseArguments(options).map((folder) => `--case=${folder}`);
  const unsandboxed = browserFlags.filter((flag) => flag === '--no-sandbox');
  // no executablePath: only for the program that the electron package names does Playwright hold the app back until
  // it is attached; otherwise it now and then waits for ever for a page that had already begun to load
  const application = await _electron.launch({
    // where there is no GPU, its process ends at start, now and then in the way of the first frame
    args: [...unsandboxed, '--disable-gpu', root, ...named],
    chromiumSandbox: unsandboxed.length === 0,
    env: { ...definedEnv(), CASEBOOK_HOME: home },
  });
  const page = await application.firstWindow();
  await page.waitForLoadState('load');
  const watched = await watch(page, 'app://ui');
  // what came before the listeners were there would be missed
  await page.reload();
  const saveFolder = path.join(home, 'saved');
  await answerDialogs(application, saveFolder);
  const removeHome = homeRemover(home, options);
  const chooseNext = (paths: readonly string[]): Promise<void> =>
    application.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...filePaths] });
    }, paths);
  return {
    host: 'electron',
    page,
    home,
    casesFolder: path.join(home, 'cases'),
    ...watched,
    electron: application,
    chooseFiles: async (act, files) => {
      await chooseNext(files);
      const set = (chooser: { setFiles(files: string[]): Promise<void> }): void =>
        void chooser.setFiles([...files]);
      page.once('filechooser', set);
      await act();
    },
    chooseFolder: async (act, folder) => {
      await chooseNext([folder]);
      await act();
    },
    saveFile: async (act) => {
      await act();
      return shownFile(application);
    },
    // what the window itself can ask for when the engine does not answer: its process is killed
    killEngine: () => page.evaluate(() => window.casebook?.restartEngine()),
    close: async () => {
      await quit(application);
      removeHome();
    },
  };
}

/** Quits as a person does. A program that does not end is killed, and the test fails at once instead of at its own limit. */
async function quit(application: ElectronApplication): Promise<void> {
  const started = performance.now();
  const timer = setTimeout(() => {
    application.process().kill('SIGKILL');
  }, quitPatienceMs);
  await application.close();
  clearTimeout(timer);
  if (performance.now() - started > quitPatienceMs)
    throw new Error('the desktop program did not end by itself');
}

/** Save dialogs take what is proposed, exports in the folder for them; showing a file in its folder is noted. */
function answerDialogs(application: ElectronApplication, saveFolder: string): Promise<void> {
  return application.evaluate(({ dialog, shell }, folder) => {
    const noted: { shown: string | null } = { shown: null };
    Object.assign(globalThis, { casebookTest: noted });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- always called with a window first
    dialog.showSaveDialog = ((_window: unknown, asked: { defaultPath?: string }) => {
      const proposed = asked.defaultPath ?? 'unnamed';
      const filePath = /^(\/|[a-z]:)/i.test(proposed) ? proposed : `${folder}/${proposed}`;
      return Promise.resolve({ canceled: false, filePath });
    }) as typeof dialog.showSaveDialog;
    shell.showItemInFolder = (file) => {
      noted.shown = file;
    };
  }, saveFolder);
}

async function shownFile(application: ElectronApplication): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const file = await application.evaluate(() => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- put there by answerDialogs
      const noted = Reflect.get(globalThis, 'casebookTest') as { shown: string | null };
      const { shown } = noted;
      noted.shown = null;
      return shown;
    });
    if (file !== null) return file;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no export was finished');
}

/** Collects what must not happen in a window. */
async function watch(
  page: Page,
  origin: string,
): Promise<Pick<CasebookWindow, 'cspReports' | 'consoleErrors' | 'foreignRequests'>> {
  const cspReports: string[] = [];
  const consoleErrors: string[] = [];
  const foreignRequests: string[] = [];
  const mark = 'casebook-csp: ';
  await page.addInitScript((prefix) => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.warn(`${prefix}${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  }, mark);
  page.on('console', (message: ConsoleMessage) => {
    if (message.text().startsWith(mark)) cspReports.push(message.text().slice(mark.length));
    else if (message.type() === 'error') consoleErrors.push(message.text());
  });
  page.on('pageerror', (error) => consoleErrors.push(String(error)));
  page.on('request', (request) => {
    const own = [`${origin}/`, `blob:${origin}/`, 'data:'];
    if (!own.some((start) => request.url().startsWith(start))) foreignRequests.push(request.url());
  });
  return { cspReports, consoleErrors, foreignRequests };
}

function caseArguments(options: LaunchOptions): readonly string[] {
  return options.openCase === undefined ? [] : [options.openCase];
}

function homeRemover(home: string, options: LaunchOptions): () => void {
  if (options.home !== undefined) return () => undefined;
  return () => fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}

function definedEnv(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stream })) return line;
  throw new Error('the loopback host ended before it gave its link');
}
