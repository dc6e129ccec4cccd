/** What a case may lack, told by what is there. Each rule is one that an auditor can check. */
export const missingRules = {
  level: 'All events of a product are of projects, or none is, though it logs both.',
  cap: 'A file has exactly as many records as its exporter writes at most.',
  cut: 'A file ends in the middle of a record.',
  empty: 'A file has 0 bytes.',
  reads: 'A product that can log reads has 100 events or more, and none of them reads.',
  pages:
    'The numbers in the names of files that look like a series have a gap, or two pages hold the same records.',
  cadence: 'Files that follow one another at even times leave one out.',
  hole: 'A product has a stretch of days without events unlike its usual pauses.',
} as const;
export type MissingRule = keyof typeof missingRules;

export type Missing = {
  readonly rule: MissingRule;
  /** In words, naming product, files and numbers. */
  readonly words: string;
  /** Evidence files that it is about; the first ones, where they are many. */
  readonly originals: readonly number[];
};
