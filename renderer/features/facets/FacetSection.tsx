import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';

import type { Facet } from '../../../shared/eventPage.ts';
import { makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import { isOnlyAbout } from '../../../shared/filterCheck.ts';
import { topLevel } from '../../../shared/filterTree.ts';
import { weekdays } from '../../../shared/zone.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { useAnswer } from '../../ui/useAnswer.ts';
import { countWords, numberWords } from '../../ui/words.ts';
import { ActionTree } from './ActionTree.tsx';
import { isClock } from './facetFields.ts';
import { FacetValue } from './FacetValue.tsx';

export type FacetContext = {
  readonly bridge: Bridge;
  readonly filter: Group;
  readonly zone: string;
  readonly generation: number;
  readonly onChange: (filter: Group) => void;
};

type Props = FacetContext & {
  readonly field: string;
  readonly label: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
};

/** Values offered at first, and how many more at a time. */
const fewValues = 10;
const moreValues = 40;
/** What a tree is made of; beyond it, only typing finds the rest. */
const treeValues = 2000;

/** A field's name, and under it its values once it is open. */
export function FacetSection(props: Props) {
  const { label, isOpen } = props;
  return (
    <div className="facet">
      <h3>
        <button type="button" data-facet-item aria-expanded={isOpen} onClick={props.onToggle}>
          {label}
          {isOpen ? <ChevronDown size={13} /> : <ChevronRight size={13} />}
        </button>
      </h3>
      {isOpen && <Values {...props} />}
    </div>
  );
}

function Values(props: Props) {
  const { bridge, filter, zone, generation, field, label } = props;
  const [search, setSearch] = useState('');
  const [wanted, setWanted] = useState(fewValues);
  const isTree = field === 'actionPath';
  const top = isTree ? treeValues : isClock(field) ? 24 : wanted;
  // Under the other filters: what is chosen here must not hide what else could be.
  const others = makeGroup(
    'all',
    topLevel(filter).filter((node) => !isOnlyAbout(node, field)),
  );
  const contains = search.trim();
  const key = JSON.stringify([others, zone, generation, field, contains, top]);
  const facet = useAnswer(key, (signal) =>
    bridge.call(
      'event.facet',
      { filter: others, zone, field, top, ...(contains !== '' && { contains }) },
      signal,
    ),
  );
  if (facet.failure !== null) return <p className="problem">{facet.failure.message}</p>;
  if (facet.value === null) return <p className="facet-rest">Counting…</p>;
  const { distinct } = facet.value;
  const rest = distinct - top;
  return (
    <div className={facet.isStale ? 'is-stale' : undefined} aria-busy={facet.isStale}>
      {(distinct > fewValues || contains !== '') && !isClock(field) && (
        <input
          className="input facet-search"
          type="search"
          aria-label={`Find in ${label}`}
          placeholder={`Find among ${numberWords(distinct)}`}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      {isTree ? (
        <ActionTree {...props} facet={facet.value} isSearched={contains !== ''} />
      ) : (
        <ValueList {...props} facet={facet.value} />
      )}
      <Nothing facet={facet.value} isSearched={contains !== ''} />
      {rest > 0 && isTree && (
        <p className="facet-rest">
          {countWords(rest, 'rarer action')} not shown: find them by typing.
        </p>
      )}
      {!isTree && !isClock(field) && (
        <MoreOrFewer label={label} rest={rest} wanted={wanted} onWanted={setWanted} />
      )}
    </div>
  );
}

function Nothing({ facet, isSearched }: { readonly facet: Facet; readonly isSearched: boolean }) {
  if (isSearched && facet.distinct === 0) return <p className="facet-rest">No such value.</p>;
  return facet.total === 0 ? <p className="facet-rest">No events.</p> : null;
}

const moreWords = (rest: number): string =>
  rest <= moreValues
    ? `${numberWords(rest)} more`
    : `${numberWords(moreValues)} more (${numberWords(rest)} are left)`;

type MoreProps = {
  readonly label: string;
  readonly rest: number;
  readonly wanted: number;
  readonly onWanted: (wanted: number) => void;
};

function MoreOrFewer({ label, rest, wanted, onWanted }: MoreProps) {
  if (rest <= 0 && wanted === fewValues) return null;
  return (
    <p className="facet-more">
      {rest > 0 && (
        <button
          type="button"
          className="link-button"
          data-facet-item
          aria-label={`${moreWords(rest)}: ${label}`}
          onClick={() => onWanted(Math.min(10_000, wanted + moreValues))}
        >
          {moreWords(rest)}
        </button>
      )}
      {wanted > fewValues && (
        <button
          type="button"
          className="link-button"
          data-facet-item
          aria-label={`Fewer: ${label}`}
          onClick={() => onWanted(fewValues)}
        >
          Fewer
        </button>
      )}
    </p>
  );
}

function ValueList(props: Props & { readonly facet: Facet }) {
  const { filter, field, label, facet, onChange } = props;
  const most = Math.max(1, ...facet.values.map(({ count }) => count));
  return (
    <ul aria-label={label}>
      {inOrder(field, facet.values).map(({ value, count, label: name }) => (
        <FacetValue
          key={value === null ? 'none' : `=${value}`}
          filter={filter}
          field={field}
          about={label}
          chosen={[value]}
          words={wordsOf(field, value, name)}
          whole={wordsOf(field, value, name)}
          count={count}
          most={most}
          onChange={onChange}
        />
      ))}
    </ul>
  );
}

function wordsOf(field: string, value: string | null, name?: string): string {
  if (value === null) return '(none)';
  if (name !== undefined) return `${value} ${name}`;
  return field === 'hour' ? `${value.padStart(2, '0')}:00` : value;
}

/** Hours and weekdays as a clock and a week have them; all else as it was counted. */
function inOrder(field: string, values: Facet['values']): Facet['values'] {
  if (!isClock(field)) return values;
  const place = (value: string | null): number => {
    if (value === null) return Infinity;
    return field === 'hour' ? Number(value) : weekdays.findIndex((day) => day === value);
  };
  return values.toSorted((a, b) => place(a.value) - place(b.value));
}
