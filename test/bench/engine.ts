import { EngineCalls } from '../../electron/loopback/engineCalls.ts';
import type { EngineCallName, Input, Output } from '../../shared/contract.ts';
import { everything } from '../../shared/filter.ts';
import { defaultView } from '../../shared/view.ts';
import { childrenOf, cpuMsOf, watchMemory } from './processes.ts';
import type { Took } from './processes.ts';

/** The engine in its own process, as a window has it; nothing else that this process started may be running. */
export type BenchEngine = {
  call<N extends EngineCallName>(name: N, input: Input<N>): Promise<Output<N>>;
  /** With the engine's processor time, its threads' included. */
  timed(act: () => Promise<unknown>): Promise<Took>;
  grantWrite(file: string): string;
  /** From now to `stop`, which gives the most memory seen in MB. */
  watchMemory(): { stop(): number };
  close(): Promise<void>;
};

const client = 1;

/** Starts an engine, opens the case and reads the first page; `ms` from the start of the process to that page. */
export async function openInEngine(
  caseFolder: string,
): Promise<BenchEngine & { readonly ms: number }> {
  const started = performance.now();
  // The case has nothing to keep in step: no question of the engine's to its host.
  const calls = new EngineCalls(
    () => undefined,
    () => Promise.reject(new Error('the bench answers no question')),
  );
  const { signal } = new AbortController();
  const call = async <N extends EngineCallName>(name: N, input: Input<N>): Promise<Output<N>> => {
    const reply = await calls.call(client, name, input, signal);
    if (!reply.ok) throw new Error(`${name}: ${reply.error.message}`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the engine's reply to a call of this name
    return reply.value as Output<N>;
  };
  const processes = (): readonly number[] => childrenOf(process.pid);
  const cpuMs = (): number => processes().reduce((sum, pid) => sum + cpuMsOf(pid), 0);
  await call('case.open', { case: calls.grant(caseFolder, 'case', 'case'), author: 'bench' });
  await call('event.page', {
    filter: everything,
    sort: [],
    zone: 'UTC',
    columns: defaultView.columns,
    offset: 0,
    limit: 100,
  });
  return {
    ms: performance.now() - started,
    call,
    timed: async (act) => {
      const before = cpuMs();
      const from = performance.now();
      await act();
      return { ms: performance.now() - from, cpuMs: cpuMs() - before };
    },
    grantWrite: (file) => calls.grant(file, 'write', 'export'),
    // To sum up the shares of a gigabyte takes some milliseconds, which a question would wait for.
    watchMemory: () => watchMemory(processes, 1000),
    close: () => calls.close(),
  };
}
