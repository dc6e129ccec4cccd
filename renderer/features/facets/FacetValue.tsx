import { ChevronDown, ChevronRight, EqualNot, Target } from 'lucide-react';
import type { ReactNode } from 'react';

import type { Group } from '../../../shared/filter.ts';
import { choiceOf, exclude, include, only, release } from '../../../shared/filterClick.ts';
import type { Clicked } from '../../../shared/filterClick.ts';
import { meaningColour } from '../../ui/meaningColour.ts';
import { SafeText } from '../../ui/SafeText.tsx';
import { barShare } from './barShare.ts';

type Props = {
  readonly filter: Group;
  readonly field: string;
  /** The field's name on screen. */
  readonly about: string;
  /** What a click chooses: one thing, or a branch and what stands at its root. */
  readonly chosen: readonly [Clicked, ...Clicked[]];
  readonly words: string;
  /** The whole value where `words` is a part of it. */
  readonly whole: string;
  readonly count: number;
  readonly most: number;
  /** Of a branch: whether it is open. */
  readonly isOpen?: boolean;
  readonly onToggle?: () => void;
  readonly onChange: (filter: Group) => void;
  /** What lies below it. */
  readonly children?: ReactNode;
};

/** One value with its bar, its count, and what can be done with it. */
export function FacetValue(props: Props) {
  const { filter, field, about, chosen, words, whole, onChange } = props;
  const choice = choiceOf(filter, field, chosen[0]);
  const colour = meaningColour(field, whole);
  const all = (change: (before: Group, field: string, value: Clicked) => Group) => () =>
    onChange(chosen.reduce((before, value) => change(before, field, value), filter));
  return (
    <li>
      <div className={`facet-row${choice === null ? '' : ` is-${choice}`}`}>
        <span
          className="facet-bar"
          style={{ width: `${barShare(props.count, props.most) * 100}%` }}
        />
        {props.onToggle !== undefined && (
          <button
            type="button"
            className="facet-twist"
            tabIndex={-1}
            aria-expanded={props.isOpen === true}
            aria-label={`What is in ${whole}`}
            onClick={props.onToggle}
          >
            {props.isOpen === true ? <ChevronDown size={12} /> : <ChevronRight size={12} />}
          </button>
        )}
        {colour !== null && <span className="facet-colour" style={{ background: colour }} />}
        <button
          type="button"
          className="facet-value"
          data-facet-item
          data-do="include"
          tabIndex={-1}
          aria-pressed={choice === 'included'}
          title={`${whole}\n${choice === 'included' ? 'Take it back' : `Only events with this ${about} (=)`}`}
          onClick={choice === 'included' ? all(release) : all(include)}
        >
          <SafeText text={words} />
        </button>
        <span className="facet-count">{props.count.toLocaleString('en')}</span>
        <span className="facet-buttons">
          <button
            type="button"
            className="icon-button"
            data-do="exclude"
            tabIndex={-1}
            aria-pressed={choice === 'excluded'}
            title={choice === 'excluded' ? 'Take it back' : 'Without this value (-)'}
            aria-label={`Exclude ${whole}`}
            onClick={choice === 'excluded' ? all(release) : all(exclude)}
          >
            <EqualNot size={12} />
          </button>
          <button
            type="button"
            className="icon-button"
            data-do="only"
            tabIndex={-1}
            title="This value and no other (Shift+Enter)"
            aria-label={`Only ${whole}`}
            onClick={() => {
              const [first, ...rest] = chosen;
              const start = only(filter, field, first);
              onChange(rest.reduce((before, value) => include(before, field, value), start));
            }}
          >
            <Target size={12} />
          </button>
        </span>
      </div>
      {props.children}
    </li>
  );
}
