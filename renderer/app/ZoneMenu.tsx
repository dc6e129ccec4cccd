import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';

import { movedTo } from './listKey.ts';
import { offsetNow } from './zoneNames.ts';
import { foundZones } from './zones.ts';
import type { ZoneChoice } from './zones.ts';

import './zoneMenu.css';

type Props = {
  readonly label: string;
  readonly choices: readonly ZoneChoice[];
  readonly value: string;
  readonly onChange: (zone: string) => void;
};

/** A time zone, found by its name, a city or an abbreviation. */
export function ZoneMenu(props: Props) {
  const { label, value } = props;
  return (
    <DialogTrigger>
      <Button className="button zone-button" aria-label={`${value} ${label}`}>
        <span>{value}</span>
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover placement="bottom end" className="popover zone-popover">
        <Dialog aria-label={label}>{({ close }) => <ZoneList {...props} onDone={close} />}</Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function ZoneList({ choices, value, onChange, onDone }: Props & { readonly onDone: () => void }) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(() => choices.findIndex((choice) => choice.id === value));
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Over another dialog, that one holds the focus until this list is the inner of the two.
    const frame = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const found = foundZones(choices, typed);
  const active = Math.min(at, found.length - 1);
  const pick = (choice: ZoneChoice | undefined): void => {
    if (choice === undefined) return;
    onDone();
    onChange(choice.id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = movedTo(event.key, active, found.length);
    if (event.key === 'Enter') pick(found[active]);
    else if (to !== null) {
      setAt(to);
      document.querySelector(`#${CSS.escape(`${id}-${to}`)}`)?.scrollIntoView({ block: 'nearest' });
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        ref={field}
        className="input"
        role="combobox"
        aria-label="Find a time zone"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder="Tokyo, CET, +05:30…"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Time zones"
        className="zone-list"
        tabIndex={-1}
        ref={(list) => {
          if (typed === '')
            list?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
        }}
      >
        {found.map((choice, place) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the field's above
          <div
            key={choice.id}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === active}
            className={`list-item${choice.id === value ? ' is-chosen' : ''}`}
            onMouseMove={() => setAt(place)}
            onClick={() => pick(choice)}
          >
            <span>{choice.label}</span>
            <span className="mute mono">{choice.id === 'UTC' ? '' : offsetNow(choice.id)}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className="mute">No time zone has this name, city or abbreviation.</p>
      )}
    </>
  );
}
