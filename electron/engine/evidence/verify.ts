import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

import type { OtherVersion, VerifyResult } from '../../../shared/caseInfo.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import { asExpected } from '../db/failures.ts';
import type { Db } from '../db/open.ts';
import { schemaDifferences } from '../db/schemaText.ts';
import { textMember } from '../jsonObject.ts';
import { chainStart } from './chain.ts';
import { damagedBlocks } from './damagedBlocks.ts';
import type { Evidence, Original } from './evidence.ts';
import { evidenceFile } from './evidenceFile.ts';
import { readImportBody, rowsDigest } from './importEntry.ts';
import { ledgerHash, storedLedger } from './ledger.ts';
import { subtreeRecords } from './recordTree.ts';
import type { FinishedTree } from './recordTree.ts';

type Problem = VerifyResult['problems'][number];

/** What reading an original again gives: the tree over its records and the digest over its events. */
export type ReadAgain = {
  readonly tree: FinishedTree;
  /** References of the first record of each subtree, to name the place where one differs. */
  readonly firstOfSubtree: readonly string[];
  readonly eventsDigest: string | null;
  readonly decoded: number;
  readonly sha256: string;
};

/** An archive's bytes as they came: in a file of their own, or out of the pack. */
export type KeptBytes = { readonly path: string } | { readonly whole: Buffer<ArrayBuffer> };

export type VerifyOptions = {
  readonly signal: AbortSignal;
  /** Reads the content once, by the interpretation on record. */
  readonly readAgain: (original: Original) => Promise<ReadAgain>;
  /** Decodes a kept container again and gives the SHA-256 of each member's content by the member's name. */
  readonly decodeContainer: (
    original: Original,
    kept: KeptBytes,
  ) => Promise<ReadonlyMap<string, string>>;
  /** Null, or which other version of the program read its events, in words. */
  readonly otherVersion: (original: Original) => string | null;
  readonly onOriginal: (original: Original, at: number) => void;
};

/** Recomputes everything that the evidence claims. Problems are findings; nothing that is damaged stops the rest. */
export async function verifyEvidence(
  evidence: Evidence,
  options: VerifyOptions,
): Promise<Omit<VerifyResult, 'seconds'>> {
  const problems: Problem[] = [];
  const find = (where: string, what: string): void => {
    problems.push({ where, what });
  };
  const { db, folder } = evidence;
  attempt('evidence.db', find, () => {
    checkStructure(db, find);
  });
  // In one transaction: another process may import meanwhile, and what it adds must not look like a stray.
  const { ledgerEntries, packs, originals } =
    attempt('evidence.db', find, () => db.transaction(() => readRows(evidence, find))()) ?? nothing;
  for (const pack of packs) {
    options.signal.throwIfAborted();
    await attemptLater(`evidence/${pack.file}`, find, async () => {
      if (await isWhole(folder, pack, find)) return;
      for (const what of damagedBlocks(folder, db, pack.id, originals))
        find(`evidence/${pack.file}`, what);
    });
  }
  const members = Map.groupBy(originals, ({ parent }) => parent);
  const otherVersions: OtherVersion[] = [];
  let records = 0;
  for (const [at, original] of originals.entries()) {
    options.signal.throwIfAborted();
    options.onOriginal(original, at);
    const checked = await checkOriginal(
      evidence,
      original,
      members.get(original.id) ?? [],
      options,
      find,
    );
    records += checked.records;
    if (checked.otherVersion) otherVersions.push(checked.otherVersion);
  }
  return {
    ok: problems.length === 0,
    originals: originals.length,
    records,
    ledgerEntries,
    problems,
    otherVersions,
  };
}

type Find = (where: string, what: string) => void;

/** Runs a check; what SQLite or a reader throws is a finding of its own. */
function attempt<T>(where: string, find: Find, check: () => T): T | null {
  try {
    return check();
  } catch (thrown) {
    find(where, words(thrown));
    return null;
  }
}

async function attemptLater(where: string, find: Find, check: () => Promise<void>): Promise<void> {
  try {
    await check();
  } catch (thrown) {
    find(where, words(thrown));
  }
}

type PackRow = {
  readonly id: number;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
};

type Rows = {
  readonly ledgerEntries: number;
  readonly packs: readonly PackRow[];
  readonly originals: readonly Original[];
};
const nothing: Rows = { ledgerEntries: 0, packs: [], originals: [] };

/** What evidence.db holds, each part as far as it can be read. */
function readRows(evidence: Evidence, find: Find): Rows {
  const { db } = evidence;
  evidence.forget();
  const ledgerEntries = attempt('custody log', find, () => checkLedger(db, find)) ?? 0;
  const packs =
    attempt('evidence.db', find, () =>
      db.prepare<[], PackRow>('SELECT id, file, bytes, sha256 FROM pack ORDER BY id').all(),
    ) ?? [];
  const originals = attempt('evidence.db', find, () => evidence.originals()) ?? [];
  attempt('evidence.db', find, () => {
    checkRows(evidence, find);
  });
  return { ledgerEntries, packs, originals };
}

function words(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function checkStructure(db: Db, find: Find): void {
  for (const difference of schemaDifferences(db, 'evidence')) find('evidence.db', difference);
  for (const { integrity_check: line } of db
    .prepare<[], { integrity_check: string }>('PRAGMA integrity_check')
    .all()) {
    if (line !== 'ok') find('evidence.db', line);
  }
  for (const { table, parent } of db
    .prepare<[], { table: string; parent: string }>(
      'SELECT DISTINCT "table", parent FROM pragma_foreign_key_check',
    )
    .all())
    find('evidence.db', `${table}: a row belongs to no ${parent}`);
}

function checkLedger(db: Db, find: Find): number {
  let previous = chainStart;
  const rows = storedLedger(db);
  for (const [at, row] of rows.entries()) {
    if (row.seq !== at + 1)
      find(`custody log entry ${row.seq}`, `an entry is missing before it: ${at + 1} was expected`);
    if (row.previous !== previous)
      find(`custody log entry ${row.seq}`, 'does not follow the entry before it');
    if (row.hash !== ledgerHash(row))
      find(`custody log entry ${row.seq}`, 'its content was changed');
    previous = row.hash;
  }
  if (rows[0]?.kind !== 'case.created')
    find('custody log', 'does not begin with the creation of the case');
  return rows.length;
}

/** The rows that each import added, against the digest in its ledger entry; and no row that no entry speaks of. */
function checkRows(evidence: Evidence, find: Find): void {
  const covered = new Set<number>();
  const packs = new Set<number>();
  for (const listed of evidence.ledger()) {
    if (listed.kind !== 'import') continue;
    const entry = { ...listed };
    const read = readImportBody(entry.body);
    if ('problem' in read) {
      find(`custody log entry ${entry.seq}`, `cannot be read: ${read.problem}`);
      continue;
    }
    const { rows, originals } = read;
    const ids = originals.map(({ id }) => id);
    for (const id of ids) covered.add(id);
    const [first, last] = [ids[0], ids.at(-1)];
    if (first === undefined || last === undefined) continue;
    const pack = Number(textMember(entry.body, 'pack'));
    packs.add(pack);
    if (rowsDigest(evidence.db, { pack, first, last }) !== rows) {
      find(
        `custody log entry ${entry.seq}`,
        'the rows of this import in evidence.db are not those that were written',
      );
    }
  }
  for (const { id } of evidence.originals())
    if (!covered.has(id)) find(`E${id}`, 'is in no entry of the custody log');
  const strays = evidence.db.prepare<[], { id: number; file: string }>('SELECT id, file FROM pack');
  for (const { id, file } of strays.all())
    if (!packs.has(id)) find(`evidence/${file}`, 'is in no entry of the custody log');
}

/** Whether a pack's file is byte for byte what the import wrote. */
async function isWhole(folder: string, pack: PackRow, find: Find): Promise<boolean> {
  const { sha256, bytes } = await hashOf(evidenceFile(folder, pack.file));
  if (bytes === pack.bytes && sha256 === pack.sha256) return true;
  find(
    `evidence/${pack.file}`,
    bytes === pack.bytes ? 'its bytes were changed' : `has ${bytes} bytes, not ${pack.bytes}`,
  );
  return false;
}

async function hashOf(file: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a stream without an encoding gives buffers
    const buffer = chunk as Uint8Array;
    hash.update(buffer);
    bytes += buffer.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

async function checkOriginal(
  evidence: Evidence,
  original: Original,
  members: readonly Original[],
  options: VerifyOptions,
  find: Find,
): Promise<{ readonly records: number; readonly otherVersion?: OtherVersion }> {
  const where = `E${original.id} ${original.name}`;
  try {
    if (isContainer(original)) {
      await checkContainer(evidence, original, members, options, find);
      return { records: 0 };
    }
    const again = await options.readAgain(original);
    if (again.decoded !== original.decodedBytes)
      find(where, `has ${again.decoded} bytes, not ${original.decodedBytes}`);
    if (again.sha256 !== original.sha256)
      find(where, 'its bytes are not those that were imported (SHA-256)');
    const { records } = again.tree;
    const misread: Problem[] = [];
    const findMisread: Find = (place, what) => {
      misread.push({ where: place, what });
    };
    checkTree(evidence.db, original, again, findMisread);
    if (again.eventsDigest !== original.eventsDigest) {
      findMisread(where, 'its events are not those that were read at import (events digest)');
    }
    const isGiven = again.sha256 === original.sha256 && again.decoded === original.decodedBytes;
    const what = isGiven && misread.length > 0 ? options.otherVersion(original) : null;
    if (what !== null)
      return { records, otherVersion: { original: original.id, name: original.name, what } };
    for (const each of misread) find(each.where, each.what);
    return { records };
  } catch (thrown) {
    if (options.signal.aborted) throw thrown;
    const known = asExpected(thrown, original.name);
    if (!(known instanceof ExpectedError)) throw thrown;
    find(where, known.message);
    return { records: 0 };
  }
}

function checkTree(db: Db, original: Original, again: ReadAgain, find: Find): void {
  const { tree } = again;
  const where = `E${original.id} ${original.name}`;
  if (tree.records !== original.recordCount)
    find(where, `has ${tree.records} records, not ${original.recordCount}`);
  if (tree.tableSha256 !== original.recordTableSha256)
    find(where, 'its records lie in other places than at import');
  const stored = db
    .prepare<[number], { seq: number; root: Buffer }>(
      'SELECT seq, root FROM subtree WHERE original = ? ORDER BY seq',
    )
    .all(original.id);
  for (const { seq, root } of stored) {
    if (tree.subtreeRoots[seq]?.equals(root)) continue;
    const first = seq * subtreeRecords;
    find(
      again.firstOfSubtree[seq] ?? where,
      `records ${first + 1} to ${first + subtreeRecords} of ${original.name}: at least one was changed`,
    );
  }
  if (stored.length !== tree.subtreeRoots.length)
    find(where, 'the number of its record blocks is another');
  if (tree.root !== original.treeRoot) find(where, 'the root over its records is another');
}

/** An archive as it was given; its members are originals of their own. */
function isContainer({ parent, container }: Original): boolean {
  return parent === null && container !== 'plain';
}

async function checkContainer(
  evidence: Evidence,
  original: Original,
  members: readonly Original[],
  options: VerifyOptions,
  find: Find,
): Promise<void> {
  const kept = keptBytes(evidence, original);
  const sha256 =
    'path' in kept
      ? (await hashOf(kept.path)).sha256
      : createHash('sha256').update(kept.whole).digest('hex');
  if (sha256 !== original.sha256) {
    find(
      `E${original.id} ${original.name}`,
      'its bytes are not those that were imported (SHA-256)',
    );
    return;
  }
  const found = await options.decodeContainer(original, kept);
  for (const member of members) {
    const decoded = found.get(member.name);
    if (decoded !== undefined && decoded !== member.sha256)
      find(`E${member.id} ${member.name}`, 'is not what its archive holds');
  }
}

function keptBytes(evidence: Evidence, { id, keptAs, pack, decodedBytes }: Original): KeptBytes {
  if (pack === null) return { path: evidenceFile(evidence.folder, keptAs ?? '') };
  return { whole: Buffer.from(evidence.read(id, 0, decodedBytes)) };
}
