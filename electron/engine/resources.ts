import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** `resources/` beside the sources, beside the bundle, or beside a packed program: the nearest one above this file. */
function locate(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = path.join(folder, 'resources');
    if (existsSync(path.join(candidate, 'sources'))) return candidate;
    const above = path.dirname(folder);
    if (above === folder)
      throw new Error('the program is incomplete: its folder "resources" is missing');
    folder = above;
  }
}

let found: string | null = null;

/** Path of a shipped file by its name inside `resources/`. */
export function resource(name: string): string {
  found ??= locate();
  return path.join(found, name);
}
