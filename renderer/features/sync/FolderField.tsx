import type { FolderGrant, HostInfo } from '../../../shared/host.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useAction } from '../../ui/useAction.ts';

export type ChosenFolder = FolderGrant;

type Props = {
  readonly bridge: Bridge;
  readonly hostKind: HostInfo['kind'];
  readonly path: string;
  readonly onPath: (path: string) => void;
  readonly onChosen: (folder: ChosenFolder) => void;
};

/** The folder to watch: the desktop asks for it, a browser cannot, so there its path is typed. */
export function FolderField({ bridge, hostKind, path, onPath, onChosen }: Props) {
  const action = useAction();
  const hint =
    'New files are read, and what log files of JSON lines gain; folders in it too. Nothing in it is changed.';
  if (hostKind === 'loopback')
    return (
      <TextField
        label="Folder, its whole path on the computer that runs Casebook"
        value={path}
        placeholder="/var/log/audit"
        spellCheck={false}
        hint={hint}
        onChange={onPath}
      />
    );
  const choose = (): void =>
    action.run(async () => {
      const folder = await bridge.call('host.watchFolder', { path: null });
      if (folder !== null) onChosen(folder);
    });
  return (
    <div className="field">
      <span className="field-label">Folder</span>
      <div className="sync-folder">
        <Button onClick={choose}>Choose folder…</Button>
        <span className="mono">{path === '' ? 'none chosen yet' : path}</span>
      </div>
      <span className="mute">{hint}</span>
      <ErrorNotice error={action.error} />
    </div>
  );
}
