import { FileStack, FolderOpen, Plus } from 'lucide-react';
import { useState } from 'react';

import type { FileGrant, HostInfo, RecentCase } from '../../../shared/host.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useAction } from '../../ui/useAction.ts';
import { useCall } from '../../ui/useCall.ts';
import { NewCaseDialog } from './NewCaseDialog.tsx';
import { RecentCases } from './RecentCases.tsx';

import './start.css';

type Props = {
  readonly bridge: Bridge;
  readonly host: HostInfo;
  readonly isNaming: boolean;
  readonly onNaming: (isOpen: boolean) => void;
  readonly onNew: (name: string, files: readonly FileGrant[]) => Promise<void>;
  /** Null asks which one. */
  readonly onOpen: (id: string | null) => Promise<void>;
  readonly onSample: () => Promise<void>;
};

const none: readonly RecentCase[] = [];

/** Where the window starts: a new case, one of the last ones, or the sample. */
export function StartScreen(props: Props) {
  const { bridge, host } = props;
  const [forgotten, setForgotten] = useState(0);
  const recent = useCall(bridge, 'host.recentCases', {}, forgotten);
  const action = useAction();
  const [isListShown, setListShown] = useState(false);
  const cases = recent.value ?? none;
  const open = (): void => {
    // a window in a browser has no folder dialog: its cases are those of the list
    if (host.kind === 'loopback') setListShown(true);
    else action.run(() => props.onOpen(null));
  };
  return (
    <main className="start">
      <header>
        <h1>Casebook</h1>
        <p className="start-lead">
          Audit-log exports, opened as evidence. Every record is kept as it came and can be proven;
          nothing leaves this computer.
        </p>
      </header>
      <div className="start-buttons">
        <Button look="primary" disabled={action.isRunning} onClick={() => props.onNaming(true)}>
          <Plus size={15} aria-hidden /> New case
        </Button>
        <Button disabled={action.isRunning} onClick={open}>
          <FolderOpen size={15} aria-hidden /> Open case
        </Button>
        <Button disabled={action.isRunning} onClick={() => action.run(props.onSample)}>
          <FileStack size={15} aria-hidden /> Try the sample case
        </Button>
      </div>
      <p className="mute">
        Or drop exports anywhere in this window (JSON, JSON lines, CSV, xlsx, gz, zip, folders):
        that makes a case.
      </p>
      <ErrorNotice error={action.error ?? recent.error} />
      <section aria-label="Recent cases" className="start-recent">
        <h2>Recent cases</h2>
        {cases.length === 0 && (
          <p className="mute">
            {isListShown
              ? 'There is no case in the cases folder yet: make a new one.'
              : 'None yet.'}
          </p>
        )}
        {isListShown && cases.length > 0 && <p className="mute">Choose the case to open:</p>}
        <RecentCases
          bridge={bridge}
          cases={cases}
          isBusy={action.isRunning}
          onOpen={(id) => action.run(() => props.onOpen(id))}
          onForget={(id) =>
            action.run(async () => {
              await bridge.call('host.forgetCase', { id });
              setForgotten((count) => count + 1);
            })
          }
        />
      </section>
      <footer className="mute">Version {host.version}</footer>
      {props.isNaming && (
        <NewCaseDialog
          onClose={() => props.onNaming(false)}
          onName={(name) => {
            props.onNaming(false);
            action.run(() => props.onNew(name, []));
          }}
        />
      )}
    </main>
  );
}
