import assert from 'node:assert/strict';
import { test } from 'node:test';

import { entityDoneTo, entityPage } from '../../../electron/engine/explore/entityPage.ts';
import type { Explored } from '../../../electron/engine/explore/explored.ts';
import { SameEntities } from '../../../electron/engine/notes/sameEntities.ts';
import type { EntityRef, SameName } from '../../../shared/entity.ts';
import { event } from '../../helpers/event.ts';
import { indexedEvents, never } from '../../helpers/indexedEvents.ts';
import { noteLog } from '../../helpers/notedEvents.ts';

const actor = (field: string, value: string): EntityRef => ({ kind: 'actor', field, value });
const anna = actor('actorId', 'okta-1');
const mail = actor('actorEmail', 'anna@acme.example');
const other = actor('actorId', 'gh "7"] [');
const namesOf = (names: readonly SameName[]) =>
  names.map(({ field, value, author }) => [field, value, author]);

test('names that are the same are so whichever is asked, through others too, until one is taken back', (t) => {
  const { log } = noteLog(t);
  const same = new SameEntities(log);
  same.say(anna, mail, true, 'Ada');
  same.say(other, mail, true, 'Grace');
  assert.deepEqual(namesOf(same.of(anna)), [
    ['actorEmail', 'anna@acme.example', 'Ada'],
    ['actorId', 'gh "7"] [', 'Grace'],
  ]);
  assert.equal(same.of(other).length, 2);
  assert.deepEqual(same.of({ ...anna, kind: 'key' }), []);
  same.say(anna, other, false, 'Ada');
  assert.deepEqual(namesOf(same.of(anna)), [['actorEmail', 'anna@acme.example', 'Ada']]);
  assert.deepEqual(same.of(other), []);
  assert.equal(log.newest('same').length, 2);
  assert.throws(() => same.say({ kind: 'ip', field: 'ip', value: '10.0.0.1' }, mail, true, 'Ada'), {
    code: 'bad-request',
  });
  assert.throws(() => same.say(anna, anna, true, 'Ada'), { code: 'bad-request' });
});

test('a merge brings what was said of names by its author, but not what was taken back here', (t) => {
  const mine = noteLog(t).log;
  const hers = noteLog(t).log;
  const [same, copy] = [new SameEntities(mine), new SameEntities(hers)];
  copy.say(anna, mail, true, 'Grace');
  copy.say(mail, other, true, 'Grace');
  same.say(mail, other, true, 'Ada');
  same.say(mail, other, false, 'Ada');
  const entries = hers.after('same', 0, 100);
  assert.deepEqual([same.take(entries, 'Ada'), same.take(entries, 'Ada')], [1, 0]);
  assert.deepEqual(namesOf(same.of(anna)), [['actorEmail', 'anna@acme.example', 'Grace']]);
});

test('the page of an actor counts the events of all its names once', async (t) => {
  const at = (ms: number) => ({
    ms,
    ns: 0,
    precision: 'second' as const,
    zoneSource: 'in data' as const,
  });
  const given = [
    { actorId: 'okta-1', actorEmail: 'anna@acme.example', source: 'okta', time: at(2000) },
    { actorId: 'gh-7', actorEmail: 'anna@acme.example', source: 'github', time: at(9000) },
    { actorId: 'gh-7', source: 'github', time: at(1000) },
    { actorId: 'gh-8', source: 'github', time: at(0), resourceId: 'gh-7' },
  ];
  const { query, index } = indexedEvents(
    t,
    given.map((each, place) => ({ event: event({ ...each, offset: place * 100 }), value: {} })),
  );
  const open: Explored = { query, index, generation: 1 };
  const same = [
    { field: 'actorId', value: 'gh-7', author: 'Ada', at: '' },
    { field: 'actorEmail', value: 'anna@acme.example', author: 'Ada', at: '' },
  ];
  const page = await entityPage(open, { ...anna, zone: 'UTC' }, never, same);
  assert.deepEqual(
    {
      count: page.entity.count,
      first: page.entity.first,
      last: page.entity.last,
      sources: page.sources,
      seenAs: page.seenAs,
      counted: await query.count(page.filter, 'UTC', never),
      doneTo: (await entityDoneTo(open, anna, never, same))?.count,
    },
    {
      count: 3,
      first: '1970-01-01T00:00:01.000Z',
      last: '1970-01-01T00:00:09.000Z',
      sources: [
        { value: 'github', count: 2 },
        { value: 'okta', count: 1 },
      ],
      seenAs: [],
      counted: 3,
      doneTo: 1,
    },
  );
});
