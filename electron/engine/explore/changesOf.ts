import type { ChangeGap } from '../../../shared/changeGap.ts';
import type { Output } from '../../../shared/contract.ts';
import { eventReference } from '../../../shared/event.ts';
import type { CaseEvent } from '../../../shared/event.ts';
import type { Group } from '../../../shared/filter.ts';
import { rowOfReference } from '../openCase.ts';
import type { OpenCase } from '../openCase.ts';
import type { RowSet } from '../query/rowSet.ts';
import { gapsOfStates } from './changeGaps.ts';
import { changesOfThing, sameThing } from './sameThing.ts';
import { versionsIn } from './versionsIn.ts';

/** How many changes on either side are read to see whether they join. */
const reach = 8;

/**
 * The same resource's events that create, change or delete it, in order of time, around one of them, and whether its states
 * join those beside it. One that only looks at the resource stands between two changes: `index` is -1 then.
 */
export async function changesOf(
  open: OpenCase,
  reference: string,
  signal: AbortSignal,
): Promise<Output<'event.changes'>> {
  const row = rowOfReference(open, reference);
  const { event } = open.records.read(row);
  const same = sameThing(event);
  if (same === null) return { previous: null, next: null, index: 0, count: 1, by: 'id', gaps: [] };
  const rows = await open.query.rows(changesOfThing(same.filter), [], 'UTC', signal);
  const at = rows.indexOf(row);
  const next = at === null ? await placeAmong(open, rows, row, same.filter, signal) : at + 1;
  const referenceAt = (i: number): string | null =>
    i >= 0 && i < rows.count ? eventReference(open.index.place(rows.at(i))) : null;
  return {
    previous: referenceAt(at === null ? next - 1 : at - 1),
    next: referenceAt(next),
    index: at ?? -1,
    count: rows.count,
    by: same.by,
    gaps: at === null ? [] : gapsBeside(open, rows, at, event),
  };
}

function gapsBeside(
  open: OpenCase,
  rows: RowSet,
  at: number,
  event: CaseEvent,
): readonly ChangeGap[] {
  const first = Math.max(0, at - reach);
  const near = rows.slice(first, at - first + reach + 1).map((row) => open.records.read(row).event);
  const last = open.records.read(rows.at(rows.count - 1)).event;
  // One without a time may lie anywhere, between these also.
  const events = last.time === null && near.at(-1)?.time !== null ? [...near, last] : near;
  const volatile = open.original(event.original).interpretation?.mapping.volatile ?? [];
  const here = eventReference(event);
  return gapsOfStates(
    events.filter(({ resourceId }) => resourceId === event.resourceId),
    versionsIn(open),
    volatile,
  ).filter(({ earlier, later }) => earlier === here || later === here);
}

/** The place of the first of the changes that comes after a row which is none itself. */
async function placeAmong(
  open: OpenCase,
  changes: RowSet,
  row: number,
  filter: Group,
  signal: AbortSignal,
): Promise<number> {
  const all = await open.query.rows(filter, [], 'UTC', signal);
  const at = all.indexOf(row) ?? 0;
  const isChange = new Set(changes.slice(0, changes.count));
  return all.slice(0, at).filter((each) => isChange.has(each)).length;
}
