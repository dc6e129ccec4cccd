import { useRef } from 'react';

import type { FileGrant, HostInfo } from '../../../shared/host.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { chosenFiles } from '../../bridge/files.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useAction } from '../../ui/useAction.ts';

type Props = {
  readonly bridge: Bridge;
  readonly hostKind: HostInfo['kind'];
  /** Only the buttons: files are there already. */
  readonly isSmall: boolean;
  readonly onFiles: (files: readonly FileGrant[]) => void;
};

/** The doors for files: dialogs, and what to know of dropping and pasting. */
export function ChooseFiles({ bridge, hostKind, isSmall, onFiles }: Props) {
  const action = useAction();
  const filesInput = useRef<HTMLInputElement>(null);
  const folderInput = useRef<HTMLInputElement>(null);
  const pick = (folders: boolean): void => {
    if (hostKind === 'loopback') {
      (folders ? folderInput : filesInput).current?.click();
      return;
    }
    action.run(async () => onFiles(await bridge.call('host.pickFiles', { folders })));
  };
  const take = (input: HTMLInputElement): void => {
    const chosen = chosenFiles(input.files ?? []);
    input.value = '';
    if (chosen.length > 0) action.run(async () => onFiles(await bridge.grant(chosen)));
  };
  return (
    <div className={isSmall ? 'choose is-small' : 'choose'}>
      {!isSmall && (
        <p>
          Drop files or folders here, paste text with <kbd>Ctrl+V</kbd>, or choose. The files are
          only read; a copy of every byte becomes part of the case.
        </p>
      )}
      <div className="choose-buttons">
        <Button disabled={action.isRunning} onClick={() => pick(false)}>
          {isSmall ? 'Add files' : 'Choose files'}
        </Button>
        <Button disabled={action.isRunning} onClick={() => pick(true)}>
          {isSmall ? 'Add a folder' : 'Choose a folder'}
        </Button>
        {action.isRunning && <span className="mute">Taking the files…</span>}
      </div>
      {!isSmall && (
        <p className="mute">
          JSON, JSON lines, CSV and other delimited text, Excel sheets (.xlsx), PostgreSQL log text;
          also inside gzip and zip. The audit logs of many products are recognised; any other log is
          read by your mapping.
        </p>
      )}
      <ErrorNotice error={action.error} />
      <input
        ref={filesInput}
        type="file"
        multiple
        hidden
        aria-label="Files"
        onChange={(event) => take(event.target)}
      />
      <input
        ref={folderInput}
        type="file"
        multiple
        hidden
        aria-label="Folder"
        onChange={(event) => take(event.target)}
        {...{ webkitdirectory: '' }}
      />
    </div>
  );
}
