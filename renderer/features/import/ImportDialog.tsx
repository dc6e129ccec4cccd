import { useState } from 'react';

import type { FileGrant, HostInfo } from '../../../shared/host.ts';
import type { ImportResult, JobProgress } from '../../../shared/importResult.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { isCancelled } from '../../bridge/bridge.ts';
import type { runJob } from '../../state/jobs.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { countWords } from '../../ui/words.ts';
import { ChooseFiles } from './ChooseFiles.tsx';
import { ImportOutcome } from './ImportOutcome.tsx';
import { fileCount, importFile, isImportable } from './importPlan.ts';
import { ImportRunning } from './ImportRunning.tsx';
import { stoppedWords } from './outcomeWords.ts';
import { PlanReview } from './PlanReview.tsx';
import { usePlan } from './usePlan.ts';

import './import.css';

type Props = {
  readonly bridge: Bridge;
  readonly hostKind: HostInfo['kind'];
  readonly files: readonly FileGrant[];
  readonly runJob: typeof runJob;
  readonly onFiles: (files: readonly FileGrant[]) => void;
  readonly onClose: () => void;
  readonly onImported: () => Promise<void>;
  readonly onShow: (screen: 'Evidence files' | 'Overview') => void;
  /** The events that an import brought. */
  readonly onShowEvents: (result: ImportResult) => void;
};

type Stage =
  | { readonly kind: 'plan' }
  | { readonly kind: 'running'; readonly job: string }
  | { readonly kind: 'done'; readonly result: ImportResult };

/** From files to evidence: what they are, how they will be read, the import itself and its balance. */
export function ImportDialog(props: Props) {
  const { bridge } = props;
  const live = usePlan(bridge, props.files);
  const [stage, setStage] = useState<Stage>({ kind: 'plan' });
  const [error, setError] = useState<unknown>(null);
  const [stopped, setStopped] = useState<string | null>(null);

  const start = async (): Promise<void> => {
    setError(null);
    setStopped(null);
    const { plan } = live;
    let running: string | null = null;
    let kept: JobProgress['kept'];
    const stopListening = bridge.onPush('job.progress', (progress) => {
      if (progress.job === running) kept = progress.kept ?? kept;
    });
    const label = `Importing ${countWords(fileCount(plan), 'file')}`;
    try {
      const result = await props.runJob(label, (job, signal) => {
        running = job;
        setStage({ kind: 'running', job });
        const toImport = plan.files.map(({ file }) => importFile(plan, file));
        return bridge.call('import.start', { job, files: toImport, brief: true }, signal);
      });
      setStage({ kind: 'done', result });
      await props.onImported();
    } catch (thrown) {
      setStage({ kind: 'plan' });
      setError(isCancelled(thrown) ? null : thrown);
      setStopped(isCancelled(thrown) ? stoppedWords(kept) : null);
    } finally {
      stopListening();
    }
  };

  if (stage.kind === 'done') {
    return (
      <Dialog
        title="Import"
        width={860}
        onClose={props.onClose}
        buttons={
          <>
            <Button onClick={() => props.onShow('Evidence files')}>Evidence files</Button>
            <Button onClick={() => props.onShow('Overview')}>Overview</Button>
            <Button look="primary" onClick={() => props.onShowEvents(stage.result)}>
              Show the events
            </Button>
          </>
        }
      >
        <ImportOutcome bridge={bridge} result={stage.result} />
      </Dialog>
    );
  }
  if (stage.kind === 'running') {
    return (
      <Dialog title="Import" width={860} canDismiss={false} onClose={props.onClose}>
        <ImportRunning job={stage.job} />
      </Dialog>
    );
  }
  const hasFiles = live.plan.files.length > 0;
  return (
    <Dialog
      title="Import"
      width={hasFiles ? 1160 : 620}
      onClose={props.onClose}
      buttons={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          {hasFiles && (
            <Button
              look="primary"
              disabled={live.isReading || !isImportable(live.plan)}
              onClick={() => void start()}
            >
              Import
            </Button>
          )}
        </>
      }
    >
      <ErrorNotice error={error ?? live.error} />
      {stopped !== null && (
        <div className="notice" role="status">
          {stopped}
        </div>
      )}
      <ChooseFiles
        bridge={bridge}
        hostKind={props.hostKind}
        isSmall={hasFiles}
        onFiles={props.onFiles}
      />
      {hasFiles && <PlanReview bridge={bridge} hostKind={props.hostKind} live={live} />}
    </Dialog>
  );
}
