import type { Group } from '../../../shared/filter.ts';
import { nodeSentence } from '../../../shared/filterSentence.ts';
import { removeAt, suspendAll, toggleAt, topLevel } from '../../../shared/filterTree.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { countWords } from '../../ui/words.ts';

type Props = {
  readonly bridge: Bridge;
  readonly filter: Group;
  readonly zone: string;
  /** How many events the case has. */
  readonly events: number;
  readonly onChange: (filter: Group) => void;
};

/** More chips than this are counted one by one no more: the way out is then to switch off all. */
const mostCounted = 12;

/** A filter that hits nothing: what each of its parts alone keeps out. */
export function EmptyResult({ bridge, filter, zone, events, onChange }: Props) {
  const chips = topLevel(filter).flatMap((node, place) => (node.off ? [] : [{ node, place }]));
  const counts = useAnswer(JSON.stringify([filter, zone, events]), (signal) =>
    Promise.all(
      chips.slice(0, mostCounted).map(async ({ node, place }) => {
        const without = removeAt(filter, [place]);
        const { count } = await bridge.call('event.count', { filter: without, zone }, signal);
        return { node, place, count };
      }),
    ),
  );
  return (
    <div className="empty-result">
      <h2>
        0 of {countWords(events, 'event')}
        {chips.length > 0 && ' fit this filter'}
      </h2>
      {chips.length === 0 && (
        <p>
          Every evidence file with events is set aside. Evidence files lists them, with the reason,
          and brings them back.
        </p>
      )}
      <ul>
        {(counts.value ?? []).map(({ node, place, count }) => (
          <li key={place}>
            <span>
              Without{' '}
              <b>
                <SafeText text={nodeSentence(node, { zone })} />
              </b>
              : {countWords(count, 'event')}
            </span>
            <button
              type="button"
              className="button small"
              aria-label={`Switch off ${nodeSentence(node, { zone })}`}
              onClick={() => onChange(toggleAt(filter, [place]))}
            >
              Switch off
            </button>
          </li>
        ))}
      </ul>
      {chips.length > 0 && (
        <button type="button" className="button" onClick={() => onChange(suspendAll(filter))}>
          Suspend all filters
        </button>
      )}
    </div>
  );
}
