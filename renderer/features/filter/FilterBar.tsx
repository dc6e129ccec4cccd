import { Braces, ListTree, Search, X } from 'lucide-react';
import type { ReactNode } from 'react';

import { everything } from '../../../shared/filter.ts';
import type { FilterNode, Group } from '../../../shared/filter.ts';
import {
  countOff,
  removeAt,
  replaceAt,
  resumeAll,
  searchOf,
  setSearch,
  suspendAll,
  timeOf,
  toggleAt,
  topLevel,
} from '../../../shared/filterTree.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { AddFilter } from './AddFilter.tsx';
import { FilterChip } from './FilterChip.tsx';
import { FilterText } from './FilterText.tsx';
import { TimeChip } from './TimeChip.tsx';

import './filter.css';

type Props = {
  readonly bridge: Bridge;
  readonly filter: Group;
  readonly zone: string;
  /** UTC ISO of the newest event; null in an empty case. */
  readonly newest: string | null;
  /** The event that is chosen in the grid. */
  readonly active: string | null;
  readonly onAround: (event: string, minutes: number) => void;
  readonly isTextOpen: boolean;
  readonly onTextOpen: (isOpen: boolean) => void;
  readonly onBuild: () => void;
  /** `step`: see the view's history. */
  readonly onChange: (filter: Group, step?: string) => void;
  /** Back to the grid. */
  readonly onLeave: () => void;
  /** What else stands at the end of the bar. */
  readonly children?: ReactNode;
};

export const searchFieldId = 'filter-search';

/** Search, chips, time, and the doors to builder and text form: the filter in its three faces. */
export function FilterBar(props: Props) {
  const { bridge, filter, zone, onChange } = props;
  const chips = ownChips(filter);
  const hasAny = topLevel(filter).length > 0;
  return (
    <search aria-label="Filters" className="filter-bar">
      <div className="filter-row">
        <div className="filter-items">
          <SearchField filter={filter} onChange={onChange} onLeave={props.onLeave} />
          {chips.map(({ node, place }) => (
            <FilterChip
              key={place}
              bridge={bridge}
              zone={zone}
              others={removeAt(filter, [place])}
              node={node}
              onToggle={() => onChange(toggleAt(filter, [place]))}
              onRemove={() => onChange(removeAt(filter, [place]))}
              onChange={(next) => onChange(replaceAt(filter, [place], next), `chip ${place}`)}
              onBuild={props.onBuild}
            />
          ))}
          <TimeChip
            filter={filter}
            zone={zone}
            newest={props.newest}
            active={props.active}
            onAround={props.onAround}
            onChange={onChange}
          />
          <AddFilter
            bridge={bridge}
            zone={zone}
            filter={filter}
            onChange={onChange}
            onBuild={props.onBuild}
          />
          <BarButton words="Build the filter (f)" onPress={props.onBuild}>
            <ListTree size={14} />
          </BarButton>
          <BarButton
            words="Filter as text (Shift+F)"
            isPressed={props.isTextOpen}
            onPress={() => props.onTextOpen(!props.isTextOpen)}
          >
            <Braces size={14} />
          </BarButton>
          {hasAny && <WholeFilter filter={filter} onChange={onChange} />}
        </div>
        {props.children}
      </div>
      {props.isTextOpen && (
        <FilterText
          filter={filter}
          zone={zone}
          onChange={onChange}
          onLeave={(isDone) => {
            if (isDone) props.onTextOpen(false);
            props.onLeave();
          }}
        />
      )}
    </search>
  );
}

/** The chips that have no field of their own: the search in the search box and the time stand elsewhere. */
function ownChips(filter: Group): readonly { node: FilterNode; place: number }[] {
  const timePlaces = (timeOf(filter)?.paths ?? []).map(([place]) => place);
  const items = topLevel(filter);
  const searchPlace = items.findIndex(
    (node) => node.kind === 'condition' && node.op === 'search' && !node.off,
  );
  return items.flatMap((node, place) =>
    timePlaces.includes(place) || place === searchPlace ? [] : [{ node, place }],
  );
}

type FieldProps = Pick<Props, 'filter' | 'onChange' | 'onLeave'>;

function SearchField({ filter, onChange, onLeave }: FieldProps) {
  return (
    <span className="filter-search">
      <Search size={13} aria-hidden />
      <input
        id={searchFieldId}
        type="search"
        aria-label="Search the whole record"
        placeholder="Search the whole record…  /"
        spellCheck={false}
        autoComplete="off"
        value={searchOf(filter)}
        onChange={(event) => onChange(setSearch(filter, event.target.value), 'search')}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault();
          onLeave();
        }}
      />
    </span>
  );
}

function WholeFilter({ filter, onChange }: Pick<Props, 'filter' | 'onChange'>) {
  const off = countOff(filter);
  const isAllOff = topLevel(filter).every((node) => node.off);
  return (
    <span className="filter-whole">
      <button
        type="button"
        className="button small is-quiet"
        title="Shift+O"
        onClick={() => onChange(isAllOff || off > 0 ? resumeAll(filter) : suspendAll(filter))}
      >
        {isAllOff || off > 0 ? 'Switch all on' : 'Switch all off'}
      </button>
      <BarButton words="Clear all filters (Ctrl+E)" onPress={() => onChange(everything)}>
        <X size={14} />
      </BarButton>
    </span>
  );
}

type ButtonProps = {
  readonly words: string;
  readonly isPressed?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
};

function BarButton({ words, isPressed, onPress, children }: ButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      title={words}
      aria-label={words.replace(/ \(.*\)$/, '')}
      aria-pressed={isPressed}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
