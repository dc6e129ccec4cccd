import type { Grant } from './grant.ts';

/** What a host tells the window of itself, and the grants it hands out. */
export type HostSettings = {
  readonly author: string;
  readonly theme: 'system' | 'light' | 'dark';
  /** IANA name or `UTC`: the zone that a case is opened in. */
  readonly zone: string;
  /** Zones that were looked at lately, the last one first. */
  readonly recentZones: readonly string[];
  /** How high the rows of events are, in a case that has no choice of its own. */
  readonly density: 'compact' | 'roomy';
  /** False: nothing is fetched from anywhere by any case. */
  readonly network: boolean;
};
export type HostInfo = {
  readonly kind: 'desktop' | 'loopback';
  readonly version: string;
  readonly settings: HostSettings;
  /** Opened from the command line: go straight to it. */
  readonly openCase: CaseGrant | null;
};
export type RecentCase = {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly openedAt: string;
  /** For `case.summary`; null when it is not there any more. */
  readonly case: Grant | null;
};
export type CaseGrant = {
  readonly case: Grant;
  readonly name: string;
  /** Nothing is there yet: `case.create` makes it, `case.open` would not find it. */
  readonly isNew: boolean;
  /** The sample case alone, as long as it holds nothing: the window imports these. */
  readonly sampleFiles?: readonly FileGrant[];
};
export type FolderGrant = { readonly folder: Grant; readonly path: string };
export type SecretStoreInfo = {
  /** Where secrets are kept, in words: `the keyring of this computer (Secret Service)`. */
  readonly place: string;
  /** Why none can be kept, and what to do instead; null when they can. */
  readonly problem: string | null;
};
export type FileGrant = {
  readonly file: Grant;
  readonly name: string;
  readonly size: number;
  /** A folder that is handed over as one, of so many files. */
  readonly files?: number;
};
