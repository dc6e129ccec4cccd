import { gunzip, openZip } from './containers.ts';
import { describeUnsupported, sniffContainer } from './detect.ts';
import { fileBytes } from './givenFile.ts';
import type { GivenFile } from './givenFile.ts';
import { readHead } from './headStart.ts';

/** Decoded content that may hold records, and what it was inside of. */
export type GivenContent = {
  /** `export.json`; a zip's member as `archive.zip ▸ member.json`. */
  readonly name: string;
  readonly container: 'plain' | 'gzip' | 'zip';
  open(): AsyncIterable<Uint8Array>;
};

export type GivenContents =
  | { readonly kind: 'plain'; readonly contents: readonly [GivenContent] }
  | {
      readonly kind: 'gzip' | 'zip';
      readonly contents: readonly GivenContent[];
      readonly refused: readonly Refused[];
    }
  | { readonly kind: 'unsupported'; readonly reason: string };
/** A zip's member that is not read, and why. */
export type Refused = { readonly name: string; readonly reason: string };

/** Looks at a file's first bytes and gives the contents in it, unread. Archives are read as streams, never extracted. */
export async function openContents(file: GivenFile): Promise<GivenContents> {
  const { head, content } = await readHead(fileBytes(file.path));
  await content[Symbol.asyncIterator]().return?.();
  const container = sniffContainer(head);
  switch (container) {
    case 'plain':
      return {
        kind: 'plain',
        contents: [{ name: file.name, container, open: () => fileBytes(file.path) }],
      };
    case 'gzip':
      return {
        kind: 'gzip',
        contents: [
          { name: innerName(file.name), container, open: () => gunzip(fileBytes(file.path)) },
        ],
        refused: [],
      };
    case 'zip':
      return openArchive(file, head);
    case 'unsupported':
      return {
        kind: 'unsupported',
        reason: describeUnsupported(head) ?? 'a kind of file that holds no audit log',
      };
    default:
      throw new Error(`unknown container ${String(container satisfies never)}`);
  }
}

async function openArchive(file: GivenFile, head: Uint8Array): Promise<GivenContents> {
  const unsupported = describeUnsupported(head);
  if (unsupported !== null) return { kind: 'unsupported', reason: unsupported };
  const archive = await openZip(file.path);
  return {
    kind: 'zip',
    contents: archive.members.map((member) => ({
      name: `${file.name} ▸ ${member.name}`,
      container: 'zip' as const,
      open: () =>
        member.name.toLowerCase().endsWith('.gz') ? gunzip(member.open()) : member.open(),
    })),
    refused: archive.refused.map(({ name, reason }) => ({
      name: `${file.name} ▸ ${name}`,
      reason,
    })),
  };
}

function innerName(name: string): string {
  return name.replace(/\.gz$/iu, '');
}
