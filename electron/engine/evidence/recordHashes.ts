import { hash } from 'node:crypto';

import { recordHashOf } from './recordTree.ts';

/** The two hashes of a record's bytes as they lie in the original's decoded content, lower-case hex; made when they are asked for. */
export type RecordHashes = {
  /** SHA-256(0x00 ‖ bytes), the leaf of the record tree. */
  readonly recordHash: () => string;
  /** SHA-256 of the bytes alone. */
  readonly bytesSha256: () => string;
};

export function hashesOf(bytes: Uint8Array): RecordHashes {
  return {
    recordHash: () => recordHashOf(bytes).toString('hex'),
    bytesSha256: () => hash('sha256', bytes, 'hex'),
  };
}
