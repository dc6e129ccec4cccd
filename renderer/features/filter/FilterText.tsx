import { useState } from 'react';

import { toFailure } from '../../../shared/failure.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { Group } from '../../../shared/filter.ts';
import { filterSentence } from '../../../shared/filterSentence.ts';
import { formatFilterText, parseFilterText } from '../../../shared/filterText.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { errorPlace } from './errorPlace.ts';

type Props = {
  readonly filter: Group;
  readonly zone: string;
  readonly onChange: (filter: Group, step?: string) => void;
  /** Back to the events; `isDone`: nothing is lost when the text goes away. */
  readonly onLeave: (isDone: boolean) => void;
};

export const filterTextId = 'filter-text';

/** The filter as text, read at every key: what reads well holds at once, what does not is underlined where it fails. */
export function FilterText({ filter, zone, onChange, onLeave }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? formatFilterText(filter);
  const failure = typed === null ? null : failureOf(typed);
  const place = failure === null ? null : errorPlace(text, failure.at ?? 0);
  return (
    <div className="filter-text">
      <div className="filter-text-field">
        <div className="filter-text-marks mono" aria-hidden>
          {place === null ? (
            text
          ) : (
            <>
              {place.before}
              <mark>{place.marked}</mark>
              {place.after}
            </>
          )}
        </div>
        <textarea
          id={filterTextId}
          className="mono"
          aria-label="Filter as text"
          aria-invalid={failure !== null}
          aria-describedby="filter-text-says"
          rows={Math.min(6, text.split('\n').length + 1)}
          spellCheck={false}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened in order to type
          autoFocus
          placeholder="action ~ organisation.* AND actor != ci-bot"
          value={text}
          title="Enter goes to the events, Shift+Enter begins a line, Esc closes the text"
          onKeyDown={(event) => {
            const isEnter = event.key === 'Enter' && !event.shiftKey;
            if (!isEnter && event.key !== 'Escape') return;
            event.preventDefault();
            onLeave(!isEnter && failure === null);
          }}
          onBlur={() => {
            if (failure === null) setTyped(null);
          }}
          onChange={(event) => {
            const next = event.target.value;
            setTyped(next);
            if (failureOf(next) === null) onChange(parseFilterText(next), 'text');
          }}
        />
      </div>
      <p id="filter-text-says" className={failure === null ? 'filter-sentence' : 'problem'}>
        {failure === null ? (
          <>
            Shown: <SafeText text={filterSentence(filter, { zone })} />
          </>
        ) : (
          <span role="alert">
            {failure.message}
            {failure.at !== undefined && ` (at character ${failure.at + 1})`}
          </span>
        )}
      </p>
    </div>
  );
}

function failureOf(text: string): Failure | null {
  try {
    parseFilterText(text);
    return null;
  } catch (thrown) {
    return toFailure(thrown);
  }
}
