import type { IncomingFile } from './transport.ts';

/**
 * The files of a drop, folders walked, each with its path inside what was dropped; where `folders` are taken as they are, a folder is one
 * of them. Must be called in the drop handler itself: the browser empties the transfer when that returns.
 */
export function droppedFiles(
  transfer: DataTransfer,
  folders: 'walked' | 'taken',
): Promise<readonly IncomingFile[]> {
  const entries: FileSystemEntry[] = [];
  const plain: IncomingFile[] = [];
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory && file && folders === 'taken')
      plain.push({ file, path: entry.name, folder: true });
    else if (entry?.isDirectory) entries.push(entry);
    else if (file) plain.push({ file, path: file.name });
  }
  return walkAll(entries, plain);
}

/** The files of an `<input type="file">`, with their paths where a folder was chosen. */
export function chosenFiles(list: FileList | readonly File[]): readonly IncomingFile[] {
  return [...list].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

async function walkAll(
  entries: readonly FileSystemEntry[],
  plain: readonly IncomingFile[],
): Promise<readonly IncomingFile[]> {
  const found = [...plain];
  for (const entry of entries) await walk(entry, '', found);
  return found;
}

async function walk(entry: FileSystemEntry, parent: string, found: IncomingFile[]): Promise<void> {
  const path = parent + entry.name;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push({ file, path });
    return;
  }
  if (!isFolder(entry)) return;
  const reader = entry.createReader();
  // Chromium gives at most 100 entries a call, and an empty list at the end
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return;
    for (const child of some.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      await walk(child, `${path}/`, found);
    }
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
