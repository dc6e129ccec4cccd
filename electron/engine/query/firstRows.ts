import type { CaseIndex } from '../columns/caseIndex.ts';
import type { Segment } from '../columns/segment.ts';
import type { Evaluation } from './evaluate.ts';
import type { Pace } from './pace.ts';
import { piecesOf } from './rowPieces.ts';
import { rowSetOf } from './rowSet.ts';
import { makeSelection } from './selection.ts';
import type { SegmentPart } from './selection.ts';
import type { Stretch } from './timeOrder.ts';

/** Rows of a view's beginning; it has `atLeast` so many in all. */
export type FirstRows = { readonly rows: readonly number[]; readonly atLeast: number };

/** So many rows are looked at one by one; where that is not enough, all are worked out at once. */
const mostOneByOne = 5_000;

type Source = { readonly index: CaseIndex; readonly evaluation: Evaluation };

/** The first `count` rows that fulfil a filter, in the default order; null when there are not so many, or they are no sooner found than all. */
export async function firstRowsOf(
  stretches: readonly Stretch[],
  count: number,
  source: Source,
  pace: Pace,
): Promise<FirstRows | null> {
  const rows: number[] = [];
  let atLeast = 0;
  for (const stretch of stretches) {
    const found = await ofStretch(stretch, count - rows.length, source, pace);
    if (!found) return null;
    rows.push(...found.rows);
    atLeast += found.atLeast;
    if (rows.length === count) return { rows, atLeast };
  }
  return null;
}

async function ofStretch(
  stretch: Stretch,
  count: number,
  { index, evaluation }: Source,
  pace: Pace,
): Promise<FirstRows | null> {
  const segments = 'segment' in stretch ? [stretch.segment] : stretch.segments;
  let areQuick = true;
  for (const segment of segments) areQuick &&= await evaluation.isQuick(segment, pace);
  if (!areQuick) return oneByOne(stretch, count, { index, evaluation }, pace);
  const parts: SegmentPart[] = [];
  for (const segment of segments) parts.push(await evaluation.part(segment, pace));
  const found = rowSetOf(await piecesOf([stretch], makeSelection(parts), index.rows, pace));
  return { rows: found.slice(0, count), atLeast: found.count };
}

/** Where records decide: reads no more of them than it takes. */
async function oneByOne(
  stretch: Stretch,
  count: number,
  { index, evaluation }: Source,
  pace: Pace,
): Promise<FirstRows | null> {
  const askers = new Map<Segment, (at: number) => boolean>();
  const rows: number[] = [];
  let looked = 0;
  for (const row of rowsOf(stretch)) {
    if (looked++ === mostOneByOne) return null;
    const segment = index.segmentOf(row);
    let holds = askers.get(segment);
    if (!holds) askers.set(segment, (holds = await evaluation.asker(segment, pace)));
    if (holds(row - segment.firstRow)) rows.push(row);
    if (rows.length === count) break;
    if (pace.due()) await pace.rest();
  }
  return { rows, atLeast: rows.length };
}

function* rowsOf(stretch: Stretch): Generator<number> {
  if ('order' in stretch) {
    yield* stretch.order;
    return;
  }
  const { segment } = stretch;
  const order = stretch.rows();
  for (let at = 0; at < segment.rows; at++)
    yield segment.firstRow + (order === null ? at : (order[at] ?? 0));
}
