import { Cloud, Database, FolderSync } from 'lucide-react';

import { stoppedWords } from '../../../shared/sync.ts';
import type { SyncSourceInfo } from '../../../shared/sync.ts';
import { Button } from '../../ui/Button.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { zonedTimeWords } from '../../ui/words.ts';
import { kindWords, runWords, scheduleWords, shownWarnings } from './syncWords.ts';

type Props = {
  readonly info: SyncSourceInfo;
  readonly zone: string;
  /** What is asked for, while it runs. */
  readonly doing: string;
  readonly isDisabled: boolean;
  readonly onStop: () => void;
  readonly onRun: () => void;
  readonly onOpen: (dialog: 'source' | 'allow' | 'remove') => void;
};

const icons = { folder: FolderSync, api: Cloud, bucket: Database };

/** One source: what it reads and when, how its last run went, and what can be done with it. */
export function SyncLine(props: Props) {
  const { info, zone, isDisabled, onOpen } = props;
  const { source, lastRun } = info;
  const Icon = icons[source.kind];
  return (
    <li className="sync-source" aria-label={source.name}>
      <Icon size={16} aria-label={kindWords[source.kind]} />
      <div className="sync-about">
        <p>
          <strong>
            <SafeText text={source.name} />
          </strong>{' '}
          <span className="mute">{scheduleWords(source.schedule)}</span>
        </p>
        <p className="sync-place mute mono" title={info.place}>
          <SafeText text={info.place} />
        </p>
      </div>
      <p className="sync-run" role="status">
        {info.isRunning ? (
          <SafeText text={props.doing === '' ? 'running…' : props.doing} />
        ) : (
          <RunState info={info} zone={zone} />
        )}
      </p>
      <span className="sync-actions">
        <MainButton {...props} />
        <Button
          look="quiet"
          disabled={isDisabled}
          aria-label={`Change ${source.name}`}
          onClick={() => onOpen('source')}
        >
          Change
        </Button>
        <Button
          look="quiet"
          disabled={isDisabled}
          aria-label={`Remove ${source.name}`}
          onClick={() => onOpen('remove')}
        >
          Remove
        </Button>
      </span>
      {lastRun?.error != null && !info.isRunning && (
        <RunError error={lastRun.error} isStopped={lastRun.error === stoppedWords} />
      )}
      {!info.isRunning &&
        shownWarnings(lastRun?.warnings ?? []).map((warning) => (
          <p key={warning} className="notice is-warning sync-said">
            <SafeText text={warning} />
          </p>
        ))}
    </li>
  );
}

/** What somebody did themselves is no alarm. */
function RunError({ error, isStopped }: { readonly error: string; readonly isStopped: boolean }) {
  return (
    <p
      className={`notice sync-said ${isStopped ? 'is-warning' : 'is-danger'}`}
      role={isStopped ? undefined : 'alert'}
    >
      <SafeText text={error} />
    </p>
  );
}

function RunState({ info, zone }: { readonly info: SyncSourceInfo; readonly zone: string }) {
  const { lastRun, blocked, source } = info;
  if (blocked === 'not-allowed')
    return <span className="chip is-warning">not allowed on this computer</span>;
  if (blocked === 'network-off')
    return <span className="chip is-warning">network is off in Settings</span>;
  const needsSecret = source.kind !== 'folder' && source.secret.kind !== 'none';
  return (
    <>
      {needsSecret && !info.hasSecret && (
        <span className="chip is-warning">its secret is missing</span>
      )}{' '}
      {lastRun === null ? (
        <span className="mute">not run yet</span>
      ) : (
        <>
          {runWords(lastRun)}
          <br />
          <span className="mute">{zonedTimeWords(lastRun.at, zone)}</span>
        </>
      )}
    </>
  );
}

function MainButton({ info, isDisabled, onRun, onStop, onOpen }: Props) {
  if (info.isRunning) return <Button onClick={onStop}>Stop</Button>;
  if (info.blocked === 'not-allowed')
    return (
      <Button disabled={isDisabled} onClick={() => onOpen('allow')}>
        Look and allow
      </Button>
    );
  return (
    <Button disabled={isDisabled || info.blocked !== null} onClick={onRun}>
      Sync now
    </Button>
  );
}
