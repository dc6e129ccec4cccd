import { useJobs } from '../state/jobs.ts';
import { useSession } from '../state/session.ts';
import { Button } from '../ui/Button.tsx';
import { jobWords } from '../ui/jobWords.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';

/** Long work that runs, whatever screen is shown. */
export function JobsBar() {
  const jobs = useJobs((state) => state.jobs);
  // the import dialog shows its own
  const isShown = useSession((state) => state.dialog !== 'import');
  if (jobs.length === 0 || !isShown) return null;
  return (
    <div className="jobs" aria-label="Running" role="group">
      {jobs.map(({ job, label, progress, cancel }) => (
        <div key={job} className="job">
          <strong>{label}</strong>
          <ProgressBar
            label={label}
            done={progress?.bytesDone ?? 0}
            total={progress?.bytesTotal ?? 0}
          />
          <span className="mute">{progress === null ? 'starting…' : jobWords(progress)}</span>
          <Button onClick={cancel}>Cancel</Button>
        </div>
      ))}
    </div>
  );
}
