import type { Mapping } from '../../../shared/mapping.ts';
import type { ReaderSpec } from '../import/readers/reader.ts';

/** What makes events of an original's bytes. On record in the ledger with every import and every change of mind. */
export type Interpretation = {
  readonly reader: ReaderSpec;
  readonly adapter: {
    readonly name: string;
    readonly version: number;
    /** Hash of the adapter's data (`import/readingVersion.ts`); empty where it was not recorded. */
    readonly data: string;
  };
  readonly mapping: Mapping;
  /** Version of what is common to all readers and adapters (`import/readingVersion.ts`). */
  readonly reading: number;
};
