import { useJobs } from '../../state/jobs.ts';
import { Button } from '../../ui/Button.tsx';
import { jobWords } from '../../ui/jobWords.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { SafeText } from '../../ui/SafeText.tsx';

type Props = { readonly job: string };

/** The import while it runs. Cancelling leaves nothing of it behind. */
export function ImportRunning({ job }: Props) {
  const running = useJobs((state) => state.jobs.find((one) => one.job === job));
  if (!running) return null;
  const { label, progress, cancel } = running;
  const first = progress?.firstEvents ?? [];
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
      {first.length > 0 && <p className="mute">The first events are read.</p>}
      <div className="dialog-buttons">
        <span className="mute">Cancelling leaves nothing of this import in the case.</span>
        <Button onClick={cancel}>Cancel</Button>
      </div>
    </div>
  );
}
