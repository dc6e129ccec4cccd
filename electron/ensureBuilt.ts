import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { ExpectedError } from '../shared/failure.ts';

const root = path.resolve(import.meta.dirname, '..');
const sources = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package.json'];
const outputs = ['out/main/main.js', 'out/preload/preload.cjs', 'out/renderer/index.html'];

/** Builds the window and the desktop host when they are not there or older than a source. Says so on standard error. */
export function ensureBuilt(): void {
  if (isFresh()) return;
  console.error('casebook: building the window…');
  const program = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const built = spawnSync(process.execPath, [program, 'build'], { cwd: root, encoding: 'utf8' });
  if (built.status === 0) return;
  console.error(`${built.stdout}${built.stderr}`);
  throw new ExpectedError('unreadable', 'The window could not be built; the reason is above.');
}

function isFresh(): boolean {
  const built = outputs.map((file) => path.join(root, file));
  if (!built.every((file) => fs.existsSync(file))) return false;
  const oldestOutput = Math.min(...built.map((file) => fs.statSync(file).mtimeMs));
  return sources.every((name) => newest(path.join(root, name)) < oldestOutput);
}

function newest(file: string): number {
  const stat = fs.statSync(file);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...fs.readdirSync(file).map((name) => newest(path.join(file, name))));
}
