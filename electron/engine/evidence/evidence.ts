import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

import type { z } from 'zod';

import type { JsonValue } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { Balance, OriginalInfo } from '../../../shared/importResult.ts';
import { byteRangeWords } from '../../../shared/recordBytes.ts';
import { asExpected, isDiskError } from '../db/failures.ts';
import {
  currentVersion,
  newerWords,
  notOurs,
  openReader,
  openWriter,
  peekVersion,
} from '../db/open.ts';
import type { Db } from '../db/open.ts';
import { textMember } from '../jsonObject.ts';
import { fetchedOriginals } from '../sync/syncRecord.ts';
import { lockCase } from './caseLock.ts';
import { isEvidenceFile } from './evidenceFile.ts';
import { interpretationBodySchema, readImportBody, setAsideBodySchema } from './importEntry.ts';
import type { RecordedOriginal } from './importEntry.ts';
import type { Interpretation } from './interpretation.ts';
import { appendEntry, readLedger } from './ledger.ts';
import type { LedgerKind, LedgerRow } from './ledger.ts';
import { PackReader } from './packReader.ts';
import { syncFolder } from './packWriter.ts';

export type { LedgerRow } from './ledger.ts';

/** An original: its row, which never changes, and what the ledger says of it now. */
export type Original = Balance & {
  readonly id: number;
  readonly parent: number | null;
  readonly name: string;
  readonly givenAs: string;
  readonly container: 'plain' | 'gzip' | 'zip';
  readonly sha256: string;
  readonly decodedBytes: number;
  readonly pack: number | null;
  readonly packOffset: number;
  readonly keptAs: string | null;
  readonly recordCount: number;
  readonly treeRoot: string;
  readonly recordTableSha256: string;
  readonly importedAt: string;
  readonly importedBy: string;
  /** Where a sync has it from; null: it was given by hand. */
  readonly fetched: OriginalInfo['fetched'];
  /** Ledger entry that brought it in. */
  readonly importedSeq: number;
  readonly interpretation: Interpretation | null;
  readonly eventsDigest: string | null;
  readonly events: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly precisions: readonly string[];
  readonly warnings: readonly string[];
  /** Why it was set aside; null when it was not. */
  readonly aside: string | null;
};

type OriginalRow = {
  readonly id: number;
  readonly parent: number | null;
  readonly name: string;
  readonly given_as: string;
  readonly container: 'plain' | 'gzip' | 'zip';
  readonly sha256: string;
  readonly decoded_bytes: number;
  readonly pack: number | null;
  readonly pack_offset: number | null;
  readonly kept_as: string | null;
  readonly records: number;
  readonly tree_root: string;
  readonly record_table_sha256: string;
};

const contentChunk = 1024 * 1024;

/** The evidence of a case: originals and ledger. Reading never changes anything. */
export class Evidence {
  readonly folder: string;
  /** Null, or why it cannot be written. */
  readonly readOnly: string | null;
  #db: Db;
  #packs: PackReader;
  #originals: readonly Original[] | null = null;
  #byId: ReadonlyMap<number, Original> | null = null;
  #ledger: readonly LedgerRow[] | null = null;

  constructor(folder: string, db: Db, readOnly: string | null) {
    this.folder = folder;
    this.#db = db;
    this.readOnly = readOnly;
    this.#packs = new PackReader(folder, db);
  }

  /** The connection now: another one after the disk has failed. */
  get db(): Db {
    return this.#db;
  }

  get about(): { readonly id: string; readonly name: string; readonly createdAt: string } {
    const first = this.ledger()[0];
    const body = first?.body;
    return {
      id: textMember(body, 'id'),
      name: textMember(body, 'name'),
      createdAt: first?.at ?? '',
    };
  }

  originals(): readonly Original[] {
    this.#originals ??= readOriginals(this.db, this.ledger());
    return this.#originals;
  }

  ledger(): readonly LedgerRow[] {
    this.#ledger ??= readLedger(this.db);
    return this.#ledger;
  }

  original(id: number): Original | undefined {
    this.#byId ??= new Map(this.originals().map((each) => [each.id, each]));
    return this.#byId.get(id);
  }

  /** Decoded content; throws `corrupt` naming the block where a pack is damaged. */
  read(original: number, offset: number, length: number): Buffer {
    const found = this.original(original);
    if (!found || found.pack === null)
      throw new ExpectedError('not-found', `E${original} has no content of its own.`);
    if (offset < 0 || length < 0 || offset + length > found.decodedBytes) {
      throw new ExpectedError(
        'corrupt',
        `E${original} has ${found.decodedBytes} bytes; ${byteRangeWords({ offset, length })} are not in it`,
      );
    }
    return length === 0
      ? Buffer.alloc(0)
      : this.#packs.read(found.pack, found.packOffset + offset, length);
  }

  /** Decoded content from its first byte to its last, in chunks of at most 1 MiB. */
  *content(original: Original): Generator<Buffer> {
    for (let at = 0; at < original.decodedBytes; at += contentChunk) {
      yield this.read(original.id, at, Math.min(contentChunk, original.decodedBytes - at));
    }
  }

  append(kind: LedgerKind, body: JsonValue, author: string): LedgerRow {
    if (this.readOnly !== null) throw new ExpectedError('read-only', this.readOnly);
    try {
      const row = this.db.transaction(() => appendEntry(this.db, kind, body, author)).immediate();
      this.refresh();
      return row;
    } catch (cause) {
      throw this.failed(cause);
    }
  }

  /**
   * What a failed write means, in words. After a disk error the connection is another one: what the old one took for
   * written may be lost, and it would not know.
   */
  failed(cause: unknown): unknown {
    if (isDiskError(cause)) {
      this.#packs.close();
      this.#db.close();
      this.#db = openWriter(evidenceDb(this.folder), 'evidence');
      this.#packs = new PackReader(this.folder, this.#db);
      this.refresh();
    }
    return asExpected(cause, evidenceDb(this.folder));
  }

  /** Sees what another connection wrote. */
  refresh(): void {
    this.#originals = null;
    this.#byId = null;
    this.#ledger = null;
  }

  close(): void {
    this.#packs.close();
    try {
      if (this.readOnly === null && this.#db.open) this.#db.pragma('wal_checkpoint(TRUNCATE)');
    } catch (thrown) {
      // The log stays then, and all that is committed is in it: what this connection did must not be taken for failed.
      if (asExpected(thrown, '') === thrown) throw thrown;
    } finally {
      this.#db.close();
    }
  }
}

function evidenceDb(folder: string): string {
  return path.join(folder, 'evidence.db');
}

/** Makes a case folder with an empty evidence.db and the ledger's first entry. Throws `bad-request` where something is. */
export function createEvidence(
  folder: string,
  about: { readonly name: string; readonly author: string },
): Evidence {
  if (existsSync(folder) && readdirSync(folder).some((name) => !isHalfMade(folder, name))) {
    throw new ExpectedError(
      'bad-request',
      `${folder}: there is something in that folder already; choose another name`,
    );
  }
  mkdirSync(path.join(folder, 'evidence'), { recursive: true, mode: 0o700 });
  for (const name of halfMade) rmSync(path.join(folder, name), { force: true });
  const made = path.join(folder, 'evidence.db.new');
  const evidence = new Evidence(folder, openWriter(made, 'evidence'), null);
  evidence.append(
    'case.created',
    { id: randomUUID(), name: about.name.toWellFormed(), format: currentVersion('evidence') },
    about.author,
  );
  evidence.close();
  if (existsSync(`${made}-wal`))
    throw new ExpectedError('disk-full', `${folder}: the disk takes no new case; is it full?`);
  renameSync(made, path.join(folder, 'evidence.db'));
  syncFolder(folder);
  return openEvidence(folder, { readOnly: false });
}

/** evidence.db gets its name once its first entry is in it: a process that ended before leaves these, and no case. */
const halfMade = ['evidence.db.new', 'evidence.db.new-wal', 'evidence.db.new-shm'];

function isHalfMade(folder: string, name: string): boolean {
  return (
    halfMade.includes(name) ||
    (name === 'evidence' && readdirSync(path.join(folder, name)).length === 0)
  );
}

/** Opens the evidence of a case, for writing unless asked otherwise or not possible; `readOnly` then says why. */
export function openEvidence(folder: string, options: { readonly readOnly: boolean }): Evidence {
  const file = evidenceDb(folder);
  if (!existsSync(file))
    throw new ExpectedError('not-found', `${folder}: not a case (there is no evidence.db in it)`);
  if (!peekVersion(file).ours) throw notOurs(file);
  const newer = newerPart(folder);
  if (newer !== null)
    return new Evidence(folder, openReader(file, 'evidence', { withoutTrace: true }), newer);
  if (options.readOnly)
    return new Evidence(folder, openReader(file, 'evidence'), 'opened for reading');
  try {
    return new Evidence(folder, openWriter(file, 'evidence'), null);
  } catch (thrown) {
    if (!(thrown instanceof ExpectedError) || thrown.code !== 'read-only') throw thrown;
    return new Evidence(folder, openReader(file, 'evidence'), thrown.message);
  }
}

/** Why a case is not ours to write: a newer Casebook wrote its evidence or its notes. */
function newerPart(folder: string): string | null {
  for (const [kind, file] of [
    ['evidence', evidenceDb(folder)],
    ['notes', path.join(folder, 'notes.db')],
  ] as const) {
    if (!existsSync(file)) continue;
    const { version, ours } = peekVersion(file);
    if (ours && version > currentVersion(kind)) return newerWords(file);
  }
  return null;
}

function unlisted({ db, folder }: Evidence): readonly string[] {
  const listed = new Set(
    db
      .prepare<[], { file: string }>(
        'SELECT file FROM pack UNION SELECT kept_as FROM original WHERE kept_as IS NOT NULL',
      )
      .all()
      .map(({ file }) => file),
  );
  const files = path.join(folder, 'evidence');
  if (!existsSync(files)) return [];
  return readdirSync(files)
    .filter((name) => isEvidenceFile(name) && !listed.has(name))
    .map((name) => path.join(files, name));
}

/** Removes what a job left that ended before its transaction. Only with the case locked. */
export function removeUnlisted(evidence: Evidence): void {
  // A transaction that failed while it was synced is in the log or is not: once the log is empty, it is not.
  evidence.db.pragma('wal_checkpoint(TRUNCATE)');
  for (const file of unlisted(evidence)) rmSync(file, { force: true });
}

/** The same when a case is opened, unless somebody is writing to it: what is not listed yet may then be theirs. */
export function tidy(evidence: Evidence): void {
  if (evidence.readOnly !== null || unlisted(evidence).length === 0) return;
  try {
    const lock = lockCase(evidence.folder, 'tidying up');
    try {
      removeUnlisted(evidence);
    } finally {
      lock.release();
    }
  } catch (thrown) {
    if (!(thrown instanceof ExpectedError) || thrown.code !== 'read-only') throw thrown;
  }
}

function bodyOf<T>(schema: z.ZodType<T>, { seq, kind, body }: LedgerRow): T {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw unreadableEntry(seq, kind, `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}

function unreadableEntry(seq: number, kind: string, why: string): ExpectedError {
  return new ExpectedError(
    'corrupt',
    `evidence.db: custody log entry ${seq} (${kind}) cannot be read: ${why}`,
  );
}

function importedBy({ seq, kind, body }: LedgerRow): readonly RecordedOriginal[] {
  const read = readImportBody(body);
  if ('problem' in read) throw unreadableEntry(seq, kind, read.problem);
  return read.originals;
}

/** What the ledger says of each original now: the import, then later interpretations; and who is set aside. */
function readOriginals(db: Db, ledger: readonly LedgerRow[]): readonly Original[] {
  const recorded = new Map<
    number,
    { entry: RecordedOriginal; importedAt: string; importedBy: string; importedSeq: number }
  >();
  const aside = new Map<number, string>();
  const fetched = new Map<number, OriginalInfo['fetched']>();
  for (const row of ledger) {
    if (row.kind === 'import') {
      for (const [id, from] of fetchedOriginals(row)) fetched.set(id, from);
      for (const entry of importedBy(row)) {
        if (!recorded.has(entry.id))
          recorded.set(entry.id, {
            entry,
            importedAt: row.at,
            importedBy: row.author,
            importedSeq: row.seq,
          });
      }
    } else if (row.kind === 'interpretation') {
      const { recorded: entry } = bodyOf(interpretationBodySchema, row);
      const known = recorded.get(entry.id);
      if (known) recorded.set(entry.id, { ...known, entry });
    } else if (row.kind === 'set-aside') {
      const { original, aside: isAside, reason } = bodyOf(setAsideBodySchema, row);
      if (isAside) aside.set(original, reason);
      else aside.delete(original);
    }
  }
  const rows = db.prepare<[], OriginalRow>('SELECT * FROM original ORDER BY id').all();
  return rows.map((row) => {
    const said = recorded.get(row.id);
    if (!said)
      throw new ExpectedError(
        'corrupt',
        `evidence.db: E${row.id} is in no entry of the custody log`,
      );
    const { entry } = said;
    return {
      id: row.id,
      parent: row.parent,
      name: row.name,
      givenAs: row.given_as,
      container: row.container,
      sha256: row.sha256,
      decodedBytes: row.decoded_bytes,
      pack: row.pack,
      packOffset: row.pack_offset ?? 0,
      keptAs: row.kept_as,
      recordCount: row.records,
      treeRoot: row.tree_root,
      recordTableSha256: row.record_table_sha256,
      importedAt: said.importedAt,
      importedBy: said.importedBy,
      fetched:
        fetched.get(row.id) ?? (row.parent === null ? null : (fetched.get(row.parent) ?? null)),
      importedSeq: said.importedSeq,
      interpretation: entry.interpretation,
      eventsDigest: entry.eventsDigest,
      events: entry.events,
      from: entry.from,
      to: entry.to,
      precisions: entry.precisions,
      warnings: entry.warnings,
      aside: aside.get(row.id) ?? null,
      records: entry.records,
      bytes: entry.bytes,
    };
  });
}
