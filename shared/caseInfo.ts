/** What is known of a case. */
import type { JsonValue } from './event.ts';

/** A zone other than UTC in which evidence files wrote times without one: how many, and the first one's reference. */
export type SourceZone = {
  readonly zone: string;
  readonly files: number;
  readonly first: string;
};

export type CaseInfo = {
  readonly id: string;
  readonly name: string;
  readonly author: string;
  readonly createdAt: string;
  /** Null: writable. Else why it is open for reading only. */
  readonly readOnly: string | null;
  readonly originals: number;
  /** Those of evidence files that are set aside among them: no view shows them. */
  readonly events: number;
  readonly eventsAside: number;
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
  /** The most common first. */
  readonly sourceZones: readonly SourceZone[];
  /** UTC ISO of the last import; null when there was none. */
  readonly latestImport: string | null;
  /** When the whole case was last verified, and what came out. */
  readonly verified: Verified | null;
  /** That the last thing done in the case was an import that did not come to its end; else null. */
  readonly interrupted: string | null;
  readonly settings: Readonly<Record<string, JsonValue>>;
};

/** `otherVersions`: how many evidence files were whole, but read by another version of Casebook; absent for none. */
export type Verified = {
  readonly at: string;
  readonly ok: boolean;
  readonly otherVersions?: number;
};

/** What the start screen tells of a case that is not open. */
export type CaseSummary = {
  /** All evidence files, archives and what they hold. */
  readonly originals: number;
  /** Records of evidence files that are not set aside, as the balance counts them; the rejected ones, too. */
  readonly records: number;
  /** Bytes of the evidence files as they were given. */
  readonly bytes: number;
  readonly latestImport: string | null;
  readonly verified: Verified | null;
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
  /**
   * Evidence files whose bytes are whole, but whose events another version of Casebook read, and this one reads otherwise: no
   * problem of the evidence, and yet they are not those on record.
   */
  readonly otherVersions: readonly OtherVersion[];
  readonly seconds: number;
};

export type OtherVersion = {
  readonly original: number;
  readonly name: string;
  /** Versions on record and here, in words. */
  readonly what: string;
};

/** What reading evidence files by this version, instead of the one on record, would change of the events that are listed now. */
export type ReadingChanges = {
  readonly originals: readonly OtherVersion[];
  /** Events that were compared. */
  readonly events: number;
  /** Events of which at least one field would be another; events that there would be no more, and new ones. */
  readonly changed: number;
  readonly gone: number;
  readonly added: number;
  /** How many events each field would change in, most first. */
  readonly fields: readonly { readonly field: string; readonly count: number }[];
  /** At most a hundred. */
  readonly examples: readonly {
    readonly event: string;
    readonly field: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
};
