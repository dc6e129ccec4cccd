import { endedBy, identityFields, madeBy } from '../../../shared/entity.ts';
import { Pace } from '../query/pace.ts';
import type { Query } from '../query/query.ts';
import { entityTable } from './entityTable.ts';
import type { EntityTable } from './entityTable.ts';

/**
 * The places of resources at which something was created and nothing deleted or revoked since: keys that are still there, as
 * far as this evidence tells. Where no time says which came last, a deletion counts.
 */
export async function standingPlaces(
  query: Query,
  table: EntityTable,
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  const made = lastTimes(await entityTable(query, 'resource', madeBy, signal));
  const ended = lastTimes(await entityTable(query, 'resource', endedBy, signal));
  const pace = new Pace(signal);
  const standing = new Set<number>();
  for (let place = 0; place < table.size; place++) {
    if ((place & 0xff) === 0 && pace.due()) await pace.rest();
    const key = keyOf(table, place);
    const madeMs = made.get(key);
    const endedMs = ended.get(key);
    if (madeMs === undefined) continue;
    if (endedMs === undefined || (Number.isFinite(endedMs) && endedMs < madeMs))
      standing.add(place);
  }
  return standing;
}

const keyOf = ({ fields, values }: EntityTable, place: number): string =>
  `${identityFields.resource[fields[place] ?? 0] ?? ''}\0${values[place] ?? ''}`;

/** Of each one the time of its last event. */
function lastTimes(table: EntityTable): ReadonlyMap<string, number> {
  return new Map(
    table.values.map((_value, place) => [keyOf(table, place), table.lastMs[place] ?? -Infinity]),
  );
}
