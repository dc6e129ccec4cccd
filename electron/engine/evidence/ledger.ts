import type { JsonValue } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import type { Db } from '../db/open.ts';
import { canonicalJson, chainHash, chainStart } from './chain.ts';

export const ledgerKinds = [
  'case.created',
  'import',
  'interpretation',
  'set-aside',
  'verify',
  'export',
  'sync',
  'interrupted',
] as const;
export type LedgerKind = (typeof ledgerKinds)[number];

export type LedgerRow = {
  readonly seq: number;
  /** By this computer's clock: order is `seq`'s, not its. */
  readonly at: string;
  readonly kind: string;
  readonly author: string;
  readonly body: JsonValue;
  readonly hash: string;
};

export type StoredLedgerRow = {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly author: string;
  readonly body: string;
  readonly previous: string;
  readonly hash: string;
};

/** The hash that a stored entry must have. */
export function ledgerHash(row: Omit<StoredLedgerRow, 'hash'>): string {
  return chainHash(row.previous, {
    seq: row.seq,
    at: row.at,
    kind: row.kind,
    author: row.author,
    body: row.body,
  });
}

/** Appends inside the caller's transaction. */
export function appendEntry(db: Db, kind: LedgerKind, body: JsonValue, author: string): LedgerRow {
  const last = db
    .prepare<[], { seq: number; hash: string }>(
      'SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1',
    )
    .get();
  const entry = {
    seq: (last?.seq ?? 0) + 1,
    at: new Date().toISOString(),
    kind,
    // SQLite keeps a lone surrogate as another character: the hash would not be that of what is kept.
    author: author.toWellFormed(),
    body: canonicalJson(body),
    previous: last?.hash ?? chainStart,
  };
  const hash = ledgerHash(entry);
  db.prepare(
    'INSERT INTO ledger (seq, at, kind, author, body, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(BigInt(entry.seq), entry.at, entry.kind, entry.author, entry.body, entry.previous, hash);
  return { seq: entry.seq, at: entry.at, kind, author: entry.author, body, hash };
}

export function storedLedger(db: Db): readonly StoredLedgerRow[] {
  return db
    .prepare<[], StoredLedgerRow>(
      'SELECT seq, at, kind, author, body, previous, hash FROM ledger ORDER BY seq',
    )
    .all();
}

/** Of so many characters on, a body is read from the disk whenever it is asked for: that of an import of 5,000 files has millions. */
const longBody = 65_536;

type ListedRow = Omit<LedgerRow, 'body'> & { readonly body: string | null };

/** The entries behind the one numbered `after`; 0: all. */
export function readLedger(db: Db, after: number): readonly LedgerRow[] {
  const rows = db
    .prepare<[number, number], ListedRow>(
      `SELECT seq, at, kind, author, iif(octet_length(body) > ?, NULL, body) AS body, hash
       FROM ledger WHERE seq > ? ORDER BY seq`,
    )
    .all(longBody, after);
  return rows.map((row) => {
    const { body, ...rest } = row;
    if (body !== null) return { ...rest, body: readBody(row.seq, body) };
    return {
      ...rest,
      get body() {
        return longBodyOf(db, row.seq);
      },
    };
  });
}

function longBodyOf(db: Db, seq: number): JsonValue {
  const row = db
    .prepare<[number], { body: string }>('SELECT body FROM ledger WHERE seq = ?')
    .get(seq);
  if (!row) throw new ExpectedError('corrupt', `evidence.db: custody log entry ${seq} is gone`);
  return readBody(seq, row.body);
}

function readBody(seq: number, body: string): JsonValue {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON
    return JSON.parse(body) as JsonValue;
  } catch (cause) {
    throw new ExpectedError('corrupt', `evidence.db: custody log entry ${seq} is not JSON`, {
      cause,
    });
  }
}
