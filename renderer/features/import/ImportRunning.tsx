import { useJobs } from '../../state/jobs.ts';
import { Button } from '../../ui/Button.tsx';
import { jobWords } from '../../ui/jobWords.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { SafeText } from '../../ui/SafeText.tsx';
import { FirstEvents } from './FirstEvents.tsx';
import { cancelWords } from './outcomeWords.ts';

type Props = { readonly job: string };

/** The import while it runs, and what cancelling it leaves behind. */
export function ImportRunning({ job }: Props) {
  const running = useJobs((state) => state.jobs.find((one) => one.job === job));
  if (!running) return null;
  const { label, progress, firstEvents, cancel } = running;
  return (
    <div className="import-running">
      <p>
        <strong>{label}</strong>
      </p>
      <ProgressBar
        label={label}
        done={progress?.bytesDone ?? 0}
        total={progress?.bytesTotal ?? 0}
      />
      <p className="mute" aria-live="off">
        <SafeText text={progress === null ? 'starting…' : jobWords(progress)} />
      </p>
      {firstEvents.length > 0 && <FirstEvents rows={firstEvents} />}
      <div className="dialog-buttons">
        <span className="mute">{cancelWords(progress?.kept)}</span>
        <Button onClick={cancel}>Cancel</Button>
      </div>
    </div>
  );
}
