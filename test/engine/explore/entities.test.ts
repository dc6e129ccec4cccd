import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import { entityList } from '../../../electron/engine/explore/entityList.ts';
import { entityDoneTo, entityPage } from '../../../electron/engine/explore/entityPage.ts';
import type { Explored } from '../../../electron/engine/explore/explored.ts';
import { matchesEvent } from '../../../electron/engine/query/matchesEvent.ts';
import { runSecondPass } from '../../../electron/engine/query/secondPass.ts';
import { entityFilter, entityKinds, entitySorts } from '../../../shared/entity.ts';
import type { EntityKind, EntityRow } from '../../../shared/entity.ts';
import { eventReference } from '../../../shared/event.ts';
import type { CaseEvent } from '../../../shared/event.ts';
import { makeCondition, makeGroup } from '../../../shared/filter.ts';
import type { Group } from '../../../shared/filter.ts';
import { weekdays } from '../../../shared/zone.ts';
import { event } from '../../helpers/event.ts';
import { factsFrom, indexedEvents, never } from '../../helpers/indexedEvents.ts';
import type { Stored } from '../../helpers/indexedEvents.ts';

const zone = 'Europe/Berlin';
const name = fc.option(fc.constantFrom('Anna', 'anna', 'Bob', 'ci', 'user-1', '京都'), {
  nil: null,
});
const start = Date.UTC(2026, 2, 28, 20);
const given: fc.Arbitrary<Partial<CaseEvent>> = fc.record({
  // Around a change to summer time; some share an instant.
  time: fc.option(
    fc.record({
      ms: fc.integer({ min: 0, max: 60 }).map((step) => start + step * 1_234_567),
      ns: fc.constant(0),
      precision: fc.constant('second' as const),
      zoneSource: fc.constant('in data' as const),
    }),
    { nil: null, freq: 6 },
  ),
  actorType: fc.constantFrom('USER' as const, 'API_KEY' as const, 'UNKNOWN' as const),
  actorId: name,
  actorName: name,
  actorEmail: name,
  action: fc.option(fc.constantFrom('create', 'delete', 'user.added'), { nil: null }),
  verb: fc.constantFrom('create' as const, 'delete' as const, 'grant' as const),
  resourceType: fc.constantFrom(null, 'prompt', 'user'),
  resourceId: name,
  resourceName: name,
  ip: fc.constantFrom(null, '10.1.2.3', '2001:db8::1', '2001:DB8::1', 'not an address'),
  userAgent: fc.constantFrom(null, 'curl', 'Firefox'),
  targets: fc.array(
    fc.record({ type: fc.constant('user'), id: name, name, email: fc.constant(null) }),
    { maxLength: 1 },
  ),
});
const stored: fc.Arbitrary<readonly Stored[]> = fc
  .array(given, { minLength: 1, maxLength: 40 })
  .map((list) =>
    list.map((each, at) => ({ event: event({ ...each, offset: at * 100 }), value: {} })),
  );

/** The events of a filter, asked one by one. */
function those(all: readonly Stored[], filter: Group): readonly CaseEvent[] {
  return all
    .filter(({ event: each, value }) => matchesEvent(filter, each, value, { zone, newestMs: 0 }))
    .map((each) => each.event);
}

const and = (filter: Group, field: string, value: string): Group =>
  makeGroup('all', [filter, makeCondition(field, 'is', [value])]);

function span(events: readonly CaseEvent[]): readonly (string | null)[] {
  const times = events.flatMap(({ time }) => (time ? [time.ms] : []));
  const iso = (ms: number): string => new Date(ms).toISOString();
  return times.length === 0 ? [null, null] : [iso(Math.min(...times)), iso(Math.max(...times))];
}

async function listed(open: Explored, kind: EntityKind): Promise<readonly EntityRow[]> {
  const input = {
    kind,
    contains: '',
    onlyStanding: false,
    sort: 'count',
    desc: true,
    offset: 0,
    limit: 1000,
  } as const;
  return (await entityList(open, input, never)).rows;
}

test('every number of an entity, in its list and on its page, is the count of the filter behind it', async (t) => {
  await fc.assert(
    fc.asyncProperty(stored, async (all) => {
      const { query, index } = indexedEvents(t, all);
      const open: Explored = { query, index, generation: 1 };
      for (const kind of entityKinds) {
        for (const row of await listed(open, kind)) {
          const filter = entityFilter(row);
          const own = those(all, filter);
          assert.deepEqual([row.count, row.first, row.last], [own.length, ...span(own)]);
          const page = await entityPage(open, { ...row, zone }, never);
          assert.deepEqual(page.filter, filter);
          assert.equal(page.entity.count, own.length);
          const timed = page.weekHours.flat().reduce((sum, count) => sum + count, 0);
          assert.equal(timed + page.withoutTime, own.length);
          for (const [day, hours] of page.weekHours.entries()) {
            for (const [hour, count] of hours.entries()) {
              if (count === 0) continue;
              const cell = and(and(filter, 'weekday', weekdays[day] ?? ''), 'hour', String(hour));
              assert.equal(count, those(all, cell).length);
            }
          }
          for (const { value, count, ...times } of page.actions.spans) {
            const found = those(all, and(filter, 'action', value));
            assert.deepEqual([count, times.first, times.last], [found.length, ...span(found)]);
            const first = found.find(({ time }) =>
              times.first === null ? true : time?.ms === Date.parse(times.first),
            );
            assert.equal(times.firstEvent, first && eventReference(first));
          }
          for (const { rows } of page.related) {
            for (const other of rows) {
              const shared = makeGroup('all', [filter, entityFilter(other)]);
              assert.equal(other.count, those(all, shared).length);
            }
          }
          for (const { field, value, count } of page.seenAs) {
            assert.equal(count, those(all, and(filter, field, value)).length);
          }
        }
      }
    }),
    { numRuns: 25 },
  );
});

test('what was done to an entity is the count of its filter, before and after the background pass', async (t) => {
  await fc.assert(
    fc.asyncProperty(stored, async (all) => {
      const { query, index, records, folder } = indexedEvents(t, all);
      const open: Explored = { query, index, generation: 1 };
      const asked: [EntityRow, unknown][] = [];
      for (const kind of ['actor', 'key', 'resource'] as const) {
        for (const row of await listed(open, kind)) {
          const done = await entityDoneTo(open, row, never);
          if (done === null) throw new Error('no filter');
          const found = those(all, done.filter);
          assert.deepEqual([done.count, done.first, done.last], [found.length, ...span(found)]);
          asked.push([row, done]);
        }
      }
      await runSecondPass(folder, factsFrom(records), never, () => undefined);
      index.refresh();
      for (const [row, done] of asked) assert.deepEqual(await entityDoneTo(open, row, never), done);
    }),
    { numRuns: 15 },
  );
});

test('a list is sorted as asked, finds by value and name, and is the same page by page', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      stored,
      fc.constantFrom(...entityKinds),
      fc.constantFrom(...entitySorts),
      fc.boolean(),
      fc.constantFrom('', 'an', 'USER'),
      async (all, kind, sort, desc, contains) => {
        const { query, index } = indexedEvents(t, all);
        const open: Explored = { query, index, generation: 1 };
        const input = { kind, sort, desc, contains, onlyStanding: false };
        const whole = await entityList(open, { ...input, offset: 0, limit: 1000 }, never);
        const paged: EntityRow[] = [];
        for (let offset = 0; offset < whole.total; offset += 2) {
          paged.push(...(await entityList(open, { ...input, offset, limit: 2 }, never)).rows);
        }
        assert.deepEqual(paged, whole.rows);
        const every = await listed(open, kind);
        const fits = every.filter(({ value, name: other, type }) =>
          [value, other ?? '', kind === 'resource' ? (type ?? '') : ''].some((text) =>
            text.toLowerCase().includes(contains.toLowerCase()),
          ),
        );
        assert.equal(whole.total, fits.length);
        const keys = whole.rows.map((row) => row[sort]).filter((key) => key !== null);
        const inOrder = keys.every((key, at) => {
          const before = keys[at - 1];
          return before === undefined || (desc ? before >= key : before <= key);
        });
        assert.ok(inOrder, JSON.stringify(keys));
      },
    ),
    { numRuns: 40 },
  );
});

test('a resource stands at which something was created and nothing deleted or revoked since', async (t) => {
  const at = (
    seconds: number | null,
    resourceId: string,
    verb: CaseEvent['verb'],
    more: Partial<CaseEvent> = {},
  ): Stored => ({
    event: event({
      resourceType: 'apiKey',
      resourceId,
      verb,
      offset: serial++,
      time:
        seconds === null
          ? null
          : { ms: seconds * 1000, ns: 0, precision: 'second', zoneSource: 'in data' },
      ...more,
    }),
    value: {},
  });
  let serial = 0;
  const { query, index } = indexedEvents(t, [
    at(1, 'kept', 'create'),
    at(2, 'kept', 'read'),
    at(1, 'deleted', 'create'),
    at(2, 'deleted', 'delete'),
    at(1, 'revoked', 'create'),
    at(2, 'revoked', 'revoke'),
    at(1, 'made again', 'create'),
    at(2, 'made again', 'delete'),
    at(3, 'made again', 'create'),
    at(1, 'attacked', 'create'),
    at(2, 'attacked', 'delete', { outcome: 'denied' }),
    at(1, 'never made', 'create', { outcome: 'failure' }),
    at(1, 'deleted at no time', 'create'),
    at(null, 'deleted at no time', 'delete'),
    at(1, 'from before', 'update'),
    at(1, 'another', 'create', { resourceType: 'prompt' }),
  ]);
  const open: Explored = { query, index, generation: 1 };
  const ask = async (contains: string) => {
    const input = { kind: 'resource', contains, sort: 'value', desc: false } as const;
    const page = { ...input, onlyStanding: true, offset: 0, limit: 100 };
    return (await entityList(open, page, never)).rows.map(({ value }) => value);
  };
  assert.deepEqual(await ask(''), ['another', 'attacked', 'kept', 'made again']);
  assert.deepEqual(await ask('apikey'), ['attacked', 'kept', 'made again']);
});

test('an action is new in the case only where nothing did it before', async (t) => {
  const at = (ms: number, actorId: string, action: string, offset: number): Stored => ({
    event: event({
      actorId,
      action,
      offset,
      time: { ms, ns: 0, precision: 'second', zoneSource: 'in data' },
    }),
    value: {},
  });
  const { query, index } = indexedEvents(t, [
    at(5000, 'bob', 'delete', 0),
    at(1000, 'anna', 'create', 100),
    at(3000, 'bob', 'create', 200),
    at(9000, 'anna', 'delete', 300),
  ]);
  const open: Explored = { query, index, generation: 1 };
  const ref = { kind: 'actor', field: 'actorId', value: 'bob' } as const;
  const { actions } = await entityPage(open, { ...ref, zone: 'UTC' }, never);
  assert.deepEqual(
    actions.spans.map(({ value, firstEvent, isFirstInCase }) => [value, firstEvent, isFirstInCase]),
    [
      ['create', 'E1-200', false],
      ['delete', 'E1-0', true],
    ],
  );
  await assert.rejects(
    entityPage(open, { ...ref, value: 'carl', zone: 'UTC' }, never),
    /No event of this case names carl/u,
  );
});
