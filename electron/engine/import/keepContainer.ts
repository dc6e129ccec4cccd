import { chmodSync, closeSync, copyFileSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { PackWriter } from '../evidence/packWriter.ts';
import { manyFiles } from './fileThreads.ts';
import type { OpenedFile } from './givenFile.ts';

/** Where the bytes of an archive lie as they came: in a file of their own beside the pack, or in the pack. */
export type KeptContainer =
  | { readonly keptAs: string; readonly packOffset: null; readonly decodedBytes: 0 }
  | { readonly keptAs: null; readonly packOffset: number; readonly decodedBytes: number };

/**
 * Keeps an archive as it came, durably once the pack is. Small gzip files of a job of many go into the pack: a hundred thousand of them
 * would cost a file and a sync each.
 */
export function keepContainer(
  file: OpenedFile,
  kind: 'gzip' | 'zip',
  into: {
    readonly folder: string;
    /** `0001-3`: the pack's number and the original's. */
    readonly name: string;
    readonly pack: PackWriter;
    readonly files: number;
  },
): KeptContainer {
  if (kind === 'gzip' && file.whole && into.files >= manyFiles) {
    const packOffset = into.pack.position;
    into.pack.write(file.whole);
    return { keptAs: null, packOffset, decodedBytes: file.whole.length };
  }
  const keptAs = `${into.name}.${kind === 'gzip' ? 'gz' : 'zip'}`;
  const kept = path.join(into.folder, 'evidence', keptAs);
  if (file.whole) writeFileSync(kept, file.whole, { flag: 'wx', mode: 0o600 });
  else copyFileSync(file.path, kept);
  chmodSync(kept, 0o600);
  syncFile(kept);
  return { keptAs, packOffset: null, decodedBytes: 0 };
}

function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
