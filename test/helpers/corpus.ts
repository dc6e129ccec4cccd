import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../../shared');

/** A folder of the public samples and corpora that lie beside the checkout, or null where they are missing. */
export function sharedFolder(name: string): string | null {
  const folder = path.join(root, name);
  return existsSync(folder) ? folder : null;
}
