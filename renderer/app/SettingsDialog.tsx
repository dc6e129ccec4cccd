import { useState } from 'react';

import type { HostSettings } from '../../shared/contract.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { changeSettings } from '../state/settings.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useAction } from '../ui/useAction.ts';
import { localZone, zoneChoices } from './zones.ts';

type Props = {
  readonly bridge: Bridge;
  readonly settings: HostSettings;
  readonly onClose: () => void;
};

const themes = [
  { id: 'system', label: 'As the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
] as const;

/** What this computer's user has chosen for every case. What belongs to one case is kept in it. */
export function SettingsDialog({ bridge, settings, onClose }: Props) {
  const [author, setAuthor] = useState(settings.author);
  const [theme, setTheme] = useState(settings.theme);
  const [zone, setZone] = useState(settings.zone);
  const [network, setNetwork] = useState(settings.network);
  const action = useAction();
  const name = author.trim();
  return (
    <Dialog title="Settings" width={480} onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          action.run(async () => {
            await changeSettings(bridge, { author: name, theme, zone, network });
            onClose();
          });
        }}
      >
        <TextField label="Your name" value={author} onChange={setAuthor} maxLength={200} />
        <p className="mute">Stands beside what you do from now on; what is on record stays.</p>
        <Select
          label="Colours"
          choices={themes}
          value={theme}
          onChange={(id) => setTheme(themes.find((one) => one.id === id)?.id ?? 'system')}
        />
        <Select
          label="Cases open in the time zone"
          choices={zoneChoices(localZone(), [], Intl.supportedValuesOf('timeZone'))}
          value={zone}
          onChange={setZone}
        />
        <Checkbox
          label="Let sync contact the servers that its sources name"
          checked={network}
          onChange={setNetwork}
        />
        <p className="mute">
          Off: no case fetches anything from anywhere, on this computer. Watched folders go on.
          Casebook contacts nothing else.
        </p>
        <ErrorNotice error={action.error} />
        <div className="dialog-buttons">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={name === '' || action.isRunning}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
