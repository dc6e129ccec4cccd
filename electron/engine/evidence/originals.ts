import type { z } from 'zod';

import { ExpectedError } from '../../../shared/failure.ts';
import type { Balance, OriginalInfo } from '../../../shared/importResult.ts';
import type { Db } from '../db/open.ts';
import { fetchedOriginals } from '../sync/syncRecord.ts';
import { interpretationBodySchema, readImportBody, setAsideBodySchema } from './importEntry.ts';
import type { RecordedOriginal } from './importEntry.ts';
import type { Interpretation } from './interpretation.ts';
import type { LedgerRow } from './ledger.ts';

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

/**
 * The originals as the ledger leaves them after its next entries: imports, later interpretations, and who is set aside. `before` itself where
 * these say nothing of originals. Throws `corrupt` where an entry cannot be read, or an original is in none.
 */
export function withEntries(
  before: readonly Original[],
  db: Db,
  entries: readonly LedgerRow[],
): readonly Original[] {
  const saying = entries.filter(({ kind }) => sayingKinds.has(kind));
  let originals: Map<number, Original> | null = null;
  for (const entry of saying) {
    // A long body is read when it is asked for: once, here.
    const read = { ...entry };
    const imported = read.kind === 'import' ? importedBy(read) : null;
    // Files that were there already: nothing came.
    if (imported?.length === 0) continue;
    originals ??= new Map(before.map((each) => [each.id, each]));
    if (imported) takeImport(originals, db, read, imported);
    else takeChange(originals, read);
  }
  if (originals === null && before.length > 0) return before;
  const found = originals ?? new Map<number, Original>();
  assertNoStrays(found, db);
  return [...found.values()].toSorted((a, b) => a.id - b.id);
}

function assertNoStrays(originals: ReadonlyMap<number, Original>, db: Db): void {
  const ids = db.prepare<[], number>('SELECT id FROM original ORDER BY id').pluck();
  for (const id of ids.iterate())
    if (!originals.has(id))
      throw new ExpectedError('corrupt', `evidence.db: E${id} is in no entry of the custody log`);
}

/** The originals that are set aside, by the ledger alone. */
export function asideIn(ledger: readonly LedgerRow[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const entry of ledger) {
    if (entry.kind !== 'set-aside') continue;
    const { original, aside } = bodyOf(setAsideBodySchema, entry);
    if (aside) found.add(original);
    else found.delete(original);
  }
  return found;
}

const sayingKinds: ReadonlySet<string> = new Set(['import', 'interpretation', 'set-aside']);

function takeImport(
  originals: Map<number, Original>,
  db: Db,
  entry: LedgerRow,
  imported: readonly RecordedOriginal[],
): void {
  const fetched = fetchedOriginals(entry);
  // Those of one import at a time: the rows of a large case, all at once, would be hundreds of megabytes more.
  const rowOf = db.prepare<[number], OriginalRow>('SELECT * FROM original WHERE id = ?');
  for (const recorded of imported) {
    const row = originals.has(recorded.id) ? undefined : rowOf.get(recorded.id);
    if (!row) continue;
    originals.set(row.id, {
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
      importedAt: entry.at,
      importedBy: entry.author,
      fetched:
        fetched.get(row.id) ?? (row.parent === null ? null : (fetched.get(row.parent) ?? null)),
      importedSeq: entry.seq,
      aside: null,
      ...readingOf(recorded),
    });
  }
}

function takeChange(originals: Map<number, Original>, entry: LedgerRow): void {
  if (entry.kind === 'interpretation') {
    const { recorded } = bodyOf(interpretationBodySchema, entry);
    const known = originals.get(recorded.id);
    if (known) originals.set(known.id, { ...known, ...readingOf(recorded) });
    return;
  }
  const { original, aside, reason } = bodyOf(setAsideBodySchema, entry);
  const known = originals.get(original);
  if (known) originals.set(original, { ...known, aside: aside ? reason : null });
}

function readingOf(
  recorded: RecordedOriginal,
): Pick<
  Original,
  | 'interpretation'
  | 'eventsDigest'
  | 'events'
  | 'from'
  | 'to'
  | 'precisions'
  | 'warnings'
  | 'records'
  | 'bytes'
> {
  const { interpretation, eventsDigest, events, from, to, precisions, warnings, records, bytes } =
    recorded;
  return { interpretation, eventsDigest, events, from, to, precisions, warnings, records, bytes };
}
