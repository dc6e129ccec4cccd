import type { Missing } from '../../shared/missing.ts';
import { SafeText } from './SafeText.tsx';
import { countWords } from './words.ts';

type Props = { readonly missing: readonly Missing[] };

const ruleWords: Readonly<Record<Missing['rule'], string>> = {
  level: 'Level',
  cap: 'Export limit',
  cut: 'Cut off',
  empty: 'Empty export',
  reads: 'Reads',
  pages: 'Pages',
  cadence: 'Rhythm',
  hole: 'Gap',
};

/** Of one rule so many are listed; more are folded under their number. */
const fewFindings = 3;

/** What a case may lack, a line a finding, in the order in which the rules first speak. */
export function MissingList({ missing }: Props) {
  const byRule = Map.groupBy(missing, ({ rule }) => rule);
  return (
    <ul className="missing-list">
      {[...byRule].map(([rule, found]) =>
        found.length > fewFindings ? (
          <li key={rule}>
            <details>
              <summary>
                <b>{ruleWords[rule]}:</b> {countWords(found.length, 'finding')}
              </summary>
              <ul>
                {found.map(({ words }) => (
                  <li key={words}>
                    <SafeText text={words} />
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ) : (
          found.map(({ words }) => (
            <li key={`${rule} ${words}`}>
              <b>{ruleWords[rule]}:</b> <SafeText text={words} />
            </li>
          ))
        ),
      )}
    </ul>
  );
}
