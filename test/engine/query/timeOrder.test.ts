import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import fc from 'fast-check';

import { openIndex } from '../../../electron/engine/columns/caseIndex.ts';
import type { CaseIndex } from '../../../electron/engine/columns/caseIndex.ts';
import { createQuery } from '../../../electron/engine/query/query.ts';
import type { CaseEvent } from '../../../shared/event.ts';
import { everything } from '../../../shared/filter.ts';
import { parseFilterText } from '../../../shared/filterText.ts';
import { event } from '../../helpers/event.ts';
import { temporaryFolder } from '../../helpers/folder.ts';
import { never, recordsOf, writeEvents } from '../../helpers/indexedEvents.ts';

/** Imports of their own segment each: ties within and between them, below the millisecond too, and events without a time. */
const job = fc
  .record({
    from: fc.integer({ min: 0, max: 12 }),
    original: fc.integer({ min: 1, max: 4 }),
    inOrder: fc.boolean(),
    rows: fc.array(
      fc.record({
        later: fc.option(fc.integer({ min: 0, max: 4 }), { freq: 12 }),
        ns: fc.constantFrom(0, 0, 0, 1, 2),
        picked: fc.boolean(),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ rows, ...rest }) => ({
    ...rest,
    rows: rest.inOrder
      ? rows.toSorted((a, b) => (a.later ?? 9) - (b.later ?? 9) || a.ns - b.ns)
      : rows,
  }));

const byDefault = (a: CaseEvent, b: CaseEvent): number =>
  compare(a.time?.ms ?? Infinity, b.time?.ms ?? Infinity) ||
  (a.time?.ns ?? 0) - (b.time?.ns ?? 0) ||
  a.original - b.original ||
  a.offset - b.offset;
const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

test('the default order is the same whether imports follow each other, touch or overlap', async (t) => {
  const folder = temporaryFolder(t);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(job, { minLength: 1, maxLength: 5 }), async (jobs) => {
      const own = path.join(folder, String(run++));
      const imports = jobs.map(({ from, original, rows }, number) =>
        rows.map(({ later, ns, picked }, i) =>
          event({
            original,
            offset: (number * 10 + i) * 10,
            action: picked ? 'picked' : 'other',
            details: { kind: picked ? 'picked' : 'other' },
            time:
              later === null
                ? null
                : { ms: from + later, ns, precision: 'nanosecond', zoneSource: 'in data' },
          }),
        ),
      );
      const events = imports.flat();
      const expected = [...events.keys()].toSorted((a, b) =>
        byDefault(events[a] ?? event(), events[b] ?? event()),
      );
      await check(own, imports, expected, events);
    }),
    { numRuns: 60, seed: 5 },
  );
});

/** Asked before anything else is, of filters that columns decide and of one that records do. */
async function checkFirstRows(
  index: CaseIndex,
  records: ReturnType<typeof recordsOf>,
  expected: readonly number[],
  events: readonly CaseEvent[],
): Promise<void> {
  for (const field of ['action', 'details.kind']) {
    const query = createQuery(index, records, { asideOriginals: () => new Set() });
    const filter = parseFilterText(`${field} = picked`);
    const picked = expected.filter((row) => events[row]?.action === 'picked');
    for (const count of [1, 3, picked.length, picked.length + 1]) {
      const found = await query.firstRows(filter, [], 'UTC', count, never);
      if (count > picked.length) assert.equal(found, null);
      else if (found) {
        assert.deepEqual(found.rows, picked.slice(0, count));
        assert.ok(found.atLeast >= count && found.atLeast <= picked.length);
      } else assert.ok((index.segments.length < 2 && field === 'action') || count === 0);
    }
    assert.equal(await query.count(filter, 'UTC', never), picked.length);
    const all = await query.rows(filter, [], 'UTC', never);
    assert.deepEqual(all.slice(0, 1000), picked);
    assert.equal(await query.firstRows(filter, [], 'UTC', 1, never), null);
  }
}

async function check(
  folder: string,
  imports: readonly (readonly CaseEvent[])[],
  expected: readonly number[],
  events: readonly CaseEvent[],
): Promise<void> {
  mkdirSync(folder);
  for (const [number, each] of imports.entries()) writeEvents(folder, each, number + 1);
  const index = openIndex(folder);
  try {
    const records = recordsOf(events.map((each) => ({ event: each, value: {} })));
    const query = createQuery(index, records, { asideOriginals: () => new Set() });
    const all = await query.rows(everything, [], 'UTC', never);
    assert.deepEqual(all.slice(0, 1000), expected);
    assert.deepEqual(
      expected.map((row) => all.indexOf(row)),
      [...expected.keys()],
    );
    await checkFirstRows(index, records, expected, events);
    const picked = expected.filter((row) => events[row]?.action === 'picked');
    const some = await query.rows(parseFilterText('action = picked'), [], 'UTC', never);
    assert.deepEqual(some.slice(0, 1000), picked);
    assert.equal(some.count, picked.length);
    for (const row of expected) {
      const place = picked.indexOf(row);
      assert.equal(some.indexOf(row), place < 0 ? null : place);
    }
    assert.deepEqual(some.slice(1, 2), picked.slice(1, 3));
  } finally {
    index.close();
    rmSync(folder, { recursive: true });
  }
}
