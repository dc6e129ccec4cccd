import fs from 'node:fs';
import path from 'node:path';

import type { FileGrant } from '../shared/contract.ts';
import { ExpectedError } from '../shared/failure.ts';
import type { Grant } from '../shared/grant.ts';

export type GrantRead = (file: string, purpose: 'read', name: string) => Grant;

/** `import.preview` takes at most so many files. */
const fileLimit = 10_000;

/**
 * A grant for each file that was chosen; folders are walked in name order, their files named by their paths inside.
 * Links inside folders are left alone: they could lead anywhere.
 */
export function grantFiles(chosen: readonly string[], grant: GrantRead): readonly FileGrant[] {
  const grants: FileGrant[] = [];
  const add = (file: string, name: string, size: number): void => {
    if (grants.length === fileLimit) {
      throw new ExpectedError('bad-request', `More than ${fileLimit} files: add them in parts.`);
    }
    grants.push({ file: grant(file, 'read', name), name, size });
  };
  const walk = (folder: string, name: string): void => {
    const entries = fs.readdirSync(folder, { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const inside = path.join(folder, entry.name);
      const shown = `${name}/${entry.name}`;
      if (entry.isDirectory()) walk(inside, shown);
      else if (entry.isFile()) add(inside, shown, fs.statSync(inside).size);
    }
  };
  for (const file of chosen) {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat)
      throw new ExpectedError('not-found', `${path.basename(file)} is not there any more.`);
    if (stat.isDirectory()) walk(file, path.basename(file));
    else add(file, path.basename(file), stat.size);
  }
  return grants;
}
