import { SafeText } from '../../ui/SafeText.tsx';
import { numberWords } from '../../ui/words.ts';

type Props = {
  readonly label: string;
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** Draws each in the colour of its kind of action. */
  readonly isVerb?: boolean;
  readonly onShow: (value: string) => void;
};

/** A few values with their counts, each a way to its events. */
export function Bars({ label, values, isVerb = false, onShow }: Props) {
  const most = Math.max(1, ...values.map(({ count }) => count));
  if (values.length === 0) return <p className="mute">Not told.</p>;
  return (
    <ul className="entity-bars" aria-label={label}>
      {values.map(({ value, count }) => (
        <li key={value}>
          <button type="button" title="Show these events" onClick={() => onShow(value)}>
            {isVerb && <span className={`verb-bar verb-${value}`} />}
            <span className="entity-bar-name">
              <SafeText text={value} />
            </span>
            <span className="entity-bar" aria-hidden>
              <span style={{ width: `${(100 * count) / most}%` }} />
            </span>
            <span className="is-number">{numberWords(count)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
