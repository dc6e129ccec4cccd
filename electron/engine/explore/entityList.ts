import { kindFilter } from '../../../shared/entity.ts';
import type { EntityList, EntityListInput } from '../../../shared/entity.ts';
import { containsFolded, foldCase } from '../../../shared/pattern.ts';
import type { CaseIndex } from '../columns/caseIndex.ts';
import { Pace } from '../query/pace.ts';
import { pacedSort } from '../query/pacedSort.ts';
import type { Query } from '../query/query.ts';
import { sortByKey } from '../query/radix.ts';
import { SharedWork } from '../query/sharedWork.ts';
import { entityRow, entityTable, nameOf, typeAt } from './entityTable.ts';
import type { EntityTable } from './entityTable.ts';
import type { Explored } from './explored.ts';
import { standingPlaces } from './standing.ts';

/** Tables and orders of the case as it is; another case, or a change of it, makes others. */
type Kept = { readonly tables: SharedWork<EntityTable>; readonly orders: SharedWork<Uint32Array> };
const kept = new WeakMap<Query, Kept>();

/** The actors, keys, resources or addresses of the case, a page of them. Equal keys stand in order of the value, of very many in that of import. */
export async function entityList(
  open: Explored,
  input: EntityListInput,
  signal: AbortSignal,
): Promise<EntityList> {
  const { query, index } = open;
  const { kind, contains, onlyStanding = false, sort, desc, offset, limit } = input;
  const { tables, orders } = keptOf(query);
  const state = `${open.generation} ${index.generation} ${kind}`;
  const table = await tables.get(state, signal, (stop) =>
    entityTable(query, kind, kindFilter(kind), stop),
  );
  const order = await orders.get(
    `${state} ${sort} ${desc} ${onlyStanding} ${foldCase(contains)}`,
    signal,
    async (stop) => {
      const pace = new Pace(stop);
      const found = await matching(table, contains, index, pace);
      if (!onlyStanding || kind !== 'resource') return sorted(table, found, sort, desc, pace);
      const standing = await standingPlaces(query, table, stop);
      const left = found.filter((place) => standing.has(place));
      return sorted(table, left, sort, desc, pace);
    },
  );
  return {
    total: order.length,
    rows: [...order.subarray(offset, offset + limit)].map((place) =>
      entityRow(table, place, index),
    ),
    without: table.without,
  };
}

function keptOf(query: Query): Kept {
  let found = kept.get(query);
  if (!found) {
    found = { tables: new SharedWork(4), orders: new SharedWork(8) };
    kept.set(query, found);
  }
  return found;
}

async function matching(
  table: EntityTable,
  contains: string,
  index: CaseIndex,
  pace: Pace,
): Promise<Uint32Array> {
  const needle = foldCase(contains.trim());
  const places: number[] = [];
  for (let place = 0; place < table.size; place++) {
    if (needle === '' || fits(table, place, needle, index)) places.push(place);
    if ((place & 0x3ff) === 0 && pace.due()) await pace.rest();
  }
  return Uint32Array.from(places);
}

function fits(table: EntityTable, place: number, needle: string, index: CaseIndex): boolean {
  if (containsFolded(table.values[place] ?? '', needle)) return true;
  const name = nameOf(table, place, index);
  if (name !== null && containsFolded(name, needle)) return true;
  const type = table.kind === 'resource' ? typeAt(table, place, index) : null;
  return type !== null && containsFolded(type, needle);
}

/** Up to so many stand in order of their text where their keys are equal; of more it would take a second to find that order. */
const mostByText = 50_000;

async function sorted(
  table: EntityTable,
  places: Uint32Array,
  sort: EntityListInput['sort'],
  desc: boolean,
  pace: Pace,
): Promise<Uint32Array> {
  const byText =
    places.length <= mostByText || sort === 'value' ? await textOrder(table, places, pace) : places;
  if (sort === 'value') return desc ? byText.toReversed() : byText;
  const { keys, most } = keysOf(table, sort, desc);
  return sortByKey(byText, keys, most, pace);
}

async function textOrder(
  { values }: EntityTable,
  places: Uint32Array,
  pace: Pace,
): Promise<Uint32Array> {
  const compare = (a: number, b: number): number => {
    const [left, right] = [values[a] ?? '', values[b] ?? ''];
    return left < right ? -1 : left > right ? 1 : 0;
  };
  return Uint32Array.from(await pacedSort([...places], compare, pace));
}

/** Whole numbers from 0 by place; what has no time comes last, up or down. */
function keysOf(
  { size, counts, firstMs, lastMs }: EntityTable,
  sort: 'count' | 'first' | 'last',
  desc: boolean,
): { readonly keys: Float64Array; readonly most: number } {
  const values = sort === 'count' ? counts : sort === 'first' ? firstMs : lastMs;
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return { keys: new Float64Array(size), most: 0 };
  const span = Math.ceil(high - low);
  const keys = new Float64Array(size);
  for (let place = 0; place < size; place++) {
    const value = values[place] ?? NaN;
    const above = Math.floor(value - low);
    keys[place] = Number.isFinite(value) ? (desc ? span - above : above) : span + 1;
  }
  return { keys, most: span + 1 };
}
