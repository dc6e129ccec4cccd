import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { electronPackage, electronProgram } from './electronRuntime.ts';

/** A download that has not grown for so long is given up. */
const stallMs = 20_000;

/** Fetches Electron's runtime with the package's own, checksummed installer. False where that cannot be done. */
export async function fetchElectron(): Promise<boolean> {
  const folder = electronPackage();
  if (folder === null) return false;
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-electron-'));
  const child = spawn(process.execPath, [path.join(folder, 'install.js')], {
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    stdio: 'ignore',
  });
  let bytes = 0;
  let grownAt = Date.now();
  const watch = setInterval(() => {
    const now = sizeOf(temporary);
    if (now !== bytes) grownAt = Date.now();
    bytes = now;
    if (Date.now() - grownAt > stallMs) child.kill('SIGKILL');
  }, 500);
  const code = await new Promise<number | null>((resolve) => {
    child.on('exit', resolve);
    child.on('error', () => resolve(null));
  });
  clearInterval(watch);
  fs.rmSync(temporary, { recursive: true, force: true });
  return code === 0 && electronProgram() !== null;
}

function sizeOf(folder: string): number {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => fs.statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);
}
