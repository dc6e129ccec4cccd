import { confidences, confidenceWords } from '../../shared/sourceAbout.ts';
import type { Confidence, SourceAbout } from '../../shared/sourceAbout.ts';

export type ConfidenceParts = {
  /** Of most fields. */
  readonly rest: string;
  readonly others: readonly { readonly words: string; readonly fields: readonly string[] }[];
};

/** How sure most fields are, in words, and which are otherwise. */
export function confidenceParts({ fields }: SourceAbout): ConfidenceParts {
  const by = new Map<Confidence, string[]>();
  for (const { field, knownBy } of fields) by.set(knownBy, [...(by.get(knownBy) ?? []), field]);
  const most = confidences.toSorted(
    (a, b) => (by.get(b)?.length ?? 0) - (by.get(a)?.length ?? 0),
  )[0];
  return {
    rest: confidenceWords[most ?? 'guess'],
    others: confidences.flatMap((confidence) =>
      confidence === most || !by.has(confidence)
        ? []
        : [{ words: confidenceWords[confidence], fields: by.get(confidence) ?? [] }],
    ),
  };
}
