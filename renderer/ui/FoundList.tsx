import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';

import { movedTo } from './listKey.ts';

type Props<T> = {
  /** What the field is for, and what the list holds, for screen readers. */
  readonly label: string;
  readonly listLabel: string;
  readonly placeholder: string;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  /** What the typed words find. */
  readonly found: readonly T[];
  readonly keyOf: (item: T) => string;
  /** The place that is active at first; the first item where it is not told. */
  readonly start?: number;
  readonly onPick: (item: T) => void;
  readonly nothing: string;
  readonly fieldClass: string;
  readonly listClass: string;
  readonly itemClass: (item: T) => string;
  readonly children: (item: T) => ReactNode;
};

/** A field, and below it the list of what its words find; the keys stay with the field. */
export function FoundList<T>(props: Props<T>) {
  const { typed, found, onPick } = props;
  const id = useId();
  const [at, setAt] = useState(props.start ?? 0);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
    // Over another dialog, that one holds the focus until this list is the inner of the two.
    const frame = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const active = Math.min(at, found.length - 1);
  const pick = (item: T | undefined): void => {
    if (item !== undefined) onPick(item);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = movedTo(event.key, active, found.length);
    if (event.key === 'Enter') pick(found[active]);
    else if (to !== null) {
      setAt(to);
      list.current?.children[to]?.scrollIntoView({ block: 'nearest' });
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        ref={field}
        className={props.fieldClass}
        role="combobox"
        aria-label={props.label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={props.placeholder}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it opens to be typed in, and no key may be lost
        autoFocus
        value={typed}
        onChange={(event) => {
          props.onTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={props.listLabel}
        className={props.listClass}
        tabIndex={-1}
      >
        {found.map((item, place) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's above
          <div
            key={props.keyOf(item)}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === active}
            className={props.itemClass(item)}
            onMouseMove={() => setAt(place)}
            onClick={() => pick(item)}
          >
            {props.children(item)}
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="mute">{props.nothing}</p>}
    </>
  );
}
