import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type Ran = {
  readonly ms: number;
  /** Most memory of the process and all that it started, in MB, sampled every 50 ms; NaN where the system does not tell. */
  readonly peakMb: number;
  readonly output: string;
};

/** Runs a script of the project in a process of its own. Throws with its error output when it fails. */
export async function runScript(args: readonly string[]): Promise<Ran> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  let peakMb = NaN;
  const sample = (): void => {
    const now = residentMb(child.pid ?? 0);
    if (!(now <= peakMb)) peakMb = now;
  };
  const timer = setInterval(sample, 50);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(errors || output);
  return { ms: performance.now() - started, peakMb, output };
}

/** Resident memory of a process and its descendants; NaN outside Linux. */
function residentMb(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const own = Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1024;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return children
      .split(/\s+/u)
      .filter(Boolean)
      .reduce((sum, child) => sum + (residentMb(Number(child)) || 0), own);
  } catch {
    return NaN;
  }
}
