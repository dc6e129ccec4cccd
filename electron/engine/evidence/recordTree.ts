import { createHash, hash } from 'node:crypto';
import type { Hash } from 'node:crypto';

export const subtreeRecords = 1024;

/** Up to here the record is copied behind the leading zero: one call to the hash, twice as fast for short ones. */
const maxCopiedBytes = 1024 * 1024;

export type FinishedTree = {
  readonly records: number;
  /** Root of the RFC 6962 tree over all records, lower-case hex. */
  readonly root: string;
  /** Roots per 1,024 records; the last one may cover fewer. */
  readonly subtreeRoots: readonly Buffer[];
  /** SHA-256 of (offset, length) of every record as two little-endian 64-bit numbers each, lower-case hex. */
  readonly tableSha256: string;
};

/** The Merkle tree of an original's records (RFC 6962, section 2.1), fed in record order. */
export class RecordTree {
  readonly #table: Hash = createHash('sha256');
  readonly #subtreeRoots: Buffer[] = [];
  readonly #pair = Buffer.alloc(16);
  #leafBytes = Buffer.alloc(4096);
  #leaves: Buffer[] = [];
  #records = 0;

  /** Gives the record's hash: SHA-256(0x00 ‖ bytes). */
  add(bytes: Uint8Array, offset: number): Buffer {
    this.#pair.writeBigUInt64LE(BigInt(offset), 0);
    this.#pair.writeBigUInt64LE(BigInt(bytes.length), 8);
    this.#table.update(this.#pair);
    const leaf = this.#leaf(bytes);
    this.#leaves.push(leaf);
    this.#records++;
    if (this.#leaves.length === subtreeRecords) {
      this.#subtreeRoots.push(merkleRoot(this.#leaves));
      this.#leaves = [];
    }
    return leaf;
  }

  finish(): FinishedTree {
    if (this.#leaves.length > 0) this.#subtreeRoots.push(merkleRoot(this.#leaves));
    this.#leaves = [];
    return {
      records: this.#records,
      root: merkleRoot(this.#subtreeRoots).toString('hex'),
      subtreeRoots: this.#subtreeRoots,
      tableSha256: this.#table.digest('hex'),
    };
  }

  #leaf(bytes: Uint8Array): Buffer {
    if (bytes.length > maxCopiedBytes)
      return createHash('sha256').update(leafPrefix).update(bytes).digest();
    if (bytes.length >= this.#leafBytes.length) this.#leafBytes = Buffer.alloc(bytes.length * 2);
    this.#leafBytes[0] = 0;
    this.#leafBytes.set(bytes, 1);
    return hash('sha256', this.#leafBytes.subarray(0, bytes.length + 1), 'buffer');
  }
}

/**
 * Root over hashes that are leaves, or roots of full subtrees of one size: splitting at the largest power of two below
 * the count makes the root over subtree roots the root over all leaves. No hashes give SHA-256 of nothing.
 */
export function merkleRoot(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return hash('sha256', '', 'buffer');
  let level = hashes;
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let i = 0; i + 1 < level.length; i += 2) {
      const left = level[i];
      const right = level[i + 1];
      if (left && right) above.push(node(left, right));
    }
    // An odd one out goes up as it is: the same tree as splitting from the top.
    const last = level.length % 2 === 1 ? level.at(-1) : undefined;
    if (last) above.push(last);
    level = above;
  }
  return level[0] ?? hash('sha256', '', 'buffer');
}

const leafPrefix = Buffer.alloc(1);
const nodeBytes = Buffer.alloc(65, 1);

function node(left: Buffer, right: Buffer): Buffer {
  nodeBytes.set(left, 1);
  nodeBytes.set(right, 33);
  return hash('sha256', nodeBytes, 'buffer');
}
