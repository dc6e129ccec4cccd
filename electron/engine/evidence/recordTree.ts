import { createHash, hash } from 'node:crypto';
import type { Hash } from 'node:crypto';

export const subtreeRecords = 1024;
export const hashBytes = 32;

export type FinishedTree = {
  readonly records: number;
  /** Root of the RFC 6962 tree over all records, lower-case hex. */
  readonly root: string;
  /** Roots per 1,024 records; the last one may cover fewer. */
  readonly subtreeRoots: readonly Buffer[];
  /** SHA-256 of (offset, length) of every record as two little-endian 64-bit numbers each, lower-case hex. */
  readonly tableSha256: string;
};

/** Records in order, by what the tree needs of them. */
export type TreeRecords = {
  readonly count: number;
  readonly offsets: ArrayLike<number>;
  readonly lengths: ArrayLike<number>;
  /** SHA-256(0x00 ‖ bytes) of each, one behind the other. */
  readonly hashes: Uint8Array;
  /** Root over them where they are 1,024 and somebody has made it already. */
  readonly root: Uint8Array | null;
};

/** The Merkle tree of an original's records (RFC 6962, section 2.1), fed in record order. */
export class RecordTree {
  /** The table of the first records waits for a second part of it: most files of a folder have one alone. */
  #firstTable: Uint8Array | null = null;
  #table: Hash | null = null;
  readonly #subtreeRoots: Buffer[] = [];
  #leaves = Buffer.alloc(0);
  #pending = 0;
  #records = 0;

  add(records: TreeRecords): void {
    const { count, offsets, lengths } = records;
    this.#addToTable(count, offsets, lengths);
    this.#records += count;
    if (records.root && this.#pending === 0 && count === subtreeRecords) {
      this.#subtreeRoots.push(kept(records.root));
      return;
    }
    for (let at = 0; at < count; at++) {
      if (this.#pending * hashBytes === this.#leaves.length) this.#grow();
      this.#leaves.set(
        records.hashes.subarray(at * hashBytes, (at + 1) * hashBytes),
        this.#pending * hashBytes,
      );
      this.#pending++;
      if (this.#pending === subtreeRecords) this.#closeSubtree();
    }
  }

  finish(): FinishedTree {
    if (this.#pending > 0) this.#closeSubtree();
    return {
      records: this.#records,
      root: merkleRoot(this.#subtreeRoots).toString('hex'),
      subtreeRoots: this.#subtreeRoots,
      tableSha256: this.#table?.digest('hex') ?? hash('sha256', this.#firstTable ?? '', 'hex'),
    };
  }

  #grow(): void {
    const room = this.#leaves.length === 0 ? 64 : subtreeRecords;
    const grown = Buffer.alloc(room * hashBytes);
    grown.set(this.#leaves);
    this.#leaves = grown;
  }

  #closeSubtree(): void {
    this.#subtreeRoots.push(kept(rootOf(this.#leaves, this.#pending)));
    this.#pending = 0;
  }

  #addToTable(count: number, offsets: ArrayLike<number>, lengths: ArrayLike<number>): void {
    const pairs = new DataView(new ArrayBuffer(count * 16));
    for (let at = 0; at < count; at++) {
      writeUint64(pairs, at * 16, offsets[at] ?? 0);
      writeUint64(pairs, at * 16 + 8, lengths[at] ?? 0);
    }
    const bytes = new Uint8Array(pairs.buffer);
    if (this.#table) this.#table.update(bytes);
    else if (this.#firstTable)
      this.#table = createHash('sha256').update(this.#firstTable).update(bytes);
    else this.#firstTable = bytes;
  }
}

let slab = Buffer.alloc(0);
let slabUsed = 0;

/** A copy that stays: among others of its kind, so that 32 bytes do not keep the 8 KiB alive which Node made them in. */
function kept(root: Uint8Array): Buffer {
  if (slabUsed === slab.length) {
    slab = Buffer.allocUnsafeSlow(64 * hashBytes);
    slabUsed = 0;
  }
  const copy = slab.subarray(slabUsed, slabUsed + hashBytes);
  slabUsed += hashBytes;
  copy.set(root);
  return copy;
}

/** Little endian; whole numbers up to 2^53. Two halves are much quicker than a BigInt. */
function writeUint64(view: DataView, at: number, value: number): void {
  view.setUint32(at, value % 2 ** 32, true);
  view.setUint32(at + 4, Math.floor(value / 2 ** 32), true);
}

/** SHA-256(0x00 ‖ bytes) of one record, the RFC 6962 leaf. */
export function recordHashOf(bytes: Uint8Array): Buffer {
  const leaf = Buffer.allocUnsafe(bytes.length + 1);
  leaf[0] = 0;
  leaf.set(bytes, 1);
  const into = Buffer.alloc(hashBytes);
  hashInto(leaf, into, 0);
  return into;
}

/**
 * Writes the SHA-256 of `bytes` into `into` at `at`. By way of a text of 32 characters, since Node's one-call hash makes that four
 * times faster than a buffer.
 */
export function hashInto(bytes: Uint8Array, into: Buffer, at: number): void {
  into.write(hash('sha256', bytes, 'binary'), at, hashBytes, 'latin1');
}

/** Root of the tree over `count` hashes that lie one behind the other. */
export function rootOf(hashes: Uint8Array, count: number): Buffer {
  if (count === 0) return hash('sha256', '', 'buffer');
  const level = Buffer.from(hashes.subarray(0, count * hashBytes));
  for (let left = count; left > 1; left = (left + 1) >> 1) {
    const pairs = left >> 1;
    for (let pair = 0; pair < pairs; pair++) {
      level.copy(nodeBytes, 1, pair * 2 * hashBytes, (pair + 1) * 2 * hashBytes);
      hashInto(nodeBytes, level, pair * hashBytes);
    }
    // An odd one out goes up as it is: the same tree as splitting from the top.
    if (left % 2 === 1)
      level.copyWithin(pairs * hashBytes, (left - 1) * hashBytes, left * hashBytes);
  }
  return Buffer.from(level.subarray(0, hashBytes));
}

/**
 * Root over hashes that are leaves, or roots of full subtrees of one size: splitting at the largest power of two below
 * the count makes the root over subtree roots the root over all leaves. No hashes give SHA-256 of nothing.
 */
export function merkleRoot(hashes: readonly Uint8Array[]): Buffer {
  return rootOf(Buffer.concat(hashes), hashes.length);
}

const nodeBytes = Buffer.alloc(65, 1);
