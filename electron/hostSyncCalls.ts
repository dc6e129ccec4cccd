import fs from 'node:fs';
import path from 'node:path';

import type { HostHandlers } from '../shared/contract.ts';
import { ExpectedError } from '../shared/failure.ts';
import type { HostParts } from './hostCalls.ts';

/** What a host does for sync: folders to watch, and the store for secrets. */
export function hostSyncCalls({
  platform,
  secrets,
  grant,
}: HostParts): Pick<HostHandlers, 'host.watchFolder' | 'host.setSecret' | 'host.secretStore'> {
  return {
    'host.watchFolder': async ({ path: typed }) => {
      const folder = await platform.askFolder(typed);
      if (folder === null) return null;
      const found = existingFolder(folder);
      return { folder: grant(found, 'read', path.basename(found)), path: found };
    },
    'host.setSecret': async ({ key, secret }) => {
      await secrets.set(key, secret);
      return null;
    },
    'host.secretStore': () => ({ place: secrets.place, problem: secrets.problem }),
  };
}

function existingFolder(given: string): string {
  const folder = given.trim();
  if (!path.isAbsolute(folder))
    throw new ExpectedError('bad-request', 'Give the whole path of the folder, from its root.');
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new ExpectedError('not-found', `${folder}: there is no such folder.`);
  return path.resolve(folder);
}
