import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

import { clockOffsetText } from '../../../shared/clockOffset.ts';
import type { OriginalInfo } from '../../../shared/importResult.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { runJob } from '../../state/jobs.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { useAction } from '../../ui/useAction.ts';
import { numberWords } from '../../ui/words.ts';
import { AsideDialog } from './AsideDialog.tsx';
import { BalancePanel } from './BalancePanel.tsx';
import { HowReadPanel } from './HowReadPanel.tsx';
import { InterpretDialog } from './InterpretDialog.tsx';
import type { Reading } from './InterpretDialog.tsx';
import { withClock } from './mappingDraft.ts';
import { isContainer } from './originalRows.ts';
import { apartWords, readAgainWords } from './originalWords.ts';
import { RejectedPanel } from './RejectedPanel.tsx';

type Props = {
  readonly bridge: Bridge;
  readonly info: OriginalInfo;
  readonly isReadOnly: boolean;
  readonly zone: string;
  readonly changes: number;
  readonly onChanged: () => Promise<void>;
  readonly onShowEvents: (original: string) => void;
};

/** What the clock's own notice, with its way back, says already. */
const isNotOfClock = (warning: string): boolean => !warning.startsWith('clock corrected');

/** One evidence file: its balance, how it was read, what was rejected, and what may be changed about it. */
export function OriginalDetail(props: Props) {
  const { bridge, info, isReadOnly } = props;
  const [dialog, setDialog] = useState<'interpret' | 'aside' | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [apart, setApart] = useState<string | null>(null);
  const action = useAction();
  const holdsRecords = !isContainer(info) && info.reader !== null;

  const readAgain = ({ mapping, zone }: Reading): void => {
    setDialog(null);
    setSaid(null);
    setApart(null);
    action.run(async () => {
      const { conflicts } = await bridge.call('case.info', {});
      const after = await runJob(`Reading E${info.original} again`, (job, signal) =>
        bridge.call('original.interpret', { job, original: info.original, mapping, zone }, signal),
      );
      setSaid(readAgainWords(info, after));
      setApart(apartWords(conflicts, (await bridge.call('case.info', {})).conflicts));
      await props.onChanged();
    });
  };
  const setAside = (aside: boolean, reason: string): void => {
    setDialog(null);
    setSaid(null);
    action.run(async () => {
      await bridge.call('original.setAside', { original: info.original, aside, reason });
      // that it is set aside, and why, stands there as long as it is
      setSaid(aside ? null : `E${info.original} is back.`);
      await props.onChanged();
    });
  };

  return (
    <section className="evidence-detail" aria-label={`E${info.original} ${info.name}`}>
      <div className="evidence-detail-head">
        <h2>
          <span className="mono mute">E{info.original}</span> <SafeText text={info.name} />
        </h2>
        {holdsRecords && (
          <div className="evidence-actions">
            <Button
              disabled={info.events === 0}
              onClick={() => props.onShowEvents(`E${info.original}`)}
            >
              Show its events
            </Button>
            <Button
              disabled={isReadOnly || action.isRunning}
              onClick={() => setDialog('interpret')}
            >
              Change mapping, zone or clock
            </Button>
            <Button disabled={isReadOnly || action.isRunning} onClick={() => setDialog('aside')}>
              {info.aside === null ? 'Set aside' : 'Bring back'}
            </Button>
          </div>
        )}
      </div>
      <ErrorNotice error={action.error} />
      {said !== null && (
        <p className="notice" role="status">
          {said}
        </p>
      )}
      {apart !== null && (
        <p className="notice is-warning" role="status">
          {apart}
        </p>
      )}
      {info.aside !== null && (
        <p className="notice is-warning" role="status">
          Set aside: <SafeText text={info.aside} />. Its events are left out of views, counts and
          exports; nothing is deleted.
        </p>
      )}
      {info.mapping !== null && (info.mapping.time.clockMs ?? 0) !== 0 && (
        <p className="notice" role="status">
          Its clock is corrected: {clockOffsetText(info.mapping.time.clockMs ?? 0)} added to every
          logged time.{' '}
          {!isReadOnly && (
            <button
              type="button"
              className="link-button"
              disabled={action.isRunning}
              onClick={() =>
                readAgain({
                  mapping: info.mapping === null ? null : withClock(info.mapping, 0),
                  zone: null,
                })
              }
            >
              Take the correction back
            </button>
          )}
        </p>
      )}
      {info.warnings.filter(isNotOfClock).map((warning) => (
        <p key={warning} className="notice is-warning">
          <SafeText text={warning} />
        </p>
      ))}
      <Tabs className="tabs evidence-tabs">
        <TabList aria-label="About this evidence file">
          <Tab id="balance">Import balance</Tab>
          <Tab id="read">How it was read</Tab>
          <Tab id="rejected">Rejected records {numberWords(info.records.rejected)}</Tab>
        </TabList>
        <TabPanel id="balance">
          <BalancePanel info={info} zone={props.zone} holdsRecords={holdsRecords} />
        </TabPanel>
        <TabPanel id="read">
          <HowReadPanel bridge={bridge} info={info} />
        </TabPanel>
        <TabPanel id="rejected">
          <RejectedPanel bridge={bridge} info={info} changes={props.changes} />
        </TabPanel>
      </Tabs>
      {dialog === 'interpret' && info.mapping !== null && (
        <InterpretDialog
          bridge={bridge}
          info={info}
          mapping={info.mapping}
          onRead={readAgain}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'aside' && (
        <AsideDialog info={info} onAside={setAside} onClose={() => setDialog(null)} />
      )}
    </section>
  );
}
