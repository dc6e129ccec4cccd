import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Wall time and processor time of all cores together; the latter NaN where the system does not tell. */
export type Took = { readonly ms: number; readonly cpuMs: number };
export type Ran = Took & {
  /** Most memory of the process and all that it started, in MB, sampled five times a second; NaN where the system does not tell. */
  readonly peakMb: number;
  readonly output: string;
};

/**
 * Runs a script of the project in a process of its own, alone at its time: its processor time is what this process' ended
 * children have used meanwhile. Throws with its error output when it fails.
 */
export async function runScript(args: readonly string[]): Promise<Ran> {
  return runProgram(process.execPath, args);
}

export async function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const started = performance.now();
  const cpuBefore = endedChildrenMs();
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const watched = watchMemory(() => (child.pid === undefined ? [] : [child.pid]), 200);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const peakMb = watched.stop();
  if (code !== 0) throw new Error(errors || output);
  return {
    ms: performance.now() - started,
    cpuMs: endedChildrenMs() - cpuBefore,
    peakMb,
    output,
  };
}

/** Samples the memory of processes and all that they started, until `stop`, which gives the most seen in MB. */
export function watchMemory(roots: () => readonly number[], everyMs: number): { stop(): number } {
  let peakMb = NaN;
  const sample = (): void => {
    const now = roots().reduce((sum, pid) => sum + treeMb(pid), 0);
    if (!(now <= peakMb)) peakMb = now;
  };
  const timer = setInterval(sample, everyMs);
  return {
    stop: () => {
      sample();
      clearInterval(timer);
      return peakMb === 0 ? NaN : peakMb;
    },
  };
}

const tellsShares = existsSync('/proc/self/smaps_rollup');
/** What the memory figures are. */
export const memoryMeasure = tellsShares
  ? 'PSS summed over all processes'
  : 'RSS summed over all processes';

/** Memory of a process and its descendants; 0 once it has ended, NaN outside Linux. */
function treeMb(pid: number): number {
  if (process.platform !== 'linux') return NaN;
  return childrenOf(pid).reduce((sum, child) => sum + treeMb(child), ownMb(pid));
}

function ownMb(pid: number): number {
  const [file, line] = tellsShares
    ? (['smaps_rollup', /^Pss:\s+(\d+)/mu] as const)
    : (['status', /^VmRSS:\s+(\d+)/mu] as const);
  try {
    return Number(line.exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Processes that any thread of a process has started; none outside Linux. */
export function childrenOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8')
        .split(' ')
        .filter(Boolean)
        .map(Number),
    );
  } catch {
    return [];
  }
}

/** Linux counts processor time in hundredths of a second, whatever the kernel's own tick (USER_HZ). */
const tickMs = 10;

/** Processor time of a running process; NaN outside Linux. */
export function cpuMsOf(pid: number): number {
  return statTicks(pid, 13, 14) * tickMs;
}

const endedChildrenMs = (): number => statTicks(process.pid, 15, 16) * tickMs;

/** Two of the fields of /proc/PID/stat (proc_pid_stat(5)), counted from 0, added. */
function statTicks(pid: number, ...places: readonly number[]): number {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may hold blanks; the third field follows it.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return places.reduce((sum, place) => sum + Number(fields[place - 2]), 0);
  } catch {
    return NaN;
  }
}

/** Wall time and this process' own processor time of something, for a peer that works inside of it. */
export async function timedHere(act: () => Promise<unknown>): Promise<Took> {
  const started = performance.now();
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - started, cpuMs: (user + system) / 1000 };
}
