import { create } from 'zustand';

import type { EventRow } from '../../shared/eventPage.ts';
import type { JobProgress } from '../../shared/importResult.ts';
import type { Bridge } from '../bridge/bridge.ts';

export type RunningJob = {
  readonly job: string;
  /** What it does, for the auditor: `Importing 3 files`. */
  readonly label: string;
  /** Null until the engine has said something. */
  readonly progress: JobProgress | null;
  /** Of an import: what it read first, which the engine says once. */
  readonly firstEvents: readonly EventRow[];
  readonly cancel: () => void;
};

type JobsState = { readonly jobs: readonly RunningJob[] };

/** Long work that is being done, oldest first. */
export const useJobs = create<JobsState>()(() => ({ jobs: [] }));

/** Runs long work under a job of its own, listed with its progress and Cancel until it ends, well or not. */
export async function runJob<T>(
  label: string,
  work: (job: string, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const job = crypto.randomUUID();
  const abort = new AbortController();
  const running: RunningJob = {
    job,
    label,
    progress: null,
    firstEvents: [],
    cancel: () => abort.abort(),
  };
  useJobs.setState(({ jobs }) => ({ jobs: [...jobs, running] }));
  try {
    return await work(job, abort.signal);
  } finally {
    useJobs.setState(({ jobs }) => ({ jobs: jobs.filter((other) => other.job !== job) }));
  }
}

/** Keeps each job's latest progress; the returned function ends that. */
export function followJobs(bridge: Bridge): () => void {
  return bridge.onPush('job.progress', (progress) => {
    useJobs.setState(({ jobs }) => ({
      jobs: jobs.map((one) =>
        one.job === progress.job
          ? { ...one, progress, firstEvents: progress.firstEvents ?? one.firstEvents }
          : one,
      ),
    }));
  });
}
