import { entityFilter, identityFields } from '../../../shared/entity.ts';
import type {
  DoneTo,
  EntityKind,
  EntityPage,
  EntityPageInput,
  EntityRef,
  EntityRow,
  Related,
  SameName,
  ValueSpans,
} from '../../../shared/entity.ts';
import { eventReference } from '../../../shared/event.ts';
import { ExpectedError } from '../../../shared/failure.ts';
import { makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import type { Stack } from '../query/stack.ts';
import { entityRow, entityTable, isoOf } from './entityTable.ts';
import type { Explored } from './explored.ts';
import { rowDoubt } from './rowDoubt.ts';

/** How many of each are told; the list behind them is an entity list or a facet. */
const mostTold = 12;
const mostSpans = 200;
const noSpans: ValueSpans = { total: 0, spans: [] };

/** What one actor, key, resource or address did, all through the evaluator. Throws `not-found` for one without events. */
export async function entityPage(
  open: Explored,
  { zone, ...ref }: EntityPageInput,
  signal: AbortSignal,
  same: readonly SameName[] = [],
): Promise<EntityPage> {
  assertEntity(ref);
  const { query } = open;
  const filter = entityFilter(ref, same);
  const facet = (field: string, top: number) => query.facet({ filter, zone, field, top }, signal);
  const own = await query.stack(filter, ref.field, 'UTC', signal);
  const entity = ownRow(open, ref, same.length === 0 ? own : asOne(own), own);
  if (entity === null)
    throw new ExpectedError('not-found', `No event of this case names ${ref.value}.`);
  const seenAs: { field: string; value: string; count: number }[] = [];
  for (const field of otherNames(ref)) {
    const { values } = await facet(field, mostTold);
    for (const { value, count } of values)
      if (value !== null && value !== ref.value && !isAmong(same, field, value))
        seenAs.push({ field, value, count });
  }
  const related: Related[] = [];
  for (const kind of relatedKinds[ref.kind]) {
    related.push(await relatedOf(open, kind, filter, signal));
  }
  const { counts, without } = await query.weekHours(filter, zone, signal);
  const told = async (field: string) =>
    (await facet(field, 100)).values.flatMap(({ value, count }) =>
      value === null ? [] : [{ value, count }],
    );
  return {
    entity,
    filter,
    same,
    seenAs,
    sources: await told('source'),
    weekHours: counts,
    withoutTime: without,
    verbs: await told('verb'),
    outcomes: await told('outcome'),
    actions: await spansOf(open, filter, 'action', signal),
    agents: await spansOf(open, filter, 'userAgent', signal),
    addresses: ref.kind === 'ip' ? noSpans : await spansOf(open, filter, 'ip', signal),
    related,
  };
}

const relatedKinds: Readonly<Record<EntityKind, readonly EntityKind[]>> = {
  actor: ['resource', 'ip'],
  key: ['resource', 'ip'],
  resource: ['actor', 'key', 'ip'],
  ip: ['actor', 'key', 'resource'],
};

/**
 * What was done to it: events that name it as a target, by its value or another id or e-mail of its own events, and those
 * whose resource it is. An address is nothing that something is done to: null.
 */
export async function entityDoneTo(
  open: Explored,
  ref: EntityRef,
  signal: AbortSignal,
  same: readonly SameName[] = [],
): Promise<DoneTo> {
  assertEntity(ref);
  if (ref.kind === 'ip') return null;
  const { query } = open;
  const ids = [ref.value, ...same.map(({ value }) => value)];
  if (ref.kind !== 'resource') {
    for (const field of otherNames(ref).filter((name) => name !== 'actorName')) {
      const input = { filter: entityFilter(ref, same), zone: 'UTC', field, top: mostTold };
      const { values } = await query.facet(input, signal);
      ids.push(...values.flatMap(({ value }) => value ?? []));
    }
  }
  const named = makeCondition('target', 'in', ids);
  const filter =
    ref.kind === 'resource'
      ? makeGroup('all', [named])
      : makeGroup('any', [named, makeCondition('resourceId', 'in', ids)]);
  const { counts, firstMs, lastMs } = await query.stack(filter, 'verb', 'UTC', signal);
  return {
    filter,
    count: counts.reduce((sum, count) => sum + count, 0),
    first: isoOf(Math.min(...firstMs)),
    last: isoOf(Math.max(...lastMs)),
    actions: await spansOf(open, filter, 'action', signal),
    actors: [
      ...(await relatedOf(open, 'actor', filter, signal)).rows,
      ...(await relatedOf(open, 'key', filter, signal)).rows,
    ],
  };
}

function assertEntity({ kind, field }: EntityRef): void {
  if (!identityFields[kind].includes(field))
    throw new ExpectedError('bad-request', `${field} does not tell one ${kind} from another`);
}

const otherNames = ({ kind, field }: EntityRef): readonly string[] =>
  identityFields[kind].filter((name) => name !== field);

const isAmong = (same: readonly SameName[], field: string, value: string): boolean =>
  same.some((name) => name.field === field && name.value === value);

/** The entity's line from the counts of its value, or of all its names as one; null where no event has its value. */
function ownRow(open: Explored, ref: EntityRef, counted: Stack, own: Stack): EntityRow | null {
  const values = Array.from({ length: own.size }, (_, place) => own.valueOf(place) ?? '');
  const place = values.indexOf(ref.value);
  if (place < 0) return null;
  const fields = new Uint8Array(own.size).fill(identityFields[ref.kind].indexOf(ref.field));
  const without = own.counts[own.size] ?? 0;
  const table = { ...counted, kind: ref.kind, fields, without };
  return counted === own
    ? entityRow({ ...table, values }, place, open.index)
    : entityRow({ ...table, values: [ref.value] }, 0, open.index);
}

/** All values, and the events without one, as a single one. */
function asOne(own: Stack): Stack {
  let [first, last, sum] = [0, 0, 0];
  for (const [place, count] of own.counts.entries()) {
    if (count === 0) continue;
    if (sum === 0) [first, last] = [place, place];
    sum += count;
    if ((own.firstMs[place] ?? Infinity) < (own.firstMs[first] ?? Infinity)) first = place;
    if ((own.lastMs[place] ?? -Infinity) > (own.lastMs[last] ?? -Infinity)) last = place;
  }
  return {
    ...own,
    size: 1,
    counts: Uint32Array.of(sum),
    firstMs: own.firstMs.slice(first, first + 1),
    firstRow: own.firstRow.slice(first, first + 1),
    lastMs: own.lastMs.slice(last, last + 1),
    lastRow: own.lastRow.slice(last, last + 1),
  };
}

/** The most frequent entities of a kind among some events. */
async function relatedOf(
  open: Explored,
  kind: EntityKind,
  filter: Group,
  signal: AbortSignal,
): Promise<Related> {
  const within = kind === 'actor' || kind === 'key' ? withType(filter, kind) : filter;
  const table = await entityTable(open.query, kind, within, signal);
  const places = mostFrequent(table.counts, mostTold);
  return {
    kind,
    total: table.size,
    rows: places.map((place) => entityRow(table, place, open.index)),
  };
}

const withType = (filter: Group, kind: 'actor' | 'key'): Group =>
  makeGroup('all', [
    filter,
    makeCondition('actorType', kind === 'key' ? 'is' : 'isNot', ['API_KEY']),
  ]);

/** Places of the greatest counts, greatest first; of equal ones that which comes first. One look at each, since there may be a million. */
function mostFrequent(counts: Uint32Array, most: number): readonly number[] {
  const kept: number[] = [];
  let least = 0;
  for (let place = 0; place < counts.length; place++) {
    const count = counts[place] ?? 0;
    if (kept.length === most && count <= least) continue;
    let at = kept.length;
    while (at > 0 && (counts[kept[at - 1] ?? 0] ?? 0) < count) at--;
    kept.splice(at, 0, place);
    if (kept.length > most) kept.pop();
    least = counts[kept.at(-1) ?? 0] ?? 0;
  }
  return kept;
}

/** The values of a field among some events in order of their first time; of very many the most frequent. */
async function spansOf(
  open: Explored,
  filter: Group,
  field: string,
  signal: AbortSignal,
): Promise<ValueSpans> {
  const stack = await open.query.stack(filter, field, 'UTC', signal);
  const told = mostFrequent(stack.counts.subarray(0, stack.size), mostSpans).toSorted(
    (a, b) => (stack.firstMs[a] ?? 0) - (stack.firstMs[b] ?? 0) || a - b,
  );
  const rows = told.map((place) => stack.firstRow[place] ?? 0);
  const firsts = await open.query.firsts(field, rows, signal);
  const spans = told.map((place, at) => ({
    value: stack.valueOf(place) ?? '',
    count: stack.counts[place] ?? 0,
    first: isoOf(stack.firstMs[place] ?? Infinity),
    last: isoOf(stack.lastMs[place] ?? -Infinity),
    firstDoubt: rowDoubt(open.index, rows[at] ?? 0),
    lastDoubt: rowDoubt(open.index, stack.lastRow[place] ?? 0),
    firstEvent: eventReference(open.index.place(rows[at] ?? 0)),
    isFirstInCase: firsts[at] === rows[at],
  }));
  return { total: stack.size, spans };
}
