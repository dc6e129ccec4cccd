import fs from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { ExpectedError } from '../../shared/failure.ts';

export class BodyRefused extends Error {
  readonly status: number;
  constructor(status: number, why: string) {
    super(why);
    this.status = status;
  }
}

const jsonLimit = 1024 * 1024;
const jsonPatienceMs = 30_000;
const uploadLimit = 20 * 1024 ** 3;

/** A JSON body of at most 1 MiB, which must come within 30 seconds and say what it is. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new BodyRefused(415, 'content type');
  if (Number(request.headers['content-length'] ?? 0) > jsonLimit) throw tooLarge();
  const patience = setTimeout(() => request.destroy(), jsonPatienceMs);
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of request) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no encoding is set: chunks are buffers
      const bytes = chunk as Buffer;
      size += bytes.length;
      if (size > jsonLimit) throw tooLarge();
      chunks.push(bytes);
    }
    return parse(Buffer.concat(chunks));
  } finally {
    clearTimeout(patience);
  }
}

function tooLarge(): BodyRefused {
  return new BodyRefused(413, 'too large');
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new BodyRefused(400, 'not JSON');
  }
}

/** Streams the body into a new private file; what is left of a broken upload is the caller's to remove. */
export async function receiveFile(request: IncomingMessage, file: string): Promise<void> {
  let size = 0;
  const cap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > uploadLimit) done(new ExpectedError('bad-request', 'Larger than 20 GiB.'));
      else done(null, chunk);
    },
  });
  try {
    await pipeline(request, cap, fs.createWriteStream(file, { flags: 'wx', mode: 0o600 }));
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC') {
      throw new ExpectedError('disk-full', `The disk is full: ${file} could not be received.`);
    }
    throw thrown;
  }
}
