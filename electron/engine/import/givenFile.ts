import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { ExpectedError } from '../../../shared/failure.ts';
import type { Fetched } from '../sync/syncRecord.ts';

/** A file to import: where it is, and its name as the auditor sees it. */
export type GivenFile = {
  readonly path: string;
  readonly name: string;
  /** Where a sync has it from. */
  readonly fetched?: Fetched | undefined;
};

/** The files given, folders walked in order of name; links inside folders are not followed. */
export async function expandFolders(given: readonly GivenFile[]): Promise<readonly GivenFile[]> {
  const files: GivenFile[] = [];
  for (const each of given) await expand(each, files);
  return files;
}

async function expand(given: GivenFile, files: GivenFile[]): Promise<void> {
  const found = await stat(given.path).catch((cause: unknown) => {
    throw new ExpectedError(
      'unreadable',
      `${given.name}: there is no such file, or it cannot be read`,
      { cause },
    );
  });
  if (!found.isDirectory()) {
    files.push(given);
    return;
  }
  const entries = await readdir(given.path, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isFile() || entry.isDirectory()) {
      await expand(
        { path: path.join(given.path, entry.name), name: `${given.name}/${entry.name}` },
        files,
      );
    }
  }
}

const chunkBytes = 1024 * 1024;

/** The file's bytes in chunks of 1 MiB. */
export function fileBytes(file: string): AsyncIterable<Uint8Array> {
  return createReadStream(file, { highWaterMark: chunkBytes });
}
