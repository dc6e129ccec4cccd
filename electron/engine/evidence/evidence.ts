import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

import type { JsonValue } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
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
import { appendEntry, readLedger } from './ledger.ts';
import type { LedgerKind, LedgerRow } from './ledger.ts';
import { asideIn, withEntries } from './originals.ts';
import type { Original } from './originals.ts';
import { PackReader } from './packReader.ts';
import { syncFolder } from './packWriter.ts';

export type { LedgerRow } from './ledger.ts';
export type { Original } from './originals.ts';

const contentChunk = 1024 * 1024;

/** The evidence of a case: originals and ledger. Reading never changes anything. */
export class Evidence {
  readonly folder: string;
  /** Null, or why it cannot be written. */
  readonly readOnly: string | null;
  #db: Db;
  #packs: PackReader;
  #ledger: readonly LedgerRow[] = [];
  /** Whether nobody has written since the ledger was read. */
  #isLedgerNew = false;
  #originals: readonly Original[] = [];
  /** Entries of the ledger that the originals are told from. */
  #entriesRead = 0;
  #byId: ReadonlyMap<number, Original> | null = null;

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
    const before = this.#originals;
    if (this.#isLedgerNew && this.#entriesRead === this.#ledger.length) return before;
    // As one reading: another process may write in between.
    this.#db.transaction(() => {
      const entries = this.ledger();
      this.#originals = withEntries(before, this.#db, entries.slice(this.#entriesRead));
      this.#entriesRead = entries.length;
    })();
    if (this.#originals !== before) this.#byId = null;
    return this.#originals;
  }

  /** Entries are only ever added: those that were read before are not read again. */
  ledger(): readonly LedgerRow[] {
    if (!this.#isLedgerNew) {
      const added = readLedger(this.#db, this.#ledger.at(-1)?.seq ?? 0);
      if (added.length > 0) this.#ledger = [...this.#ledger, ...added];
      this.#isLedgerNew = true;
    }
    return this.#ledger;
  }

  original(id: number): Original | undefined {
    const originals = this.originals();
    this.#byId ??= new Map(originals.map((each) => [each.id, each]));
    return this.#byId.get(id);
  }

  /** Those set aside. */
  asideOriginals(): ReadonlySet<number> {
    return asideIn(this.ledger());
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
      this.forget();
    }
    return asExpected(cause, evidenceDb(this.folder));
  }

  /** Sees what another connection wrote. */
  refresh(): void {
    this.#isLedgerNew = false;
  }

  /** What was read is read again from the start. */
  forget(): void {
    this.#ledger = [];
    this.#isLedgerNew = false;
    this.#originals = [];
    this.#entriesRead = 0;
    this.#byId = null;
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
