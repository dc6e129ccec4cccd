import type { Missing } from '../../shared/missing.ts';
import { SafeText } from './SafeText.tsx';

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

/** What a case may lack, a line a finding. */
export function MissingList({ missing }: Props) {
  return (
    <ul className="missing-list">
      {missing.map(({ rule, words }) => (
        <li key={`${rule} ${words}`}>
          <b>{ruleWords[rule]}:</b> <SafeText text={words} />
        </li>
      ))}
    </ul>
  );
}
