import type { MappedField } from './mapping.ts';

/** How it is known that a field of a source means what its mapping says, the surest first. */
export const confidences = [
  'source code',
  'documented',
  'observed',
  'second-hand',
  'inferred',
  'guess',
] as const;
export type Confidence = (typeof confidences)[number];

/** What Casebook knows of a product's log, and what nobody can learn from it. */
export type SourceAbout = {
  readonly source: string;
  /** The words for it on screen. */
  readonly label: string;
  /** Every field that its events can have. */
  readonly fields: readonly {
    readonly field: MappedField;
    readonly places: readonly string[];
    /** Worked out of other fields too, where the places have nothing. */
    readonly workedOut: boolean;
    readonly knownBy: Confidence;
  }[];
  readonly containers: readonly { readonly name: string; readonly confidence: Confidence }[];
  readonly cannotTell: readonly string[];
  readonly hides: readonly string[];
};

/** In words: who says that it is so. */
export const confidenceWords: Readonly<Record<Confidence, string>> = {
  'source code': 'read in the product’s source code',
  documented: 'documented by its maker',
  observed: 'seen in real records',
  'second-hand': 'told by independent importers',
  inferred: 'inferred',
  guess: 'a guess, until a real file confirms it',
};
