import { ExpectedError } from '../../../shared/failure.ts';
import type { SyncOutcome, SyncSource, SyncSourceInfo } from '../../../shared/sync.ts';
import { untilUnlocked } from '../evidence/caseLock.ts';
import type { OpenCase } from '../openCase.ts';
import type { Session } from '../session.ts';
import { runTask } from '../workerTask.ts';
import type { SyncKeeper } from './keeper.ts';
import { lastRuns } from './runLog.ts';
import {
  fingerprintOf,
  placeOf,
  saveSyncSource,
  secretKeyOf,
  syncSourceNamed,
  syncSources,
} from './sources.ts';
import { blockedError, syncSource } from './syncSource.ts';

/** How long a sync waits for others who write to the case. */
const othersMs = 120_000;

/** The sources of the open case: which may run here, running them one after another, and telling the windows. */
export class SyncRunner {
  readonly #session: Session;
  readonly #keeper: SyncKeeper;
  /** The source that runs now. */
  #running: { readonly id: string; readonly stop: AbortController } | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(session: Session, keeper: SyncKeeper) {
    this.#session = session;
    this.#keeper = keeper;
  }

  async list(): Promise<readonly SyncSourceInfo[]> {
    const open = this.#session.current;
    const runs = lastRuns(open.folder);
    const { id: caseId } = open.evidence.about;
    return Promise.all(
      syncSources(open).map(async (source) => ({
        source,
        place: placeOf(source),
        lastRun: runs.get(source.id) ?? null,
        isRunning: this.#running?.id === source.id,
        blocked: await this.#blocked(open, source),
        secretKey: secretKeyOf(caseId, source),
        hasSecret: (await this.#secret(caseId, source)) !== null,
      })),
    );
  }

  /** Whoever saves a source here has seen what it reads: it is allowed on this computer. */
  async save(source: SyncSource): Promise<void> {
    const open = this.#session.current;
    saveSyncSource(open, source);
    await this.#keeper.allow(fingerprintOf(open.evidence.about.id, source));
    this.#changed();
  }

  async allow(id: string): Promise<void> {
    const open = this.#session.current;
    const source = syncSourceNamed(open, id);
    await this.#keeper.allow(fingerprintOf(open.evidence.about.id, source));
    this.#changed();
  }

  /** Stops the run of a source, whoever started it; what it has brought stays. */
  stop(id: string): void {
    if (this.#running?.id === id) this.#running.stop.abort();
  }

  /** Runs the sources of these ids, or all. One that fails does not keep the next from running. */
  async run(
    ids: readonly string[] | null,
    job: string,
    signal: AbortSignal,
  ): Promise<readonly SyncOutcome[]> {
    const open = this.#session.current;
    const sources = ids === null ? syncSources(open) : ids.map((id) => syncSourceNamed(open, id));
    const outcomes: SyncOutcome[] = [];
    for (const source of sources) {
      outcomes.push(await this.#inTurn(() => this.#runOne(open, source, job, signal)));
      if (signal.aborted) throw new ExpectedError('cancelled', 'Cancelled');
    }
    return outcomes;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #runOne(
    open: OpenCase,
    source: SyncSource,
    job: string,
    signal: AbortSignal,
  ): Promise<SyncOutcome> {
    signal.throwIfAborted();
    open.assertWritable();
    const blocked = await this.#blocked(open, source);
    if (blocked !== null) return refused(source, blockedError(source, blocked).message);
    const secret = await this.#secret(open.evidence.about.id, source);
    if (secret === null && needsSecret(source)) return refused(source, missingSecret(source));
    const onProgress = (progress: Parameters<Session['progress']>[1]): void =>
      this.#session.progress(job, progress);
    const stop = new AbortController();
    this.#running = { id: source.id, stop };
    this.#changed();
    try {
      const { folder, author } = open;
      return await syncSource(
        { folder, author, source, secret },
        {
          fetch: (task, cancel) => runTask(task, cancel, onProgress),
          importFetched: async (task, cancel) => {
            // another program, from cron perhaps, may import into the same case
            await untilUnlocked(folder, othersMs, cancel);
            return this.#session.write(task, job, cancel, 'in turn');
          },
        },
        AbortSignal.any([signal, stop.signal]),
      );
    } finally {
      this.#running = null;
      this.#changed();
    }
  }

  async #blocked(open: OpenCase, source: SyncSource): Promise<SyncSourceInfo['blocked']> {
    if (!(await this.#keeper.isAllowed(fingerprintOf(open.evidence.about.id, source))))
      return 'not-allowed';
    return source.kind === 'folder' || (await this.#keeper.isNetworkOn()) ? null : 'network-off';
  }

  async #secret(caseId: string, source: SyncSource): Promise<string | null> {
    if (source.kind === 'folder' || source.secret.kind === 'none') return null;
    if (source.secret.kind === 'variable') return process.env[source.secret.name] || null;
    return this.#keeper.secret(secretKeyOf(caseId, source) ?? '');
  }

  #changed(): void {
    this.#session.push('sync.changed', {});
  }
}

function needsSecret(source: SyncSource): boolean {
  return source.kind !== 'folder' && source.secret.kind !== 'none';
}

function missingSecret(source: SyncSource): string {
  const where =
    source.kind !== 'folder' && source.secret.kind === 'variable'
      ? `the environment variable ${source.secret.name} is not set for this program`
      : "this computer's store has none for it";
  return `It needs a secret, and ${where}.`;
}

function refused(source: SyncSource, error: string): SyncOutcome {
  const at = new Date().toISOString();
  return {
    id: source.id,
    name: source.name,
    at,
    error,
    requests: 0,
    files: 0,
    newRecords: 0,
    warnings: [],
    originals: [],
    failed: [],
  };
}
