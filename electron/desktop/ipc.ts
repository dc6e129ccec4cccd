import fs from 'node:fs';
import path from 'node:path';

import { ipcMain } from 'electron';
import type { WebContents } from 'electron';
import { z } from 'zod';

import type { HostHandlers, Reply } from '../../shared/contract.ts';
import { ExpectedError } from '../../shared/failure.ts';
import type { FileGrant } from '../../shared/host.ts';
import { grantFiles } from '../fileGrants.ts';
import { cleanRelativePath } from '../fileName.ts';
import { grantIncoming } from '../hostCalls.ts';
import type { HostParts } from '../hostCalls.ts';
import { dispatchHost, failedReply } from '../hostDispatch.ts';
import type { IncomingFolder } from '../incomingFolder.ts';
import { isOwnFrame } from './lockdown.ts';

export type WindowParts = {
  readonly handlers: HostHandlers;
  readonly incoming: IncomingFolder;
  readonly grant: HostParts['grant'];
  readonly connect: (contents: WebContents) => void;
  readonly restartEngine: () => void;
};

/** A file made in memory is a small thing; evidence comes as files. */
const bytesLimit = 256 * 1024 * 1024;
const nameSchema = z.string().min(1).max(2000);
const bytesSchema = z
  .custom<ArrayBuffer | Uint8Array>(
    (value) => value instanceof ArrayBuffer || value instanceof Uint8Array,
  )
  .refine((bytes) => bytes.byteLength <= bytesLimit, 'at most 256 MiB');
const neverAborted = new AbortController().signal;

/** All that the preload may ask, each with its sender and its arguments checked. */
export function answerWindow(parts: WindowParts): void {
  handle('host.call', (name, input) =>
    dispatchHost(parts.handlers, nameSchema.parse(name), input, neverAborted),
  );
  handle('host.grantFile', (file, name) => grantFile(parts, file, name));
  handle('host.grantFolder', (folder) => grantDroppedFolder(parts, folder));
  handle('host.grantBytes', (bytes, name) => grantBytes(parts, bytes, name));
  handle('host.restartEngine', () => parts.restartEngine());
  ipcMain.on('host.connect', (event) => {
    if (isOwnFrame(event.senderFrame)) parts.connect(event.sender);
  });
}

type Channel =
  | 'host.call'
  | 'host.grantFile'
  | 'host.grantFolder'
  | 'host.grantBytes'
  | 'host.restartEngine';

function handle(channel: Channel, run: (first: unknown, second: unknown) => unknown): void {
  ipcMain.handle(channel, async (event, first: unknown, second: unknown) => {
    if (!isOwnFrame(event.senderFrame)) return failedReply(channel, notOurs);
    try {
      return await run(first, second);
    } catch (thrown) {
      if (thrown instanceof z.ZodError) return failedReply(channel, malformed(channel));
      return failedReply(channel, thrown);
    }
  });
}

const notOurs = new ExpectedError('bad-request', 'Only the window itself may ask the host.');

function malformed(channel: Channel): ExpectedError {
  return new ExpectedError('bad-request', `${channel}: not the arguments of this call`);
}

/** A file that the auditor dropped or chose: its path came from the preload, not from the page. */
function grantFile(parts: WindowParts, file: unknown, name: unknown): Reply<FileGrant> {
  const chosen = nameSchema.parse(file);
  const shown = cleanRelativePath(nameSchema.parse(name));
  if (!path.isAbsolute(chosen)) throw malformed('host.grantFile');
  return { ok: true, value: grantIncoming(parts.grant, chosen, shown) };
}

/** A folder that the auditor dropped. */
function grantDroppedFolder(parts: WindowParts, folder: unknown): Reply<readonly FileGrant[]> {
  const chosen = nameSchema.parse(folder);
  if (!path.isAbsolute(chosen)) throw malformed('host.grantFolder');
  return { ok: true, value: grantFiles([chosen], parts.grant) };
}

function grantBytes(parts: WindowParts, bytes: unknown, name: unknown): Reply<FileGrant> {
  const content = bytesSchema.parse(bytes);
  const shown = cleanRelativePath(nameSchema.parse(name));
  const file = parts.incoming.reserve(shown);
  fs.writeFileSync(file, new Uint8Array(content), { mode: 0o600 });
  return { ok: true, value: grantIncoming(parts.grant, file, shown) };
}
