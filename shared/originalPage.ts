/** The evidence files of a case as its screen lists them: a window of a list that may have hundreds of thousands. */
import type { OriginalInfo } from './importResult.ts';

export const originalGroupings = ['none', 'import', 'folder', 'product'] as const;
export type OriginalGrouping = (typeof originalGroupings)[number];

export type OriginalPageInput = {
  /** Words that each listed file holds in its name, product, reference or SHA-256; empty for all. */
  readonly search: string;
  readonly grouping: OriginalGrouping;
  /** Keys of the groups that are folded; or of those that are not, where all others are. */
  readonly folded: { readonly all: boolean; readonly but: readonly string[] };
  readonly offset: number;
  readonly limit: number;
};

export type OriginalGroup = {
  readonly kind: 'group';
  readonly key: string;
  readonly label: string;
  /** UTC ISO, for a group that is an import. */
  readonly at: string | null;
  readonly files: number;
  readonly records: OriginalInfo['records'];
  readonly warnings: number;
  readonly isFolded: boolean;
};

export type OriginalLine =
  | OriginalGroup
  | {
      readonly kind: 'file';
      readonly info: OriginalInfo;
      /** 0 for a file that was given; 1 for what was inside of it. */
      readonly depth: number;
    };

export type OriginalPage = {
  /** Lines in all, groups among them. */
  readonly total: number;
  /** Evidence files that the search leaves. */
  readonly files: number;
  readonly groups: number;
  readonly lines: readonly OriginalLine[];
  /** What is worth a look first: a file with rejected records, else the first that holds any. */
  readonly first: OriginalInfo | null;
};
