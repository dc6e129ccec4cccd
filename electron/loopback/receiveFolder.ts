import fs from 'node:fs';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';

import { z } from 'zod';

import { ExpectedError } from '../../shared/failure.ts';
import type { FileGrant } from '../../shared/host.ts';
import { cleanFileName, cleanRelativePath } from '../fileName.ts';
import type { HostParts } from '../hostCalls.ts';
import type { IncomingFolder } from '../incomingFolder.ts';
import { BodyRefused } from './body.ts';

const headSchema = z.strictObject({ path: z.string().max(4000), size: z.int().nonnegative() });
const headLimit = 16 * 1024;
const filesLimit = 1_000_000;
const bytesLimit = 20 * 1024 ** 3;

type Incoming = { readonly root: string; readonly name: string; files: number; bytes: number };

/**
 * Folders on their way in, each in parts: one request a part. A part's body is files one behind the other: a line of JSON with the
 * path inside the folder and the size, then so many bytes. A folder of a hundred thousand files would else be as many requests.
 */
export class IncomingFolders {
  readonly #incoming: IncomingFolder;
  readonly #grant: HostParts['grant'];
  readonly #folders = new Map<string, Incoming>();

  constructor(incoming: IncomingFolder, grant: HostParts['grant']) {
    this.#incoming = incoming;
    this.#grant = grant;
  }

  /** Takes a part. `name` is empty for files that are in no folder together; `token` is what the first part was answered with; empty for the first. */
  async receive(request: IncomingMessage, name: string, token: string): Promise<FileGrant> {
    const known = this.#folders.get(token);
    if (token !== '' && !known) throw new BodyRefused(400, 'folder');
    const folder = known ?? this.#begin(name);
    try {
      await receiveParts(request, folder);
    } catch (thrown) {
      this.#folders.delete(token);
      this.#incoming.release(folder.root);
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC')
        throw new ExpectedError(
          'disk-full',
          `The disk is full: ${folder.name === '' ? 'the files' : folder.name} could not be received.`,
        );
      throw thrown;
    }
    const file = token === '' ? this.#grant(folder.root, 'read', folder.name) : token;
    this.#folders.set(file, folder);
    return { file, name: folder.name, size: folder.bytes, files: folder.files };
  }

  #begin(name: string): Incoming {
    const clean = name === '' ? '' : cleanFileName(name);
    const root = this.#incoming.reserve(clean === '' ? 'files' : clean);
    fs.mkdirSync(root, { mode: 0o700 });
    return { root, name: clean, files: 0, bytes: 0 };
  }
}

async function receiveParts(request: IncomingMessage, folder: Incoming): Promise<void> {
  let head = Buffer.alloc(0);
  let handle: number | null = null;
  let missing = 0;
  try {
    for await (const chunk of request) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no encoding is set: chunks are buffers
      let bytes = chunk as Buffer;
      while (bytes.length > 0) {
        if (handle === null) {
          const end = bytes.indexOf(0x0a);
          head = Buffer.concat([head, end < 0 ? bytes : bytes.subarray(0, end)]);
          if (head.length > headLimit) throw new BodyRefused(400, 'head');
          if (end < 0) break;
          const { path: inside, size } = headOf(head);
          head = Buffer.alloc(0);
          bytes = bytes.subarray(end + 1);
          handle = openInside(folder, inside, size);
          missing = size;
        }
        const part = bytes.subarray(0, missing);
        fs.writeSync(handle, part);
        missing -= part.length;
        bytes = bytes.subarray(part.length);
        if (missing > 0) break;
        fs.closeSync(handle);
        handle = null;
      }
    }
    if (handle !== null || head.length > 0) throw new BodyRefused(400, 'cut short');
  } finally {
    if (handle !== null) fs.closeSync(handle);
  }
}

function headOf(line: Buffer): z.infer<typeof headSchema> {
  try {
    return headSchema.parse(JSON.parse(line.toString('utf8')));
  } catch {
    throw new BodyRefused(400, 'head');
  }
}

/** A new file of the folder. Names that become the same by cleaning, or on this disk, are told apart by a number. */
function openInside(folder: Incoming, inside: string, size: number): number {
  folder.files++;
  folder.bytes += size;
  if (folder.files > filesLimit || folder.bytes > bytesLimit)
    throw new ExpectedError(
      'bad-request',
      'More than 20 GiB or 1,000,000 files: add them in parts.',
    );
  const wanted = path.join(folder.root, ...cleanRelativePath(inside).split('/'));
  fs.mkdirSync(path.dirname(wanted), { recursive: true, mode: 0o700 });
  const { dir, name, ext } = path.parse(wanted);
  for (let attempt = 1; ; attempt++) {
    const file = attempt === 1 ? wanted : path.join(dir, `${name} (${attempt})${ext}`);
    try {
      return fs.openSync(file, 'wx', 0o600);
    } catch (thrown) {
      if (!(thrown instanceof Error) || !('code' in thrown) || thrown.code !== 'EEXIST')
        throw thrown;
    }
  }
}
