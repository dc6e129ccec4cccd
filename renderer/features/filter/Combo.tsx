import { useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';

import { SafeText } from '../../ui/SafeText.tsx';

export type Choice = {
  readonly name: string;
  readonly label: string;
  /** Beside it: a count, a field's own name. */
  readonly aside?: string;
};

type Props = {
  readonly label: string;
  readonly text: string;
  readonly choices: readonly Choice[];
  readonly placeholder?: string;
  readonly isInvalid?: boolean;
  readonly autoFocus?: boolean;
  readonly describedBy?: string | undefined;
  readonly onText: (text: string) => void;
  readonly onPick: (name: string) => void;
  readonly onBlur?: () => void;
  /** Enter with no choice marked. */
  readonly onEnter?: () => void;
};

/** A field to type into with a list of what could be meant. What is typed stands, whether it is in the list or not. */
export function Combo(props: Props) {
  const { choices } = props;
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [marked, setMarked] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const isListed = isOpen && choices.length > 0;

  const pick = (choice: Choice): void => {
    setOpen(false);
    setMarked(-1);
    props.onPick(choice.name);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setMarked(Math.min(choices.length - 1, Math.max(-1, marked + step)));
    }
    if (event.key === 'Escape' && isListed) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      const choice = isListed ? choices[marked] : undefined;
      if (choice) pick(choice);
      else props.onEnter?.();
    }
  };

  return (
    <span className="combo">
      <input
        ref={input}
        className="input"
        role="combobox"
        aria-label={props.label}
        aria-expanded={isListed}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isListed && marked >= 0 ? `${id}-${marked}` : undefined}
        aria-invalid={props.isInvalid}
        aria-describedby={props.describedBy}
        autoComplete="off"
        spellCheck={false}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of an editor that was just opened
        autoFocus={props.autoFocus}
        placeholder={props.placeholder}
        value={props.text}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onBlur={() => {
          setOpen(false);
          props.onBlur?.();
        }}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setOpen(true);
          setMarked(-1);
          props.onText(event.target.value);
        }}
      />
      <ul
        role="listbox"
        id={`${id}-list`}
        aria-label={props.label}
        hidden={!isListed}
        style={isListed ? below(input.current) : undefined}
      >
        {choices.map((choice, place) => (
          <li
            key={choice.name}
            role="option"
            id={`${id}-${place}`}
            aria-selected={place === marked}
            className={place === marked ? 'is-marked' : undefined}
            // Before the input loses the focus and the list closes.
            onMouseDown={(event) => {
              event.preventDefault();
              pick(choice);
            }}
          >
            <span className="combo-label">
              <SafeText text={choice.label} />
            </span>
            {choice.aside !== undefined && <span className="combo-aside">{choice.aside}</span>}
          </li>
        ))}
      </ul>
    </span>
  );
}

/** Beside the input and over everything: a list within a scrolling dialog would be cut off. */
function below(input: HTMLElement | null): React.CSSProperties {
  if (input === null) return {};
  const { left, bottom, top, width } = input.getBoundingClientRect();
  const room = window.innerHeight - bottom - 12;
  if (room < 160) return { left, bottom: window.innerHeight - top + 3, minWidth: width };
  return { left, top: bottom + 3, minWidth: width, maxHeight: Math.min(280, room) };
}
