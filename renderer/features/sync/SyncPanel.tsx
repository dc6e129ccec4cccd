import { useEffect, useState } from 'react';

import type { HostInfo } from '../../../shared/host.ts';
import type { SyncSourceInfo } from '../../../shared/sync.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import type { runJob } from '../../state/jobs.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { useAction } from '../../ui/useAction.ts';
import { useCall } from '../../ui/useCall.ts';
import { countWords } from '../../ui/words.ts';
import { AllowDialog, RemoveDialog } from './ConfirmDialogs.tsx';
import { SourceDialog } from './SourceDialog.tsx';
import { SyncLine } from './SyncLine.tsx';

import './sync.css';

type Props = {
  readonly bridge: Bridge;
  readonly hostKind: HostInfo['kind'];
  readonly isReadOnly: boolean;
  readonly zone: string;
  readonly changes: number;
  /** The switch in Settings. */
  readonly isNetworkOn: boolean;
  readonly runJob: typeof runJob;
  readonly onChanged: () => Promise<void>;
};

type Open =
  | { readonly dialog: 'source' | 'allow' | 'remove'; readonly info: SyncSourceInfo }
  | { readonly dialog: 'source'; readonly info: null };

/** What keeps the case up to date: watched folders, services and buckets, how their last run went, and running them. */
export function SyncPanel(props: Props) {
  const { bridge, isReadOnly, zone } = props;
  const [told, setTold] = useState(0);
  const [doing, setDoing] = useState('');
  const [open, setOpen] = useState<Open | null>(null);
  const action = useAction();
  const listed = useCall(bridge, 'sync.list', {}, props.changes + told);
  useEffect(() => bridge.onPush('sync.changed', () => setTold((count) => count + 1)), [bridge]);
  useEffect(
    () =>
      bridge.onPush('job.progress', (progress) => {
        if (progress.phase === 'fetching') setDoing(progress.what);
      }),
    [bridge],
  );
  useEffect(() => setTold((count) => count + 1), [props.isNetworkOn]);
  const sources = listed.value ?? [];

  const run = (ids: readonly string[] | null, label: string): void =>
    action.run(async () => {
      await props.runJob(label, (job, signal) =>
        bridge.call('sync.run', { job, ids, brief: true }, signal),
      );
      await props.onChanged();
    });
  const close = (): void => setOpen(null);
  const dialogs = open !== null && (
    <SyncDialogs
      {...props}
      open={open}
      onClose={close}
      onRun={(info) => run([info.source.id], `Syncing ${info.source.name}`)}
    />
  );
  const add = (
    <Button disabled={isReadOnly} onClick={() => setOpen({ dialog: 'source', info: null })}>
      Add sync source
    </Button>
  );
  if (sources.length === 0) {
    return (
      <section className="sync is-empty" aria-label="Sync">
        <p className="mute">
          This case can keep itself up to date: watch a folder, or fetch from a service or a bucket
          that you name.
        </p>
        {add}
        <ErrorNotice error={listed.error} />
        {dialogs}
      </section>
    );
  }
  return (
    <section className="sync" aria-label="Sync">
      <div className="sync-head">
        <h2>Sync</h2>
        <span className="mute">{countWords(sources.length, 'source')}</span>
        <span className="sync-actions">
          {sources.length > 1 && (
            <Button
              disabled={isReadOnly || action.isRunning || sources.every(isBlocked)}
              onClick={() => run(null, `Syncing ${countWords(sources.length, 'source')}`)}
            >
              Sync all now
            </Button>
          )}
          {add}
        </span>
      </div>
      <ErrorNotice error={listed.error ?? action.error} />
      <ul>
        {sources.map((info) => (
          <SyncLine
            key={info.source.id}
            info={info}
            zone={zone}
            doing={doing}
            onStop={() => action.run(() => bridge.call('sync.stop', { id: info.source.id }))}
            isDisabled={isReadOnly || action.isRunning}
            onRun={() => run([info.source.id], `Syncing ${info.source.name}`)}
            onOpen={(dialog) => setOpen({ dialog, info })}
          />
        ))}
      </ul>
      {dialogs}
    </section>
  );
}

function isBlocked({ blocked }: SyncSourceInfo): boolean {
  return blocked !== null;
}

type DialogsProps = Props & {
  readonly open: Open;
  readonly onClose: () => void;
  readonly onRun: (info: SyncSourceInfo) => void;
};

function SyncDialogs({ bridge, hostKind, open, onClose, onRun }: DialogsProps) {
  if (open.dialog === 'source')
    return (
      <SourceDialog
        bridge={bridge}
        hostKind={hostKind}
        info={open.info}
        onClose={onClose}
        onSaved={(info, runs) => {
          onClose();
          if (runs) onRun(info);
        }}
      />
    );
  const { info } = open;
  return open.dialog === 'allow' ? (
    <AllowDialog bridge={bridge} info={info} onClose={onClose} />
  ) : (
    <RemoveDialog bridge={bridge} info={info} onClose={onClose} />
  );
}
