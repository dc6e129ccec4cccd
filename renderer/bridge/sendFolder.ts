import type { Reply } from '../../shared/contract.ts';
import type { FileGrant } from '../../shared/host.ts';
import type { IncomingFile } from './transport.ts';

/** So many files go as a folder: one token for all of them, and few requests. */
export const folderFrom = 200;
/** Files in one request; the browser reads each of them only when it is sent. */
const partFiles = 2000;

type SendPart = (name: string, folder: string, body: Blob) => Promise<Reply<FileGrant>>;

/**
 * Sends many files as one folder, part by part: before each file's bytes a line of JSON with its path inside the folder
 * and its size. The folder is called as the one that all of them came from; it has no name where there is none.
 */
export async function sendFolder(
  files: readonly IncomingFile[],
  send: SendPart,
): Promise<Reply<readonly FileGrant[]>> {
  const root = commonFolder(files);
  let grant: FileGrant | null = null;
  for (let at = 0; at < files.length; at += partFiles) {
    const parts = files.slice(at, at + partFiles).flatMap(({ file, path }) => {
      const inside = root === null ? path : path.slice(root.length + 1);
      return [`${JSON.stringify({ path: inside, size: file.size })}\n`, file];
    });
    const sent: Reply<FileGrant> = await send(root ?? '', grant?.file ?? '', new Blob(parts));
    if (!sent.ok) return sent;
    grant = sent.value;
  }
  return { ok: true, value: grant ? [grant] : [] };
}

function commonFolder(files: readonly IncomingFile[]): string | null {
  const first = files[0]?.path.split('/') ?? [];
  const [folder] = first;
  if (folder === undefined || first.length < 2) return null;
  return files.every(({ path }) => path.startsWith(`${folder}/`)) ? folder : null;
}
