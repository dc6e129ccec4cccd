import { useState } from 'react';

import { readClockOffset } from '../../../shared/clockOffset.ts';
import { findField } from '../../../shared/field.ts';
import type { OriginalInfo } from '../../../shared/importResult.ts';
import type { MappedField, Mapping } from '../../../shared/mapping.ts';
import { mappedFields } from '../../../shared/mapping.ts';
import { isZone } from '../../../shared/zone.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { clockText, draftOf, isSameMapping, mappingOf, withClock } from './mappingDraft.ts';
import { MappingFiles } from './MappingFiles.tsx';
import { timeFormats } from './timeFormats.ts';

/** How a file shall be read from now on; null leaves that part as it is. */
export type Reading = { readonly mapping: Mapping | null; readonly zone: string | null };

type Props = {
  readonly bridge: Bridge;
  readonly info: OriginalInfo;
  readonly mapping: Mapping;
  readonly onRead: (reading: Reading) => void;
  readonly onClose: () => void;
};

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

/** Corrects which path feeds which field, and the zone of times that carry none. The bytes stay what they are. */
export function InterpretDialog({ bridge, info, mapping, onRead, onClose }: Props) {
  const [draft, setDraft] = useState(() => draftOf(mapping));
  const [zone, setZone] = useState(mapping.time.zone ?? '');
  const [clock, setClock] = useState(clockText(mapping));
  const clockMs = readClockOffset(clock);
  const next = withClock(mappingOf(draft), clockMs);
  const badField = 'badField' in next ? next.badField : null;
  const isZoneWrong = zone !== '' && !isZone(zone);
  const changedMapping = 'badField' in next || isSameMapping(mapping, next) ? null : next;
  const changedZone = zone !== '' && zone !== mapping.time.zone ? zone : null;
  const canRead =
    badField === null &&
    !isZoneWrong &&
    clockMs !== null &&
    (changedMapping !== null || changedZone !== null);
  const setText = (field: MappedField, text: string): void =>
    setDraft({ ...draft, texts: new Map(draft.texts).set(field, text) });
  return (
    <Dialog
      title={`How E${info.original} is read`}
      width={820}
      onClose={onClose}
      buttons={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            disabled={!canRead}
            onClick={() => onRead({ mapping: changedMapping, zone: changedZone })}
          >
            Read again
          </Button>
        </>
      }
    >
      <p>
        The file is read again and its events change where the mapping does. Its bytes stay as they
        are, and the custody log keeps both ways of reading.
      </p>
      <div className="interpret-top">
        <ComboBox
          label="Zone of times that carry none"
          value={zone}
          choices={zones}
          onChange={setZone}
        />
        <TextField
          label="Clock offset, added to every time"
          placeholder="none; -3 min for a clock that ran 3 min fast"
          value={clock}
          spellCheck={false}
          aria-invalid={clockMs === null}
          onChange={setClock}
        />
        <Select
          label="How times are written"
          choices={timeFormats}
          value={draft.mapping.time.format}
          onChange={(id) => {
            const format = timeFormats.find((one) => one.id === id)?.id ?? 'auto';
            const time = { ...draft.mapping.time, format };
            setDraft({ ...draft, mapping: { ...draft.mapping, time } });
          }}
        />
        <MappingFiles
          bridge={bridge}
          mapping={'badField' in next ? null : next}
          onMapping={(loaded) => {
            setDraft(draftOf(loaded));
            if (loaded.time.zone !== null) setZone(loaded.time.zone);
            setClock(clockText(loaded));
          }}
        />
      </div>
      {clockMs === null && (
        <p className="problem">No offset of a clock. Example: -3 min 20 s, or +01:00:00</p>
      )}
      {isZoneWrong && <p className="problem">No zone has this name. Example: Europe/Berlin</p>}
      <fieldset className="interpret-fields">
        <legend>
          Field of the event, and the paths (JSON) or headers (CSV) it is read from, separated by
          commas; the first that is not empty counts
        </legend>
        {mappedFields.map((field) => (
          <TextField
            key={field}
            label={findField(field)?.label ?? field}
            className="input mono"
            value={draft.texts.get(field) ?? ''}
            aria-invalid={field === badField}
            spellCheck={false}
            onChange={(text) => setText(field, text)}
          />
        ))}
      </fieldset>
      {badField !== null && (
        <p className="problem">A quote does not end in {findField(badField)?.label ?? badField}.</p>
      )}
    </Dialog>
  );
}
