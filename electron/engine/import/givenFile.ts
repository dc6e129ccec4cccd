import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import type { Stats } from 'node:fs';
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

/** The files given, folders walked in order of name; links inside folders are not followed. A folder without a name gives its files none. */
export async function expandFolders(given: readonly GivenFile[]): Promise<readonly GivenFile[]> {
  const files: GivenFile[] = [];
  for (const each of given) await expand(each, files);
  return files;
}

/** What is at the path; throws `unreadable` where nothing is. */
export async function statGiven(given: GivenFile): Promise<Stats> {
  return stat(given.path).catch((cause: unknown) => {
    throw new ExpectedError(
      'unreadable',
      `${given.name}: there is no such file, or it cannot be read`,
      { cause },
    );
  });
}

async function expand(given: GivenFile, files: GivenFile[]): Promise<void> {
  const found = await statGiven(given);
  if (!found.isDirectory()) {
    files.push(given);
    return;
  }
  const entries = await readdir(given.path, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isFile() || entry.isDirectory()) {
      const name = given.name === '' ? entry.name : `${given.name}/${entry.name}`;
      await expand({ path: path.join(given.path, entry.name), name }, files);
    }
  }
}

const chunkBytes = 1024 * 1024;

/** A file as it was when it was opened. */
export type OpenedFile = GivenFile & {
  readonly size: number;
  readonly modifiedAt: string;
  /** All of its bytes, where they are few: what is hashed, kept and read are the same ones then. */
  readonly whole: Buffer<ArrayBuffer> | null;
};

/** Opens a file for import. One of up to 1 MiB is read at once: a hundred thousand small files cost no stream each. */
export function openGiven({ path: file, name }: GivenFile): OpenedFile {
  const handle = openSync(file, 'r');
  try {
    const found = fstatSync(handle);
    const { size, mtime } = found;
    const opened = { path: file, name, size, modifiedAt: mtime.toISOString() };
    if (!found.isFile() || size > chunkBytes) return { ...opened, whole: null };
    // One byte more than it should have: it may have grown meanwhile, and is then read as a stream.
    const bytes = Buffer.from(new ArrayBuffer(size + 1));
    let filled = 0;
    for (;;) {
      const read = readSync(handle, bytes, filled, bytes.length - filled, null);
      filled += read;
      if (read === 0 || filled === bytes.length) break;
    }
    return { ...opened, whole: filled === size ? bytes.subarray(0, size) : null };
  } finally {
    closeSync(handle);
  }
}

/** The opened file's bytes from the first to the last. */
export function bytesOfGiven({ path: file, whole }: OpenedFile): AsyncIterable<Uint8Array> {
  return whole ? only(whole) : fileBytes(file);
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}

/** The file's bytes in chunks of 1 MiB. */
export function fileBytes(file: string): AsyncIterable<Uint8Array> {
  return createReadStream(file, { highWaterMark: chunkBytes });
}
