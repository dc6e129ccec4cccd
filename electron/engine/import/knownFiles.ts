import { createHash, hash as hashOf } from 'node:crypto';

import { bytesOfGiven } from './givenFile.ts';
import type { OpenedFile } from './givenFile.ts';
import type { Given, Known } from './recorded.ts';

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

/** The files of a case and of the running job, by the SHA-256 of their bytes as given; and what their archives held. */
export class KnownFiles {
  readonly #given = new Map<string, Known>();
  readonly #empty = new Map<string, Known>();
  readonly #members = new Map<number, Known[]>();
  /** A file of another size need not be hashed to be known as new. */
  readonly #sizes = new Set<number>();

  add(known: Known, parent: number | null): void {
    if (parent !== null) {
      const members = this.#members.get(parent);
      if (members) members.push(known);
      else this.#members.set(parent, [known]);
      return;
    }
    // Empty files have the same bytes, and are the same file only under the same name.
    if (known.bytes.total === 0) {
      if (!this.#empty.has(known.name)) this.#empty.set(known.name, known);
      return;
    }
    this.#sizes.add(known.bytes.total);
    if (!this.#given.has(known.sha256)) this.#given.set(known.sha256, known);
  }

  /** The original that holds the same bytes, then those that were in it; none for a new file. Hashes the file where it must. */
  async find(given: Given, signal: AbortSignal): Promise<readonly Known[]> {
    if (given.file.size === 0) {
      const empty = this.#empty.get(given.file.name);
      return empty ? [empty] : [];
    }
    if (!this.#sizes.has(given.file.size)) return [];
    given.sha256 ??= await hashFile(given.file, signal);
    const same = this.#given.get(given.sha256);
    return same ? [same, ...(this.#members.get(same.id) ?? [])] : [];
  }
}
