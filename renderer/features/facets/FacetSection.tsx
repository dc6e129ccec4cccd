import { ChevronDown, ChevronRight, EqualNot, Target } from 'lucide-react';
import { useState } from 'react';

import { makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import { isOnlyAbout } from '../../../shared/filterCheck.ts';
import { choiceOf, exclude, include, only } from '../../../shared/filterClick.ts';
import { removeAt, topLevel } from '../../../shared/filterTree.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { useAnswer } from '../../ui/useAnswer.ts';
import { barShare } from './barShare.ts';

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

/** Values offered at once; the rest is found by typing. */
const mostValues = 10;

export function FacetSection(props: Props) {
  const { label, isOpen } = props;
  return (
    <div className="facet">
      <h3>
        <button type="button" aria-expanded={isOpen} onClick={props.onToggle}>
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
  // Under the other filters: what is chosen here must not hide what else could be.
  const others = makeGroup(
    'all',
    topLevel(filter).filter((node) => !isOnlyAbout(node, field)),
  );
  const contains = search.trim();
  const facet = useAnswer(JSON.stringify([others, zone, generation, field, contains]), (signal) =>
    bridge.call(
      'event.facet',
      { filter: others, zone, field, top: mostValues, ...(contains !== '' && { contains }) },
      signal,
    ),
  );
  if (facet.failure !== null) return <p className="problem">{facet.failure.message}</p>;
  if (facet.value === null) return <p className="facet-rest">Counting…</p>;
  const { values, distinct } = facet.value;
  const most = Math.max(1, ...values.map(({ count }) => count));
  const isSearched = distinct > mostValues || contains !== '';
  return (
    <>
      {isSearched && (
        <input
          className="input facet-search"
          type="search"
          aria-label={`Find in ${label}`}
          placeholder={`Find among ${distinct.toLocaleString('en')}`}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      <ul aria-label={label}>
        {values.map(({ value, count }) => (
          <Value key={value ?? ''} {...props} value={value} count={count} most={most} />
        ))}
      </ul>
      {values.length === 0 && (
        <p className="facet-rest">{contains === '' ? 'No events.' : 'No such value.'}</p>
      )}
    </>
  );
}

type ValueProps = Props & {
  readonly value: string | null;
  readonly count: number;
  readonly most: number;
};

function Value({ filter, field, label, value, count, most, onChange }: ValueProps) {
  const choice = choiceOf(filter, field, value);
  const words = value ?? '(none)';
  const change = (next: Group) => () => onChange(next);
  return (
    <li className={choice === null ? undefined : `is-${choice}`}>
      <span className="facet-bar" style={{ width: `${barShare(count, most) * 100}%` }} />
      <button
        type="button"
        className="facet-value"
        aria-pressed={choice === 'included'}
        title={choice === 'included' ? 'Take it back' : `Only events with this ${label} (=)`}
        onClick={change(
          choice === 'included'
            ? withoutChoice(filter, field, value)
            : include(filter, field, value),
        )}
      >
        <SafeText text={words} />
      </button>
      <span className="facet-count">{count.toLocaleString('en')}</span>
      <span className="facet-buttons">
        <button
          type="button"
          className="icon-button"
          title="Without this value (≠)"
          aria-label={`Exclude ${words}`}
          onClick={change(exclude(filter, field, value))}
        >
          <EqualNot size={12} />
        </button>
        <button
          type="button"
          className="icon-button"
          title="This value and no other"
          aria-label={`Only ${words}`}
          onClick={change(only(filter, field, value))}
        >
          <Target size={12} />
        </button>
      </span>
    </li>
  );
}

/** Taking back the last included value of a field leaves no condition on it, rather than one that excludes. */
function withoutChoice(filter: Group, field: string, value: string | null): Group {
  const place = topLevel(filter).findIndex(
    (node) =>
      node.kind === 'condition' && node.field === field && !node.off && node.values.length === 1,
  );
  return place >= 0 ? removeAt(filter, [place]) : exclude(filter, field, value);
}
