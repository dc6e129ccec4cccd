import type { Took } from './processes.ts';

/** One line of the bench: Casebook's figure, the peer's where there is one, and what issue and readme promise. */
export type Row = {
  readonly what: string;
  readonly ours: number;
  readonly peer?: number;
  /** DuckDB unless said. */
  readonly peerName?: string;
  readonly unit: 'ms' | 'MB' | 'MB/s' | '%' | 'bytes an event' | 'tasks' | '×';
  /** Processor time, in ms. */
  readonly cpu?: number;
  readonly peerCpu?: number;
  /** In the unit, or as a multiple of the peer. */
  readonly target?: string;
  /** How the figure came about, where the name does not say it. */
  readonly note?: string;
};

/** The figure that a share of all figures does not exceed. */
export const percentile = (figures: readonly number[], share: number): number =>
  figures.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(figures.length * share) - 1)] ?? NaN;

export const median = (figures: readonly number[]): number => percentile(figures, 0.5);
export const p95 = (figures: readonly number[]): number => percentile(figures, 0.95);

export type InTurn = Pick<Row, 'ours' | 'cpu'> & {
  readonly peer: number;
  readonly peerCpu: number;
};

/** Both in turn, the one who begins changing, so that what else the machine does falls on both; medians. */
export async function inTurn(
  runs: number,
  ours: (run: number) => Promise<Took>,
  peer: (run: number) => Promise<Took>,
): Promise<InTurn> {
  const took: { ours: Took[]; peer: Took[] } = { ours: [], peer: [] };
  for (let run = 0; run < runs; run++) {
    if (run % 2 === 1) took.peer.push(await peer(run));
    took.ours.push(await ours(run));
    if (run % 2 === 0) took.peer.push(await peer(run));
  }
  return {
    ours: median(took.ours.map(({ ms }) => ms)),
    cpu: median(took.ours.map(({ cpuMs }) => cpuMs)),
    peer: median(took.peer.map(({ ms }) => ms)),
    peerCpu: median(took.peer.map(({ cpuMs }) => cpuMs)),
  };
}

const number = (figure: number): string =>
  Number.isNaN(figure)
    ? 'not told'
    : figure.toLocaleString('en', { maximumFractionDigits: figure < 10 ? 1 : 0 });
const seconds = (ms: number | undefined): string =>
  ms === undefined || Number.isNaN(ms) ? '' : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;

export function printHead(): void {
  printLine([
    'what',
    'Casebook',
    'CPU',
    'peer',
    'CPU',
    'ratio',
    'target; the peer is DuckDB unless named',
  ]);
}

export function print(row: Row): void {
  const { what, ours, peer, peerName, unit, cpu, peerCpu, target, note } = row;
  printLine([
    what,
    `${number(ours)} ${unit}`,
    seconds(cpu),
    peer === undefined ? '' : `${number(peer)} ${unit}`,
    seconds(peerCpu),
    peer === undefined ? '' : `${(ours / peer).toFixed(2)} ×`,
    [target, peerName, note].filter((each) => each !== undefined).join('; '),
  ]);
}

const widths = [66, 16, 9, 12, 9, 9];

function printLine(cells: readonly string[]): void {
  const aligned = cells.map((cell, at) =>
    at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0),
  );
  console.log(aligned.join(' '));
}
