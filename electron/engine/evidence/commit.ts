import type { JsonValue } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import { isDiskError } from '../db/failures.ts';
import type { SyncRecord } from '../sync/syncRecord.ts';
import type { Evidence } from './evidence.ts';
import { rowsDigest, shortened } from './importEntry.ts';
import type { RecordedOriginal } from './importEntry.ts';
import { appendEntry } from './ledger.ts';
import type { PackResult } from './packWriter.ts';
import type { FinishedTree } from './recordTree.ts';

/** One original of a job, ready to be written. */
export type NewOriginal = {
  readonly recorded: RecordedOriginal;
  readonly parent: number | null;
  readonly givenAs: string;
  readonly container: 'plain' | 'gzip' | 'zip';
  readonly decodedBytes: number;
  /** Null for a container. */
  readonly packOffset: number | null;
  readonly keptAs: string | null;
  readonly tree: FinishedTree;
  readonly modifiedAt: string | null;
};

export type ImportCommit = {
  readonly packId: number;
  readonly pack: PackResult;
  readonly originals: readonly NewOriginal[];
  /** Files that were given again, byte for byte: which original each is. */
  readonly again: readonly { readonly name: string; readonly original: number }[];
  readonly author: string;
  /** Where a sync has the originals from, and where it goes on. */
  readonly sync?: SyncRecord | undefined;
};

/**
 * The disk failed while the transaction was made durable: it may be found after all when the case is next opened, so the
 * pack must stay. What turns out to be unlisted then is removed then.
 */
export class CommitUncertain extends ExpectedError {}

/**
 * The one short transaction that makes an import exist: packs and containers are on disk before it, the index is written
 * after it. Gives the ledger entry's number. Throws `disk-full` or `read-only`, and nothing is changed; or CommitUncertain.
 */
export function commitImport(evidence: Evidence, job: ImportCommit): number {
  const { db } = evidence;
  try {
    const seq = db
      .transaction(() => {
        insertPack(evidence, job);
        insertOriginals(evidence, job);
        const ids = job.originals.map(({ recorded }) => recorded.id);
        const rows = rowsDigest(db, {
          pack: job.packId,
          first: ids[0] ?? 0,
          last: ids.at(-1) ?? -1,
        });
        const body = {
          rows,
          pack: job.packId,
          ...shortened(job.originals.map(({ recorded }) => recorded)),
          again: job.again,
          ...(job.sync !== undefined && { sync: job.sync }),
        };
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- plain JSON by its schema
        return appendEntry(db, 'import', body as unknown as JsonValue, job.author).seq;
      })
      .immediate();
    // No checkpoint here: were it to fail, the import would exist and yet be taken for failed. Closing makes it.
    evidence.refresh();
    return seq;
  } catch (cause) {
    const failure = evidence.failed(cause);
    if (!isDiskError(cause) || !(failure instanceof ExpectedError)) throw failure;
    throw new CommitUncertain(failure.code, failure.message, { cause });
  }
}

function insertPack({ db }: Evidence, { packId, pack }: ImportCommit): void {
  db.prepare(
    'INSERT INTO pack (id, file, bytes, decoded_bytes, sha256) VALUES (?, ?, ?, ?, ?)',
  ).run(BigInt(packId), pack.file, BigInt(pack.bytes), BigInt(pack.decodedBytes), pack.sha256);
  const insert = db.prepare(
    'INSERT INTO frame (pack, seq, decoded_offset, decoded_length, file_offset, file_length) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const [seq, frame] of pack.frames.entries()) {
    insert.run(
      BigInt(packId),
      BigInt(seq),
      BigInt(frame.decodedOffset),
      BigInt(frame.decodedLength),
      BigInt(frame.fileOffset),
      BigInt(frame.fileLength),
    );
  }
}

function insertOriginals({ db }: Evidence, { packId, originals }: ImportCommit): void {
  const insert = db.prepare(
    `INSERT INTO original (id, parent, name, given_as, container, bytes_total, sha256, decoded_bytes, pack, pack_offset,
       kept_as, records, tree_root, record_table_sha256, modified_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const subtree = db.prepare('INSERT INTO subtree (original, seq, root) VALUES (?, ?, ?)');
  for (const original of originals) {
    const { recorded, tree } = original;
    insert.run(
      BigInt(recorded.id),
      original.parent,
      recorded.name,
      original.givenAs,
      original.container,
      BigInt(recorded.bytes.total),
      recorded.sha256,
      BigInt(original.decodedBytes),
      original.packOffset === null ? null : BigInt(packId),
      original.packOffset === null ? null : BigInt(original.packOffset),
      original.keptAs,
      BigInt(tree.records),
      tree.root,
      tree.tableSha256,
      original.modifiedAt,
    );
    for (const [seq, root] of tree.subtreeRoots.entries())
      subtree.run(BigInt(recorded.id), BigInt(seq), root);
  }
}
