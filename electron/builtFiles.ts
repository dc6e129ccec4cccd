import fs from 'node:fs';
import path from 'node:path';

import { ExpectedError } from '../shared/failure.ts';

export type BuiltFile = { readonly type: string; readonly body: Buffer };

const types = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json'],
  ['.woff2', 'font/woff2'],
  ['.ttf', 'font/ttf'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
]);

/**
 * The built window, read once: both hosts serve this list and nothing else, so that no address can reach any other
 * file. Keys are address paths (`/assets/index-abc.js`); `/` is the page.
 */
export function readBuiltFiles(folder: string): ReadonlyMap<string, BuiltFile> {
  if (!fs.existsSync(path.join(folder, 'index.html'))) {
    throw new ExpectedError('not-found', 'The window is not built yet: run `npm run build`.');
  }
  const files = new Map<string, BuiltFile>();
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = types.get(path.extname(entry.name));
    if (!entry.isFile() || type === undefined) continue;
    const file = path.join(entry.parentPath, entry.name);
    const address = `/${path.relative(folder, file).split(path.sep).join('/')}`;
    files.set(address, { type, body: fs.readFileSync(file) });
  }
  const page = files.get('/index.html');
  if (page) files.set('/', page);
  return files;
}
