import { createHash, hash as hashOf } from 'node:crypto';

import type { Db } from '../db/open.ts';
import { bytesOfGiven } from './givenFile.ts';
import type { OpenedFile } from './givenFile.ts';
import type { Given } from './recorded.ts';

/** Hex SHA-256 of a file's bytes as given. */
export async function hashFile(file: OpenedFile, signal: AbortSignal): Promise<string> {
  if (file.whole) return hashOf('sha256', file.whole, 'hex');
  const hash = createHash('sha256');
  for await (const chunk of bytesOfGiven(file)) {
    signal.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest('hex');
}

type KnownFile = {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
};

/** The files of a case and of the running job, by the SHA-256 of their bytes as given. */
export class KnownFiles {
  readonly #given = new Map<string, number>();
  readonly #empty = new Map<string, number>();
  /** A file of another size need not be hashed to be known as new. */
  readonly #sizes = new Set<number>();

  /** Those of the case. */
  constructor(db: Db) {
    const rows = db.prepare<[], KnownFile>(
      'SELECT id, name, bytes_total AS bytes, sha256 FROM original WHERE parent IS NULL ORDER BY id',
    );
    for (const row of rows.iterate()) this.add(row);
  }

  add({ id, name, bytes, sha256 }: KnownFile): void {
    // Empty files have the same bytes, and are the same file only under the same name.
    if (bytes === 0) {
      if (!this.#empty.has(name)) this.#empty.set(name, id);
      return;
    }
    this.#sizes.add(bytes);
    if (!this.#given.has(sha256)) this.#given.set(sha256, id);
  }

  /** The original that holds the same bytes; null for a new file. Hashes the file where it must. */
  async find(given: Given, signal: AbortSignal): Promise<number | null> {
    if (given.file.size === 0) return this.#empty.get(given.file.name) ?? null;
    if (!this.#sizes.has(given.file.size)) return null;
    given.sha256 ??= await hashFile(given.file, signal);
    return this.#given.get(given.sha256) ?? null;
  }
}
