import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { Key } from 'react-aria-components';

import type { HostSettings } from '../../shared/host.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { changeSettings } from '../state/settings.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useAction } from '../ui/useAction.ts';
import { KeyList } from './KeysDialog.tsx';
import { ZoneMenu } from './ZoneMenu.tsx';
import { localZone, zoneChoices } from './zones.ts';

type Props = {
  readonly bridge: Bridge;
  readonly settings: HostSettings;
  readonly onClose: () => void;
};

const known = Intl.supportedValuesOf('timeZone');

const themes = [
  { id: 'system', label: 'As the system' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
] as const;

const densities = [
  { id: 'compact', label: 'Compact: rows of 28 px' },
  { id: 'roomy', label: 'Roomy: rows of 36 px' },
] as const;

/** What this computer's user has chosen for every case. What belongs to one case is kept in it. */
export function SettingsDialog(props: Props) {
  const [tab, setTab] = useState<Key>('general');
  return (
    <Dialog title="Settings" width={tab === 'keys' ? 860 : 480} onClose={props.onClose}>
      <Tabs className="tabs" selectedKey={tab} onSelectionChange={setTab}>
        <TabList aria-label="Settings">
          <Tab id="general">General</Tab>
          <Tab id="keys">Keys</Tab>
        </TabList>
        <TabPanel id="general" className="settings-general">
          <General {...props} />
        </TabPanel>
        <TabPanel id="keys" className="settings-keys">
          <KeyList region={null} />
        </TabPanel>
      </Tabs>
    </Dialog>
  );
}

function General({ bridge, settings, onClose }: Props) {
  const [author, setAuthor] = useState(settings.author);
  const [theme, setTheme] = useState(settings.theme);
  const [zone, setZone] = useState(settings.zone);
  const [network, setNetwork] = useState(settings.network);
  const [density, setDensity] = useState(settings.density);
  const action = useAction();
  const name = author.trim();
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        action.run(async () => {
          await changeSettings(bridge, { author: name, theme, zone, density, network });
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
        label="Rows of the events"
        choices={densities}
        value={density}
        onChange={(id) => setDensity(densities.find((one) => one.id === id)?.id ?? 'compact')}
      />
      <div className="field">
        <span className="field-label" aria-hidden>
          Cases open in the time zone
        </span>
        <ZoneMenu
          label="Cases open in the time zone"
          choices={zoneChoices(localZone(), [], settings.recentZones, known)}
          value={zone}
          onChange={setZone}
        />
      </div>
      <Checkbox
        label="Let sync contact the servers that its sources name"
        checked={network}
        onChange={setNetwork}
      />
      <p className="mute">
        Off: no case fetches anything from anywhere, on this computer. Watched folders go on.
        Casebook contacts nothing else.
      </p>
      <p className="mute">
        Widths, panes, values shown and saved views belong to a case and are kept in it.
      </p>
      <ErrorNotice error={action.error} />
      <div className="dialog-buttons">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" disabled={name === '' || action.isRunning}>
          Save
        </Button>
      </div>
    </form>
  );
}
