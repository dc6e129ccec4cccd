import { useState } from 'react';

import { isZone } from '../../../shared/zone.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';

type Props = {
  readonly zone: string;
  readonly about: string;
  /** Called with names of zones only. */
  readonly onZone: (zone: string) => void;
};

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** Asks for a zone by its IANA name. */
export function ZoneField({ zone, about, onZone }: Props) {
  const [text, setText] = useState(zone);
  const isWrong = text !== '' && !isZone(text);
  return (
    <div className="zone-field">
      <p className={zone === '' ? 'notice is-warning' : 'mute'}>{about}</p>
      <ComboBox
        label="Time zone of these times"
        value={text}
        choices={zones}
        onChange={(next) => {
          setText(next);
          if (next !== '' && isZone(next)) onZone(next);
        }}
      />
      {isWrong && <p className="problem">No zone has this name. Example: Europe/Berlin</p>}
    </div>
  );
}
