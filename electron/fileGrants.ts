import fs from 'node:fs';
import path from 'node:path';

import { ExpectedError } from '../shared/failure.ts';
import type { Grant } from '../shared/grant.ts';
import type { FileGrant } from '../shared/host.ts';

export type GrantRead = (file: string, purpose: 'read', name: string) => Grant;

/** A folder of more files is handed over as one: nobody decides for each of them. */
const folderFrom = 200;

/**
 * A grant for each file that was chosen; folders are walked in name order, their files named by their paths inside. One of 200 files or
 * more is one grant of its own. Links inside folders are left alone: they could lead anywhere.
 */
export function grantFiles(chosen: readonly string[], grant: GrantRead): readonly FileGrant[] {
  return chosen.flatMap((file) => {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (!stat)
      throw new ExpectedError('not-found', `${path.basename(file)} is not there any more.`);
    const name = path.basename(file);
    if (!stat.isDirectory()) return [{ file: grant(file, 'read', name), name, size: stat.size }];
    return grantFolder(file, name, grant);
  });
}

/** The files of a folder, or the folder itself where they are many. */
export function grantFolder(folder: string, name: string, grant: GrantRead): readonly FileGrant[] {
  const found: { readonly path: string; readonly name: string; readonly size: number }[] = [];
  const walk = (inside: string, shown: string): void => {
    const entries = fs.readdirSync(inside, { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.')) continue;
      const at = path.join(inside, entry.name);
      const called = `${shown}/${entry.name}`;
      if (entry.isDirectory()) walk(at, called);
      else if (entry.isFile()) found.push({ path: at, name: called, size: fs.statSync(at).size });
    }
  };
  walk(folder, name);
  if (found.length < folderFrom)
    return found.map((one) => ({
      file: grant(one.path, 'read', one.name),
      name: one.name,
      size: one.size,
    }));
  const size = found.reduce((sum, one) => sum + one.size, 0);
  return [{ file: grant(folder, 'read', name), name, size, files: found.length }];
}
