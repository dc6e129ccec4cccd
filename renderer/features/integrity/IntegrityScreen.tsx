import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

import type { CaseInfo, LedgerEntry, VerifyResult } from '../../../shared/caseInfo.ts';
import type { JobProgress } from '../../../shared/importResult.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { verdict } from './integrityWords.ts';
import { OtherVersionsSection } from './OtherVersionsSection.tsx';

import './integrity.css';

type Props = {
  readonly bridge: Bridge;
  readonly info: CaseInfo;
  readonly generation: number;
  readonly onVerified: () => void;
  /** Shown before the custody log. */
  readonly children?: ReactNode;
};

/** Whether everything is as it was imported, and the custody log. */
export function IntegrityScreen({ bridge, info, generation, onVerified, children }: Props) {
  const [ledger, setLedger] = useState<readonly LedgerEntry[]>([]);
  const [result, setResult] = useState<VerifyResult | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [progress, setProgress] = useState<JobProgress | null>(null);
  const running = useRef<AbortController | null>(null);

  useEffect(() => {
    const controller = new AbortController();
    bridge.call('case.ledger', {}, controller.signal).then(setLedger, setError);
    return () => controller.abort();
  }, [bridge, generation, result]);

  useEffect(
    () => bridge.onPush('job.progress', (pushed) => pushed.job === 'verify' && setProgress(pushed)),
    [bridge],
  );

  const verify = useCallback(() => {
    const controller = new AbortController();
    running.current = controller;
    setError(null);
    setResult(null);
    setProgress({
      job: 'verify',
      phase: 'verifying',
      what: '',
      bytesDone: 0,
      bytesTotal: 0,
      records: 0,
      rejected: 0,
      seconds: 0,
    });
    bridge
      .call('case.verify', { job: 'verify' }, controller.signal)
      .then((found) => {
        setResult(found);
        onVerified();
      }, setError)
      .finally(() => {
        running.current = null;
        setProgress(null);
      });
  }, [bridge, onVerified]);

  const said = verdict(info, result);
  return (
    <div className="integrity">
      <div className={`integrity-verdict is-${said.tone}`} role="status">
        <h1>
          {said.tone === 'ok' && '✔ '}
          {said.sentence}
        </h1>
        <p className="mute">{said.more}</p>
      </div>
      <div className="integrity-actions">
        {progress === null ? (
          <Button look="primary" onClick={verify}>
            Verify now
          </Button>
        ) : (
          <>
            <ProgressBar label="Verifying" done={progress.bytesDone} total={progress.bytesTotal} />
            <span className="mute">
              <SafeText text={progress.what} />
            </span>
            <Button onClick={() => running.current?.abort()}>Cancel</Button>
          </>
        )}
      </div>
      <ErrorNotice error={error} />
      {result !== null && result.problems.length > 0 && (
        <section aria-label="Problems">
          <h2>What differs</h2>
          <ul className="integrity-problems">
            {result.problems.map((problem) => (
              <li key={`${problem.where} ${problem.what}`}>
                <strong>
                  <SafeText text={problem.where} />
                </strong>{' '}
                <SafeText text={problem.what} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {result !== null && result.otherVersions.length > 0 && (
        <OtherVersionsSection
          bridge={bridge}
          originals={result.otherVersions}
          isReadOnly={info.readOnly !== null}
          onAccepted={verify}
        />
      )}
      {children}
      <section className="integrity-log" aria-label="Custody log">
        <h2>Custody log</h2>
        <p className="mute">
          Who did what to this case, each entry sealed by the hash of the one before. Times are this
          computer’s clock, in UTC.
        </p>
        <div
          className="integrity-table"
          tabIndex={0}
          role="region"
          aria-label="Entries of the custody log"
        >
          <table>
            <thead>
              <tr>
                <th scope="col">#</th>
                <th scope="col">Time (UTC)</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col">Hash</th>
              </tr>
            </thead>
            <tbody>
              {ledger.toReversed().map((entry) => (
                <tr key={entry.seq}>
                  <td>{entry.seq}</td>
                  <td className="mono">{entry.at.slice(0, 19).replace('T', ' ')}</td>
                  <td>
                    <SafeText text={entry.author} />
                  </td>
                  <td>
                    <SafeText text={entry.summary} />
                  </td>
                  <td className="mono mute" title={entry.hash}>
                    {entry.hash.slice(0, 12)}…
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </div>
  );
}
