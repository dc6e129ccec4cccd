import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import { fieldTexts } from '../../../electron/engine/query/fieldTexts.ts';
import { matchesEvent, fieldNamed } from '../../../electron/engine/query/matchesEvent.ts';
import { runSecondPass } from '../../../electron/engine/query/secondPass.ts';
import type { CaseEvent, JsonValue } from '../../../shared/event.ts';
import type { Condition, FilterNode, Group, Operator } from '../../../shared/filter.ts';
import { operators } from '../../../shared/filter.ts';
import { conditionProblem } from '../../../shared/filterCheck.ts';
import { compareInstants } from '../../../shared/instant.ts';
import { event } from '../../helpers/event.ts';
import { factsFrom, indexedEvents, never, writeEvents } from '../../helpers/indexedEvents.ts';
import type { Stored } from '../../helpers/indexedEvents.ts';

const words = [
  '',
  'Anna',
  'anna',
  'ANNA.B',
  'straße',
  'STRASSE',
  'ßx',
  '10',
  '9',
  '010',
  'a*b',
  '京都',
  'İ',
  '"q" \\',
];
const word = fc.constantFrom(...words);
const absent = fc.option(word, { nil: null, freq: 3 });
const start = Date.UTC(2026, 2, 28, 20);
const time = fc.option(
  fc.record({
    ms: fc.integer({ min: start, max: start + 3 * 86_400_000 }),
    ns: fc.constantFrom(0, 0, 500),
    precision: fc.constantFrom('second' as const, 'microsecond' as const),
    zoneSource: fc.constantFrom('in data' as const, 'assumed' as const),
  }),
  { nil: null },
);
const ip = fc.constantFrom(
  null,
  '10.1.2.3',
  '10.1.2.4',
  '192.168.0.1',
  '2001:db8::1',
  'not an address',
);
const target = fc.record({ type: absent, id: absent, name: absent, email: absent });
const state: fc.Arbitrary<JsonValue | undefined> = fc.constantFrom<(JsonValue | undefined)[]>(
  undefined,
  null,
  { role: 'Anna', 'a/b': ['10', '9'] },
  'text',
);
const given: fc.Arbitrary<Partial<CaseEvent>> = fc.record({
  time,
  original: fc.integer({ min: 1, max: 3 }),
  actorId: absent,
  actorName: absent,
  actorEmail: absent,
  actorRoles: fc.array(word, { maxLength: 2 }),
  action: fc.option(fc.constantFrom(...words, 'organisation.user', 'Anna.role'), {
    nil: null,
    freq: 3,
  }),
  resourceType: absent,
  category: absent,
  orgId: absent,
  orgName: absent,
  projectName: absent,
  resourceId: absent,
  resourceName: absent,
  ip,
  flags: fc.constantFrom([], ['ragged row' as const]),
  id: absent,
  description: absent,
  before: state,
  after: state,
  changed: fc.array(fc.constantFrom('/role', '/role/name', '/a~1b', '/roles'), { maxLength: 2 }),
  targets: fc.array(target, { maxLength: 2 }),
  details: fc.constantFrom({}, { scope: 'Anna' }, { scope: ['9', 'x'] }, { scope: null }),
});
/** Two evidence files of one name. */
const fileOf = ({ original = 1 }: Partial<CaseEvent>): Partial<CaseEvent> => ({
  originalName: ['Anna', '10', 'Anna'][original - 1] ?? '',
  originalSha256: `${original}`.repeat(64),
});
const stored: fc.Arbitrary<Stored[]> = fc
  .array(fc.record({ given, text: word }), { minLength: 1, maxLength: 40 })
  .map((all) =>
    all.map(({ given: each, text }, i) => ({
      event: event({ ...each, ...fileOf(each), offset: ((i * 7919) % 1000) * 10, length: 10 + i }),
      value: { text, note: `${text} met anna b`, inner: JSON.stringify({ role: text }) },
    })),
  );

const fieldNames = [
  'actor',
  'actorId',
  'actorName',
  'actorRoles',
  'action',
  'actionPath',
  'organisation',
  'project',
  'resource',
  'ip',
  'flags',
  'id',
  'description',
  'before',
  'after',
  'raw./text',
  'before./role',
  'after./a~1b',
  'details.scope',
  'changed',
  'targets',
  'target',
  'original',
  'originalName',
  'originalSha256',
  'offset',
  'length',
  'event',
  'hour',
  'weekday',
  'occurredAt',
  'precision',
  'source',
  'verb',
  'category',
  'bytesSha256',
  'recordHash',
];
const values = fc.constantFrom(
  ...words,
  'E2',
  '2',
  '10.0.0.0/8',
  '2001:db8::/32',
  '10.1.2.3',
  'Sun',
  'sunday',
  '3',
  '22',
  '2026-03-29',
  '2026-03-29 02:30',
  '-1d',
  '-30h',
  '2026-03',
  '/role',
  '/ro*',
  'role',
  'E1-0',
  '*n*',
  'ann?',
  'langfuse',
  'second',
  'create',
  'text',
  'anna b',
  'met ann*',
  'role',
);
const condition: fc.Arbitrary<Condition> = fc
  .record({
    kind: fc.constant('condition' as const),
    field: fc.constantFrom(...fieldNames),
    op: fc.constantFrom<Operator[]>(...operators),
    values: fc.array(values, { minLength: 1, maxLength: 3 }),
    off: fc.constantFrom(false, false, false, true),
  })
  .map((each) => ({
    ...each,
    values:
      each.op === 'exists'
        ? []
        : each.op === 'in' || each.op === 'notIn'
          ? each.values
          : each.values.slice(0, 1),
  }))
  .filter(
    (each) =>
      conditionProblem(each) === null &&
      !(each.op === 'search' && !/\p{L}|\p{N}/u.test(each.values[0] ?? '')),
  );
const { node } = fc.letrec<{ node: FilterNode; group: Group }>((tie) => ({
  node: fc.oneof({ maxDepth: 3, withCrossShrink: true }, condition, tie('group')),
  group: fc.record({
    kind: fc.constant('group' as const),
    join: fc.constantFrom<('all' | 'any' | 'none')[]>('all', 'any', 'none'),
    items: fc.array(tie('node'), { maxLength: 4 }),
    off: fc.constantFrom(false, false, false, true),
  }),
}));
const filter: fc.Arbitrary<Group> = fc
  .array(node, { maxLength: 4 })
  .map((items) => ({ kind: 'group', join: 'all', items, off: false }));
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu');

/** By time, then below the millisecond, then place; without a time last. */
function byDefault(a: CaseEvent, b: CaseEvent): number {
  if (a.time && b.time) return compareInstants(a.time, b.time) || byPlace(a, b);
  return a.time ? -1 : b.time ? 1 : byPlace(a, b);
}
const byPlace = (a: CaseEvent, b: CaseEvent): number =>
  a.original - b.original || a.offset - b.offset || a.part - b.part;

test('columns, search index and records give the same rows as asking every event', async (t) => {
  for (const secondPass of [false, true]) {
    for (const events of fc.sample(stored, { numRuns: 6, seed: 11 })) {
      const set = indexedEvents(t, events, new Set([3]));
      if (secondPass) {
        await runSecondPass(set.folder, factsFrom(set.records), never, () => undefined);
        set.index.refresh();
        assert.equal(set.index.secondPassRows, events.length);
      }
      const newestMs = set.query.timeSpan()?.newestMs ?? 0;
      await fc.assert(
        fc.asyncProperty(filter, zone, async (each, inZone) => {
          const expected = events
            .map(({ event: one }, row) => ({ one, row }))
            .filter(({ one }) => one.original !== 3)
            .filter(({ one, row }) =>
              matchesEvent(each, one, events[row]?.value ?? null, { zone: inZone, newestMs }),
            )
            .toSorted((a, b) => byDefault(a.one, b.one))
            .map(({ row }) => row);
          const rows = await set.query.rows(each, [], inZone, never);
          assert.deepEqual(rows.slice(0, 1000), expected);
          assert.equal(await set.query.count(each, inZone, never), expected.length);
        }),
        { numRuns: 150, seed: 5 },
      );
    }
  }
});

test('a facet counts what asking every event counts', async (t) => {
  for (const events of fc.sample(stored, { numRuns: 4, seed: 3 })) {
    const set = indexedEvents(t, events);
    for (const ready of [false, true]) {
      if (ready) await runSecondPass(set.folder, factsFrom(set.records), never, () => undefined);
      set.index.refresh();
      for (const field of fieldNames.filter(
        (name) =>
          !['actor', 'resource', 'organisation', 'project', 'target', 'targets'].includes(name),
      )) {
        const counts = new Map<string, number>();
        let without = 0;
        for (const { event: one, value } of events) {
          const texts = new Set(fieldTexts(fieldNamed(field), one, value, 'Europe/Berlin'));
          if (texts.size === 0) without++;
          for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
        }
        const expected = [...counts]
          .map(([value, count]) => ({ value, count }))
          .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
        const facet = await set.query.facet(
          {
            filter: { kind: 'group', join: 'all', items: [], off: false },
            zone: 'Europe/Berlin',
            field,
            top: 1000,
          },
          never,
        );
        assert.deepEqual(
          [facet.total, facet.distinct, facet.values],
          [
            events.length,
            expected.length,
            without > 0 ? [...expected, { value: null, count: without }] : expected,
          ],
          field,
        );
      }
    }
  }
});

test('sorts by any field, what is equal in default order, without a value last', async (t) => {
  const everything: Group = { kind: 'group', join: 'all', items: [], off: false };
  for (const events of fc.sample(stored, { numRuns: 3, seed: 8 })) {
    const set = indexedEvents(t, events);
    for (const field of [
      'actorName',
      'action',
      'actionPath',
      'ip',
      'actorRoles',
      'description',
      'raw./text',
      'changed',
      'id',
    ]) {
      for (const desc of [false, true]) {
        const text = (row: number): string | null => {
          const { event: one, value } = events[row] ?? { event: event(), value: null };
          const texts = fieldTexts(fieldNamed(field), one, value, 'UTC');
          return texts.length === 0 ? null : [...new Set(texts)].join(', ');
        };
        const rows = await set.query.rows(everything, [{ field, desc }], 'UTC', never);
        const expected = events
          .map((_, row) => row)
          .toSorted((a, b) => {
            const [left, right] = [text(a), text(b)];
            const byText =
              left === right
                ? 0
                : left === null
                  ? 1
                  : right === null
                    ? -1
                    : (left < right ? -1 : 1) * (desc ? -1 : 1);
            const [one, other] = [events[a]?.event ?? event(), events[b]?.event ?? event()];
            return byText || byDefault(one, other);
          });
        assert.deepEqual(rows.slice(0, 1000), expected, `${field} ${desc}`);
      }
    }
  }
});

test('the background pass goes on after a cancel and after another import', async (t) => {
  const [first = [], second = []] = fc.sample(stored, { numRuns: 2, seed: 21 });
  const all = [
    ...first,
    ...second.map(({ event: one, value }) => ({ event: { ...one, original: 9 }, value })),
  ];
  const set = indexedEvents(t, first);
  const { recordsOf } = await import('../../helpers/indexedEvents.ts');
  const records = recordsOf(all);
  const stop = new AbortController();
  stop.abort();
  await assert.rejects(
    runSecondPass(set.folder, factsFrom(records), stop.signal, () => undefined),
    { name: 'AbortError' },
  );
  await runSecondPass(set.folder, factsFrom(records), never, () => undefined);
  writeEvents(
    set.folder,
    all.slice(first.length).map(({ event: one }) => one),
    2,
  );
  assert.deepEqual(await runSecondPass(set.folder, factsFrom(records), never, () => undefined), {
    events: second.length,
  });
  set.index.refresh();
  assert.equal(set.index.secondPassRows, all.length);
  assert.deepEqual(
    all.map((_, row) => set.index.list(row, 'changed')),
    all.map(({ event: one }) => [...one.changed]),
  );
});
