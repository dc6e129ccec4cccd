import { useEffect, useRef, useState } from 'react';

import type { OtherVersion, ReadingChanges } from '../../../shared/caseInfo.ts';
import type { JobProgress } from '../../../shared/importResult.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { isCancelled } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { changesSentence } from './integrityWords.ts';
import { ReadingChangesTables } from './ReadingChangesTables.tsx';

type Props = {
  readonly bridge: Bridge;
  readonly originals: readonly OtherVersion[];
  readonly isReadOnly: boolean;
  readonly onAccepted: () => void;
};

const job = 'reading';

/** Evidence files that another version read: what this one reads otherwise, and then, if the auditor wants it, reading them so. */
export function OtherVersionsSection({ bridge, originals, isReadOnly, onAccepted }: Props) {
  const [changes, setChanges] = useState<ReadingChanges | null>(null);
  const [doing, setDoing] = useState<'Comparing' | 'Reading again' | null>(null);
  const [progress, setProgress] = useState<JobProgress | null>(null);
  const [error, setError] = useState<unknown>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(
    () => bridge.onPush('job.progress', (pushed) => pushed.job === job && setProgress(pushed)),
    [bridge],
  );
  useEffect(() => () => running.current?.abort(), []);

  const run = (what: typeof doing, act: (signal: AbortSignal) => Promise<void>): void => {
    const controller = new AbortController();
    running.current = controller;
    setError(null);
    setProgress(null);
    setDoing(what);
    act(controller.signal)
      .catch((thrown: unknown) => {
        if (!isCancelled(thrown)) setError(thrown);
      })
      .finally(() => setDoing(null));
  };
  const compare = (): void =>
    run('Comparing', async (signal) =>
      setChanges(await bridge.call('reading.changes', { job }, signal)),
    );
  const accept = (): void =>
    run('Reading again', async (signal) => {
      await bridge.call('reading.accept', { job }, signal);
      onAccepted();
    });

  return (
    <section aria-label="Read by another version" className="integrity-other">
      <h2>Read by another version of Casebook</h2>
      <p>
        The bytes of these files are those that were imported. Their events were made of them by
        another version, and this one reads some otherwise. What is on record stays until you accept
        the new reading, and in the custody log after that.
      </p>
      <ul className="integrity-problems">
        {originals.map(({ original, name, what }) => (
          <li key={original}>
            <strong>
              E{original} <SafeText text={name} />
            </strong>{' '}
            <SafeText text={what} />
          </li>
        ))}
      </ul>
      {changes !== null && (
        <>
          <p role="status">{changesSentence(changes)}</p>
          <ReadingChangesTables changes={changes} />
        </>
      )}
      <div className="integrity-actions">
        {doing === null ? (
          <>
            <Button onClick={compare}>
              {changes === null ? 'List what would change' : 'List again'}
            </Button>
            {changes !== null && !isReadOnly && (
              <Button look="primary" onClick={accept}>
                Accept the new reading
              </Button>
            )}
          </>
        ) : (
          <>
            <ProgressBar
              label={doing}
              done={progress?.bytesDone ?? 0}
              total={progress?.bytesTotal ?? 0}
            />
            <span className="mute">
              {doing} <SafeText text={progress?.what ?? ''} />
            </span>
            <Button onClick={() => running.current?.abort()}>Cancel</Button>
          </>
        )}
      </div>
      <ErrorNotice error={error} />
    </section>
  );
}
