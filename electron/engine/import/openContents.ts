import { gunzip, gunzipWhole, openZip } from './containers.ts';
import { describeUnsupported, sniffContainer } from './detect.ts';
import { bytesOfGiven } from './givenFile.ts';
import type { OpenedFile } from './givenFile.ts';
import { readHead } from './headStart.ts';
import type { PreparedContent } from './preparedFile.ts';
import { isSpreadsheet, openSpreadsheet } from './spreadsheet/openSpreadsheet.ts';

/** Decoded content that may hold records, and what it was inside of. */
export type GivenContent = {
  /** `export.json`; a zip's member as `archive.zip ▸ member.json`. */
  readonly name: string;
  readonly container: 'plain' | 'gzip' | 'zip';
  open(): AsyncIterable<Uint8Array>;
  /** Its records, where a thread has read them already. */
  readonly prepared?: PreparedContent;
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

/** The same of a file that a thread has opened, named `name`. */
export function preparedContents(name: string, prepared: PreparedContent): GivenContents {
  const { container, content } = prepared;
  async function* open(): AsyncGenerator<Uint8Array> {
    yield content;
  }
  if (container === 'plain')
    return { kind: 'plain', contents: [{ name, container, open, prepared }] };
  return {
    kind: 'gzip',
    contents: [{ name: innerName(name), container, open, prepared }],
    refused: [],
  };
}

/** Looks at a file's first bytes and gives the contents in it, unread. Archives are read as streams, never extracted. */
export async function openContents(file: OpenedFile): Promise<GivenContents> {
  const head = file.whole ?? (await firstBytes(file));
  const container = sniffContainer(head);
  switch (container) {
    case 'plain':
      return {
        kind: 'plain',
        contents: [{ name: file.name, container, open: () => bytesOfGiven(file) }],
      };
    case 'gzip':
      return {
        kind: 'gzip',
        contents: [{ name: innerName(file.name), container, open: () => unpacked(file) }],
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

async function firstBytes(file: OpenedFile): Promise<Uint8Array> {
  const { head, content } = await readHead(bytesOfGiven(file));
  await content[Symbol.asyncIterator]().return?.();
  return head;
}

async function* unpacked(file: OpenedFile): AsyncGenerator<Uint8Array> {
  const whole = file.whole === null ? null : gunzipWhole(file.whole);
  if (whole === null) yield* gunzip(bytesOfGiven(file));
  else if (whole.length > 0) yield whole;
}

async function openArchive(file: OpenedFile, head: Uint8Array): Promise<GivenContents> {
  const unsupported = describeUnsupported(head);
  if (unsupported !== null) return { kind: 'unsupported', reason: unsupported };
  const archive = await openZip(file.path);
  if (isSpreadsheet(archive)) {
    const sheets = await openSpreadsheet(archive);
    return {
      kind: 'zip',
      contents: sheets.map(({ name, open }) => ({
        name: `${file.name} ▸ ${name}`,
        container: 'zip' as const,
        open,
      })),
      refused: [],
    };
  }
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
