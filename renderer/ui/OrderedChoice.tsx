import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import { movedBy } from './ordered.ts';

import './orderedChoice.css';

export type Offered = { readonly name: string; readonly label: string };

type Props = {
  /** Said of the field to type into: "Find a column". */
  readonly find: string;
  readonly placeholder: string;
  readonly shown: readonly string[];
  readonly labelOf: (name: string) => string;
  readonly offered: readonly Offered[];
  readonly onChange: (shown: readonly string[]) => void;
  /** What can be made of the words that were typed, where nothing of that name is offered. */
  readonly renderMore?: (typed: string) => ReactNode;
  /** The directions that the order is called by. */
  readonly directions: readonly [before: string, after: string];
};

/** Which of many named things are shown, and in which order; all found by their names. */
export function OrderedChoice(props: Props) {
  const { shown, labelOf, offered, onChange, directions } = props;
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const hidden = offered.filter(
    ({ name, label }) => !shown.includes(name) && `${name} ${label}`.toLowerCase().includes(wanted),
  );
  const without = (name: string): readonly string[] => shown.filter((one) => one !== name);
  const mover = (name: string, by: -1 | 1) => {
    const words = `Move ${labelOf(name)} ${directions[by < 0 ? 0 : 1]}`;
    const next = movedBy(shown, name, by);
    return (
      <button
        type="button"
        className="icon-button"
        aria-label={words}
        title={words}
        disabled={next === shown}
        onClick={() => onChange(next)}
      >
        {by < 0 ? <ArrowUp size={13} /> : <ArrowDown size={13} />}
      </button>
    );
  };
  return (
    <>
      <input
        className="input"
        aria-label={props.find}
        placeholder={props.placeholder}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {props.renderMore?.(search.trim())}
      <div className="ordered-choice">
        <h3>Shown, in this order</h3>
        {shown.map((name) => (
          <div key={name} className="ordered-item">
            <label>
              <input
                type="checkbox"
                checked
                disabled={shown.length === 1}
                onChange={() => onChange(without(name))}
              />
              {labelOf(name)}
            </label>
            {mover(name, -1)}
            {mover(name, 1)}
          </div>
        ))}
        <h3>Hidden</h3>
        {hidden.length === 0 && <p className="mute">No field of that name.</p>}
        {hidden.map(({ name, label }) => (
          <div key={name} className="ordered-item">
            <label>
              <input type="checkbox" checked={false} onChange={() => onChange([...shown, name])} />
              {label} <span className="mute">{name}</span>
            </label>
          </div>
        ))}
      </div>
    </>
  );
}
