import type { Push, PushName, Pushes } from '../../shared/contract.ts';
import { ExpectedError } from '../../shared/failure.ts';
import { logBug } from './log.ts';
import type { OpenCase } from './openCase.ts';
import { OtherWriters } from './otherWriters.ts';
import { SyncKeeper, noHost } from './sync/keeper.ts';
import type { AskHost } from './sync/keeper.ts';
import { SyncRunner } from './sync/runner.ts';
import { SyncSchedule } from './sync/schedule.ts';
import { runTask } from './workerTask.ts';
import type { TaskProgress, WorkerResults, WorkerTask } from './workerTask.ts';

/** One engine's state: the case that is open, the job that writes to it, and the way to its windows. */
export class Session {
  readonly #push: (push: Push) => void;
  #open: OpenCase | null = null;
  #writing: string | null = null;
  #written: Promise<unknown> = Promise.resolve();
  /** What is being written is a sync's: it is short, and others wait for it instead of being refused. */
  #isSyncing = false;
  readonly sync: SyncRunner;
  #schedule: SyncSchedule | null = null;
  #others: OtherWriters | null = null;
  /** False keeps the second pass from starting by itself: the command line ends when its command is done. */
  background = true;
  #background: AbortController | null = null;
  #backgroundDone: Promise<void> = Promise.resolve();

  constructor(push: (push: Push) => void, askHost: AskHost = noHost) {
    this.#push = push;
    this.sync = new SyncRunner(this, new SyncKeeper(askHost));
  }

  push<N extends PushName>(name: N, payload: Pushes[N]): void {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a name with its own payload
    this.#push({ name, payload } as Push);
  }

  /** Throws `not-found` when no case is open. */
  get current(): OpenCase {
    if (!this.#open) throw new ExpectedError('not-found', 'No case is open.');
    return this.#open;
  }

  use(opened: OpenCase): void {
    this.close();
    this.#open = opened;
    if (!this.background) return;
    this.#others = new OtherWriters(opened, {
      onChange: ({ isIndexNew }) => {
        this.#changedByOthers(opened, isIndexNew);
      },
      onNotes: () => {
        void this.#notedByOthers(opened).catch((thrown: unknown) => {
          logBug('reading what others noted', thrown);
        });
      },
    });
    void this.caughtUp(new AbortController().signal)
      .then(() => {
        this.startBackground();
        if (this.#open === opened) this.#schedule = new SyncSchedule(this, this.sync);
      })
      .catch((thrown: unknown) => {
        logBug('catching up with the evidence', thrown);
      });
  }

  close(): void {
    this.#others?.stop();
    this.#others = null;
    this.#schedule?.stop();
    this.#schedule = null;
    this.#background?.abort();
    this.#background = null;
    this.#open?.close();
    this.#open = null;
  }

  /**
   * Runs a task that writes to the case; one at a time: another is refused, or waits where it is said to be done in turn.
   * The background pass stands aside meanwhile, and everyone hears when the case has changed.
   */
  async write<T extends WorkerTask>(
    task: T,
    job: string,
    signal: AbortSignal,
    otherwise: 'refuse' | 'in turn' = 'refuse',
  ): Promise<WorkerResults[T['kind']]> {
    const mayWait = (): boolean =>
      this.#writing !== null && (otherwise === 'in turn' || this.#isSyncing);
    while (mayWait()) {
      await this.#written;
      signal.throwIfAborted();
    }
    // An import on top of an index that lacks an earlier one would make it look complete.
    if (task.kind === 'import' && this.#writing === null) await this.caughtUp(signal);
    const open = this.current;
    open.assertWritable();
    if (this.#writing !== null) {
      throw new ExpectedError(
        'read-only',
        `Another ${this.#writing} is still running; wait for it or cancel it.`,
      );
    }
    this.#writing = task.kind;
    this.#isSyncing = otherwise === 'in turn';
    const written = Promise.withResolvers<null>();
    this.#written = written.promise;
    const makesAnew = ['reindex', 'interpret', 'read again'].includes(task.kind);
    try {
      await this.#stopBackground();
      if (makesAnew && process.platform === 'win32') open.closeIndex();
      return await runTask(task, signal, (progress) => {
        this.progress(job, progress);
      });
    } finally {
      this.#writing = null;
      this.#isSyncing = false;
      written.resolve(null);
      if (this.#open === open) {
        if (makesAnew) open.reopenIndex();
        open.refresh();
        this.#others?.seen();
        this.push('case.changed', { generation: open.generation });
        this.startBackground();
      }
    }
  }

  /** Another window or a command noted something; what else lies in notes.db is told by nobody. */
  async #notedByOthers(open: OpenCase): Promise<void> {
    const { version } = open.eventNotes.rows;
    await open.eventNotes.refresh();
    if (this.#open === open && open.eventNotes.rows.version !== version)
      this.push('notes.changed', { version: open.eventNotes.rows.version });
  }

  /** Another process has written: what it committed is shown. Own work looks for itself when it is done. */
  #changedByOthers(open: OpenCase, isIndexNew: boolean): void {
    if (this.#open !== open || this.#writing !== null || this.#background !== null) return;
    if (isIndexNew) open.reopenIndex();
    open.refresh();
    this.push('case.changed', { generation: open.generation });
    this.startBackground();
  }

  progress(job: string, progress: TaskProgress): void {
    this.push('job.progress', { ...progress, job });
  }

  /** Starts the second pass where rows are not covered yet. */
  startBackground(): void {
    const open = this.#open;
    if (
      !this.background ||
      !open ||
      open.readOnly !== null ||
      this.#background ||
      this.#writing !== null
    )
      return;
    if (open.indexStatus().ready) return;
    const controller = new AbortController();
    this.#background = controller;
    this.#backgroundDone = runTask(
      { kind: 'second pass', folder: open.folder },
      controller.signal,
      (progress) => {
        this.push('index.progress', {
          ready: false,
          done: progress.records,
          total: open.index.rows,
        });
      },
    )
      .then(
        () => undefined,
        (thrown: unknown) => {
          if (!(thrown instanceof ExpectedError)) throw thrown;
        },
      )
      .finally(() => {
        if (this.#background === controller) this.#background = null;
        if (this.#open !== open) return;
        open.refresh();
        this.#others?.seen();
        this.push('index.progress', open.indexStatus());
      });
  }

  /** Rebuilds the index where the evidence is ahead of it: a process ended between the two, or index.db was deleted. */
  async caughtUp(signal: AbortSignal): Promise<void> {
    const open = this.current;
    if (open.indexCovers() || open.readOnly !== null) return;
    try {
      await this.write({ kind: 'reindex', folder: open.folder }, 'reindex', signal);
    } catch (thrown) {
      // Another process writes to the case: what is there can be read, and what is missing is told.
      if (!(thrown instanceof ExpectedError) || thrown.code !== 'read-only') throw thrown;
    }
  }

  /** Runs the second pass to its end. */
  async completeIndex(signal: AbortSignal): Promise<void> {
    if (this.current.indexStatus().ready) return;
    await this.write({ kind: 'second pass', folder: this.current.folder }, 'index', signal);
  }

  /** Resolves when the background pass has ended, done or not. */
  backgroundEnded(): Promise<void> {
    return this.#backgroundDone;
  }

  async #stopBackground(): Promise<void> {
    this.#background?.abort();
    await this.#backgroundDone;
  }
}
