import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';

import { FoundList } from '../ui/FoundList.tsx';
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
  const [typed, setTyped] = useState('');
  return (
    <FoundList
      label="Find a time zone"
      listLabel="Time zones"
      placeholder="Tokyo, CET, +05:30…"
      typed={typed}
      onTyped={setTyped}
      found={foundZones(choices, typed)}
      keyOf={({ id }) => id}
      start={choices.findIndex(({ id }) => id === value)}
      onPick={({ id }) => {
        onDone();
        onChange(id);
      }}
      nothing="No time zone has this name, city or abbreviation."
      fieldClass="input"
      listClass="zone-list"
      itemClass={({ id }) => `list-item${id === value ? ' is-chosen' : ''}`}
    >
      {({ id, label }) => (
        <>
          <span>{label}</span>
          <span className="mute mono">{id === 'UTC' ? '' : offsetNow(id)}</span>
        </>
      )}
    </FoundList>
  );
}
