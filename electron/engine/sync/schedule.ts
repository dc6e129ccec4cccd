import type { SyncSource } from '../../../shared/sync.ts';
import { logBug } from '../log.ts';
import type { Session } from '../session.ts';
import { lastRuns } from './runLog.ts';
import type { SyncRunner } from './runner.ts';
import { syncSources } from './sources.ts';

const lookEveryMs = 15_000;

/** Runs sources by their schedule while a case is open: each `on opening` once, each `every` when it is due. */
export class SyncSchedule {
  readonly #session: Session;
  readonly #runner: SyncRunner;
  readonly #stop = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #tried = new Map<string, number>();
  #isBusy = false;

  constructor(session: Session, runner: SyncRunner) {
    this.#session = session;
    this.#runner = runner;
    this.#timer = setInterval(() => this.#look(), lookEveryMs).unref();
    setImmediate(() => this.#look());
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#stop.abort();
  }

  #look(): void {
    if (this.#isBusy || this.#stop.signal.aborted) return;
    this.#isBusy = true;
    void this.#runDue()
      .catch((thrown: unknown) => {
        if (!this.#stop.signal.aborted) logBug('scheduled sync', thrown);
      })
      .finally(() => {
        this.#isBusy = false;
      });
  }

  async #runDue(): Promise<void> {
    const open = this.#session.current;
    if (open.readOnly !== null) return;
    const runs = lastRuns(open.folder);
    for (const source of syncSources(open)) {
      const last = Date.parse(runs.get(source.id)?.at ?? '') || 0;
      if (!isDue(source, last, this.#tried.get(source.id) ?? null, Date.now())) continue;
      this.#tried.set(source.id, Date.now());
      const { blocked } = (await this.#runner.list()).find(
        (each) => each.source.id === source.id,
      ) ?? {
        blocked: 'not-allowed',
      };
      if (blocked === null) await this.#runner.run([source.id], 'sync', this.#stop.signal);
    }
  }
}

/** `last`: its last run, by whomever, ms; `tried`: when this schedule last ran it, null: not since the case was opened. */
export function isDue(
  { schedule }: SyncSource,
  last: number,
  tried: number | null,
  now: number,
): boolean {
  switch (schedule.kind) {
    case 'hand':
      return false;
    case 'open':
      return tried === null;
    case 'every':
      return now - Math.max(last, tried ?? 0) >= schedule.minutes * 60_000;
    default:
      throw new Error(`unknown schedule ${JSON.stringify(schedule satisfies never)}`);
  }
}
