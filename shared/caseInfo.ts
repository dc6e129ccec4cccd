/** What is known of a case. */
import type { JsonValue } from './event.ts';

export type CaseInfo = {
  readonly id: string;
  readonly name: string;
  readonly author: string;
  readonly createdAt: string;
  /** Null: writable. Else why it is open for reading only. */
  readonly readOnly: string | null;
  readonly originals: number;
  readonly events: number;
  readonly rejected: number;
  readonly duplicates: number;
  readonly conflicts: number;
  readonly sources: readonly {
    readonly source: string;
    readonly label: string;
    readonly events: number;
  }[];
  /** UTC ISO of the oldest and newest event, null when there is none. */
  readonly oldest: string | null;
  readonly newest: string | null;
  /** When the whole case was last verified, and what came out. */
  readonly verified: { readonly at: string; readonly ok: boolean } | null;
  readonly settings: Readonly<Record<string, JsonValue>>;
};

/** What the start screen tells of a case that is not open. */
export type CaseSummary = {
  readonly originals: number;
  readonly events: number;
  /** Bytes of the evidence files as they were given. */
  readonly bytes: number;
  readonly latestImport: string | null;
  readonly verified: { readonly at: string; readonly ok: boolean } | null;
};

export type LedgerEntry = {
  readonly seq: number;
  readonly at: string;
  readonly kind: string;
  readonly author: string;
  readonly summary: string;
  readonly hash: string;
};

export type VerifyResult = {
  readonly ok: boolean;
  readonly originals: number;
  readonly records: number;
  readonly ledgerEntries: number;
  readonly problems: readonly { readonly what: string; readonly where: string }[];
  readonly seconds: number;
};
