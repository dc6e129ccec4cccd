/** One line of the bench: Casebook's figure, the peer's where there is one, and what issue and readme promise. */
export type Row = {
  readonly what: string;
  readonly ours: number;
  readonly peer?: number;
  readonly unit: 'ms' | 'MB' | 'MB/s' | '%' | 'bytes an event' | 'tasks';
  /** In the unit, or as a multiple of the peer. */
  readonly target?: string;
};

export const median = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? NaN;

export async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

/** Both in turn, so that what else the machine does falls on both; medians. */
export async function inTurn(
  runs: number,
  ours: () => Promise<number>,
  peer: () => Promise<number>,
): Promise<{ readonly ours: number; readonly peer: number }> {
  const figures: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  for (let run = 0; run < runs; run++) {
    figures.ours.push(await ours());
    figures.peer.push(await peer());
  }
  return { ours: median(figures.ours), peer: median(figures.peer) };
}

const number = (figure: number): string =>
  figure.toLocaleString('en', { maximumFractionDigits: figure < 10 ? 1 : 0 });

export function print({ what, ours, peer, unit, target }: Row): void {
  const mine = `${number(ours)} ${unit}`;
  const theirs = peer === undefined ? '' : `${number(peer)} ${unit}`;
  const ratio = peer === undefined ? '' : `${(ours / peer).toFixed(2)} ×`;
  console.log(
    `${what.padEnd(72)} ${mine.padStart(18)} ${theirs.padStart(12)} ${ratio.padStart(9)}  ${target ?? ''}`,
  );
}
