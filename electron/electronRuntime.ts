import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** The program's name inside Electron's dist folder, by platform. */
function programName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Electron's own folder in node_modules, or null where the package is not installed. */
export function electronPackage(): string | null {
  try {
    return path.dirname(require.resolve('electron/package.json'));
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'MODULE_NOT_FOUND') {
      return null;
    }
    throw thrown;
  }
}

/** Electron's program, or null where its runtime has not been fetched. */
export function electronProgram(env: NodeJS.ProcessEnv = process.env): string | null {
  const dist = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(electronPackage() ?? '', 'dist');
  const program = path.join(dist, programName());
  return fs.existsSync(program) ? program : null;
}

/** Electron can show a window here: its runtime and, on Linux, a display are there. */
export function hasElectron(env: NodeJS.ProcessEnv = process.env): boolean {
  const display = env['DISPLAY'] || env['WAYLAND_DISPLAY'];
  return electronProgram(env) !== null && (process.platform !== 'linux' || Boolean(display));
}
