import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { firstOfText } from '../../../electron/engine/query/firstOfText.ts';
import { Pace } from '../../../electron/engine/query/pace.ts';
import { everything } from '../../../shared/filter.ts';
import { event } from '../../helpers/event.ts';
import { indexedEvents, never } from '../../helpers/indexedEvents.ts';

function fieldOf(texts: readonly string[]): Parameters<typeof firstOfText>[0] {
  return {
    size: texts.length,
    *entries() {
      for (const [at, text] of texts.entries()) yield [at + 1, [text]];
    },
    labels: (code: number) => [texts[code - 1] ?? ''],
  };
}

test('each code leads to the first one with its text', async () => {
  const text = fc.oneof(fc.constantFrom('', 'a', 'b', 'é'), fc.string({ maxLength: 3 }));
  await fc.assert(
    fc.asyncProperty(fc.array(text, { maxLength: 200 }), async (texts) => {
      const first = await firstOfText(fieldOf(texts), new Pace(never));
      assert.deepEqual([...first], [0, ...texts.map((each) => texts.indexOf(each) + 1)]);
    }),
    { seed: 11, numRuns: 200 },
  );
});

test('a name that is the e-mail of another event is one value, in the facet and with its times in the groups', async (t) => {
  const at = (day: number) => ({
    ms: Date.UTC(2026, 5, day),
    ns: 0,
    precision: 'second' as const,
    zoneSource: 'in data' as const,
  });
  const events = [
    event({ actorEmail: 'ann@acme.example', time: at(7) }),
    event({ actorName: 'ann@acme.example', time: at(3) }),
    event({ actorName: 'bob', time: at(5) }),
    event({ actorId: 'bob', time: at(1), offset: 30 }),
    event({ actorId: 'bob', time: null, offset: 40 }),
  ].map((one, i) => ({ event: { ...one, offset: i * 10 }, value: { i } }));
  const { query } = indexedEvents(t, events);
  const input = { filter: everything, zone: 'UTC', field: 'actor' };
  const facet = await query.facet({ ...input, top: 10 }, never);
  assert.deepEqual(facet.values, [
    { value: 'bob', count: 3 },
    { value: 'ann@acme.example', count: 2 },
  ]);
  const { groups } = await query.grouping(
    { ...input, sort: 'count', desc: true, limit: 10 },
    never,
  );
  assert.deepEqual(
    groups.map(({ value, count, first, last }) => [
      value,
      count,
      first?.slice(0, 10),
      last?.slice(0, 10),
    ]),
    [
      ['bob', 3, '2026-06-01', '2026-06-05'],
      ['ann@acme.example', 2, '2026-06-03', '2026-06-07'],
    ],
  );
});
