import { everything } from '../../../shared/filter.ts';
import { reviewStates } from '../../../shared/note.ts';
import type { ReviewState } from '../../../shared/note.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { useCall } from '../../ui/useCall.ts';
import { numberWords } from '../../ui/words.ts';
import { reviewLabels } from './noteWords.ts';

type Props = {
  readonly bridge: Bridge;
  readonly generation: number;
  readonly onShowReview: (review: ReviewState) => void;
};

/** How many events are in which review state: each a click to them. */
export function ReviewProgress({ bridge, generation, onShowReview }: Props) {
  const input = { filter: everything, zone: 'UTC', field: 'review', top: reviewStates.length };
  const { value } = useCall(bridge, 'event.facet', input, generation);
  if (value === null || value.total === 0) return null;
  const counts = new Map(value.values.map(({ value: state, count }) => [state, count]));
  return (
    <ul className="notes-review-states" aria-label="Review states">
      {reviewStates.map((state) => {
        const count = counts.get(state) ?? 0;
        return (
          <li key={state}>
            <button
              type="button"
              className="link-button"
              disabled={count === 0}
              onClick={() => onShowReview(state)}
            >
              {reviewLabels[state]}
            </button>{' '}
            <b>{numberWords(count)}</b>
          </li>
        );
      })}
    </ul>
  );
}
