import { getFileNameLowLevel, openPromise, validateFileName } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';

import { ExpectedError } from '../../../shared/failure.ts';

/** A file in a zip that may be read. */
export type ListedEntry = {
  readonly name: string;
  readonly size: number;
  readonly compressedSize: number;
  /** Deflated; else stored as it is. */
  readonly compressed: boolean;
  readonly crc32: number;
  readonly entry: Entry;
};

export type RefusedEntry = { readonly name: string; readonly reason: string };

const options = {
  lazyEntries: true,
  // Names are decoded here, so that one bad name refuses one member and not the whole archive.
  decodeStrings: false,
  strictFileNames: true,
  validateEntrySizes: true,
};

/**
 * The files of a zip, in its order; folders are left out. Throws ExpectedError when the zip is damaged, has more than `most` entries or
 * overlapping ones.
 */
export async function listZip(
  path: string,
  most: number,
): Promise<{ entries: readonly ListedEntry[]; refused: readonly RefusedEntry[] }> {
  const zip = await openOrExplain(path);
  try {
    if (zip.entryCount > most) {
      throw new ExpectedError(
        'unreadable',
        `the zip has ${zip.entryCount.toLocaleString('en-US')} entries: more than the ${most.toLocaleString('en-US')} that are read`,
      );
    }
    return sort(await readAll(zip, most));
  } finally {
    zip.close();
  }
}

/** The entry's bytes as they lie in the zip, compressed. Opens the file anew and closes it behind the last byte. */
export async function* openZipEntry(path: string, listed: ListedEntry): AsyncGenerator<Uint8Array> {
  const zip = await openOrExplain(path);
  try {
    const { entry } = listed;
    const stream = await zip.openReadStreamPromise(entry, { decodeFileData: false });
    const chunks: AsyncIterable<Uint8Array> = stream;
    yield* chunks;
  } catch (error) {
    throw explained(error);
  } finally {
    zip.close();
  }
}

async function openOrExplain(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { ...options, autoClose: false });
  } catch (error) {
    throw explained(error);
  }
}

/** yauzl's errors are about the zip's bytes; those of the file system carry a code and are not. */
function explained(error: unknown): unknown {
  if (!(error instanceof Error) || 'code' in error || error instanceof ExpectedError) return error;
  return new ExpectedError('unreadable', `the zip is damaged: ${error.message}`, { cause: error });
}

async function readAll(zip: ZipFile, most: number): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      if (entries.length > most) break;
    }
  } catch (error) {
    throw explained(error);
  }
  refuseOverlap(entries);
  return entries;
}

/** Entries that share bytes are how a small zip unfolds into terabytes (Fifield, "A better zip bomb", 2019). */
function refuseOverlap(entries: readonly Entry[]): void {
  const ranges = entries
    .map((entry) => ({
      from: entry.relativeOffsetOfLocalHeader,
      to: entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameRaw.length + entry.compressedSize,
    }))
    .toSorted((a, b) => a.from - b.from);
  for (const [index, range] of ranges.entries()) {
    const before = ranges[index - 1];
    if (before && range.from < before.to) {
      throw new ExpectedError('unreadable', 'entries of the zip overlap: a decompression bomb?');
    }
  }
}

function sort(entries: readonly Entry[]): {
  entries: readonly ListedEntry[];
  refused: readonly RefusedEntry[];
} {
  const good: ListedEntry[] = [];
  const refused: RefusedEntry[] = [];
  const seen = new Set<string>();
  for (const entry of entries) {
    const name = nameOf(entry);
    if (name.endsWith('/')) continue;
    const reason = seen.has(name) ? 'another member has the same name' : refusal(entry, name);
    seen.add(name);
    if (reason !== null) {
      refused.push({ name, reason });
      continue;
    }
    good.push({
      name,
      size: entry.uncompressedSize,
      compressedSize: entry.compressedSize,
      compressed: entry.compressionMethod === 8,
      crc32: entry.crc32,
      entry,
    });
  }
  return { entries: good, refused };
}

function nameOf(entry: Entry): string {
  return getFileNameLowLevel(
    entry.generalPurposeBitFlag,
    entry.fileNameRaw,
    entry.extraFields,
    true,
  );
}

function refusal(entry: Entry, name: string): string | null {
  const wrongName = validateFileName(name);
  if (wrongName !== null) return `its name is not one of a file in an archive: ${wrongName}`;
  if (/\p{Cc}/u.test(name)) return 'its name holds control characters';
  if ((entry.generalPurposeBitFlag & 1) !== 0)
    return 'it is encrypted: unpack it with its password';
  if (isSymlink(entry)) return 'it is a link to another file, not a file';
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    return `it is compressed by method ${entry.compressionMethod}, which is not read: unpack it first`;
  }
  if (/\.(?:zip|7z|rar|tar|tgz|tar\.gz|xz|bz2|zst|jar)$/i.test(name)) {
    return 'an archive inside an archive is not opened: unpack it first';
  }
  return null;
}

/** Unix mode bits, where the zip was made on Unix (3) or macOS (19). */
function isSymlink(entry: Entry): boolean {
  const madeOn = entry.versionMadeBy >>> 8;
  const mode = entry.externalFileAttributes >>> 16;
  return (madeOn === 3 || madeOn === 19) && (mode & 0xf000) === 0xa000;
}
