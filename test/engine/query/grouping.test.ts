import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Pace } from '../../../electron/engine/query/pace.ts';
import { pacedSort, pacedTop } from '../../../electron/engine/query/pacedSort.ts';
import { everything } from '../../../shared/filter.ts';
import { parseFilterText } from '../../../shared/filterText.ts';
import type { GroupingSort } from '../../../shared/grouping.ts';
import { event } from '../../helpers/event.ts';
import { indexedEvents, never } from '../../helpers/indexedEvents.ts';

const acted = (actorName: string | null, day: number | null, roles: readonly string[] = []) => ({
  actorName,
  actorRoles: roles,
  time:
    day === null
      ? null
      : {
          ms: Date.UTC(2026, 5, day),
          ns: 0,
          precision: 'second' as const,
          zoneSource: 'in data' as const,
        },
});
const events = [
  acted('bob', 3, ['OWNER', 'ADMIN']),
  acted('ann', 9),
  acted('ann', null, ['OWNER']),
  acted(null, 1),
  acted('ann', 5),
  acted('cy', null),
].map((given, i) => ({ event: event({ ...given, offset: i * 10 }), value: { i } }));

const day = (iso: string | null): string => (iso === null ? '–' : iso.slice(8, 10));

test('groups have the counts of the facet with first and last times, in the order asked for', async (t) => {
  const { query } = indexedEvents(t, events);
  const ask = async (field: string, sort: GroupingSort, desc: boolean, limit = 100) => {
    const input = { filter: everything, zone: 'UTC', field, sort, desc, limit };
    const { groups } = await query.grouping(input, never);
    return groups.map(
      ({ value, count, first, last }) => `${value ?? '(none)'} ${count} ${day(first)}-${day(last)}`,
    );
  };
  assert.deepEqual(await ask('actorName', 'count', true), [
    'ann 3 05-09',
    'bob 1 03-03',
    'cy 1 –-–',
    '(none) 1 01-01',
  ]);
  assert.deepEqual(await ask('actorName', 'first', false), [
    '(none) 1 01-01',
    'bob 1 03-03',
    'ann 3 05-09',
    'cy 1 –-–',
  ]);
  assert.deepEqual(await ask('actorName', 'value', true, 2), ['cy 1 –-–', 'bob 1 03-03']);
  assert.deepEqual(await ask('actorRoles', 'value', false), [
    'ADMIN 1 03-03',
    'OWNER 2 03-03',
    '(none) 4 01-09',
  ]);
  // From the records, where no column tells.
  assert.deepEqual(await ask('raw./i', 'last', true, 2), ['1 1 09-09', '4 1 05-05']);
});

test('only what the filter keeps is grouped, and the total says how much that is', async (t) => {
  const { query } = indexedEvents(t, events);
  const input = {
    filter: parseFilterText('actorName in (ann, bob)'),
    zone: 'UTC',
    field: 'actorName',
    sort: 'count',
    desc: false,
    limit: 1,
  } as const;
  const { total, distinct, groups } = await query.grouping(input, never);
  assert.deepEqual([total, distinct, groups.length, groups[0]?.value], [4, 2, 1, 'bob']);
});

test('a long list is sorted as a short one, equal items in the order given, and cut where asked', async () => {
  const items = Array.from({ length: 20_000 }, (_, i) => ({ key: (i * 7919) % 101, i }));
  const order = (a: { key: number }, b: { key: number }): number => a.key - b.key;
  assert.deepEqual(await pacedSort(items, order, new Pace(never)), items.toSorted(order));
  assert.deepEqual(await pacedSort([], order, new Pace(never)), []);
  for (const limit of [0, 1, 300, 15_000, Infinity]) {
    const top = await pacedTop(items, order, limit, new Pace(never));
    assert.deepEqual(top, items.toSorted(order).slice(0, limit));
  }
});
