import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { exportColumns } from '../../electron/engine/export/columns.ts';
import { runExport } from '../../electron/engine/export/run.ts';
import type { OpenCase } from '../../electron/engine/openCase.ts';
import { makeCondition, makeGroup } from '../../shared/filter.ts';
import type { FilterNode, Group } from '../../shared/filter.ts';
import { defaultView } from '../../shared/view.ts';
import type { Random } from '../bench/random.ts';
import { naiveHolds } from './naiveEvents.ts';
import type { NaiveEvent } from './naiveEvents.ts';

const never = new AbortController().signal;
const asked = ['action', 'actorType', 'actorId', 'actorEmail', 'orgId', 'projectId'];
const fields = [...asked, 'resourceType', 'resourceId', 'resourceName', 'ip'];
const operators = ['is', 'is', 'isNot', 'in', 'starts', 'contains', 'exists'] as const;

function randomCondition(random: Random, events: readonly NaiveEvent[]): FilterNode {
  const event = random.pick(events);
  if (random.below(5) === 0)
    return makeCondition('occurredAt', random.pick(['gte', 'lt']), [
      new Date(event.ms).toISOString(),
    ]);
  const field = random.pick(fields);
  const op = random.pick(operators);
  const value = event.fields[field] ?? 'nothing';
  if (op === 'exists') return makeCondition(field, op, []);
  if (op === 'in')
    return makeCondition(field, op, [value, random.pick(events).fields[field] ?? 'none']);
  const part = value.slice(0, 1 + random.below(value.length));
  return makeCondition(field, op, [op === 'starts' || op === 'contains' ? part : value]);
}

function randomFilter(random: Random, events: readonly NaiveEvent[], depth = 0): Group {
  const items = Array.from({ length: 1 + random.below(3) }, () =>
    depth < 2 && random.below(4) === 0
      ? randomFilter(random, events, depth + 1)
      : randomCondition(random, events),
  );
  return makeGroup(depth === 0 ? 'all' : random.pick(['all', 'any', 'none']), items);
}

/** Rows, count, a facet, the histogram and an export of random filters, against the test's own reading of the file. */
export async function checkAgreement(
  open: OpenCase,
  events: readonly NaiveEvent[],
  random: Random,
  rounds: { readonly filters: number; readonly exports: number; readonly folder: string },
): Promise<void> {
  for (let round = 0; round < rounds.filters; round++) {
    const filter = randomFilter(random, events);
    const said = JSON.stringify(filter);
    const expected = events.filter((event) => naiveHolds(filter, event));
    // Equal times stand in the order of the file.
    const ordered = expected.toSorted((a, b) => a.ms - b.ms || a.offset - b.offset);
    const set = await open.query.rows(filter, [], 'UTC', never);
    assert.equal(set.count, expected.length, said);
    assert.equal(await open.query.count(filter, 'UTC', never), expected.length, said);
    for (let probe = 0; probe < Math.min(50, ordered.length); probe++) {
      const at = random.below(ordered.length);
      assert.equal(
        open.index.place(set.at(at)).offset,
        ordered[at]?.offset,
        `row ${at} of ${said}`,
      );
    }
    await checkFacet(open, filter, expected, random.pick(fields));
    await checkHistogram(open, filter, expected);
    if (round < rounds.exports) await checkExport(open, filter, ordered, rounds.folder);
  }
}

async function checkFacet(
  open: OpenCase,
  filter: Group,
  expected: readonly NaiveEvent[],
  field: string,
): Promise<void> {
  const counts = new Map<string | null, number>();
  for (const event of expected) {
    const value = event.fields[field] ?? null;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const facet = await open.query.facet({ filter, zone: 'UTC', field, top: 50 }, never);
  assert.equal(facet.total, expected.length);
  for (const { value, count } of facet.values)
    assert.equal(count, counts.get(value) ?? 0, `${field} = ${value} of ${JSON.stringify(filter)}`);
}

async function checkHistogram(
  open: OpenCase,
  filter: Group,
  expected: readonly NaiveEvent[],
): Promise<void> {
  const days = new Map<string, number>();
  for (const { ms } of expected) {
    const day = new Date(ms).toISOString().slice(0, 10);
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  const input = { filter, zone: 'UTC', unit: 'day', split: null } as const;
  const { buckets } = await open.query.histogram(input, never);
  assert.deepEqual(
    new Map(buckets.map(({ start, count }) => [start?.slice(0, 10), count])),
    new Map([...days].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    JSON.stringify(filter),
  );
}

async function checkExport(
  open: OpenCase,
  filter: Group,
  ordered: readonly NaiveEvent[],
  folder: string,
): Promise<void> {
  const file = path.join(folder, 'export.jsonl');
  const view = { ...defaultView, filter, sort: [], zone: 'UTC' };
  const columns = exportColumns(['event', 'id']);
  const { rows } = await runExport(
    open,
    { path: file, view, format: 'jsonl', exact: false, columns },
    { signal: never, onProgress: () => undefined },
  );
  assert.equal(rows, ordered.length);
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  assert.deepEqual(
    lines,
    ordered.map(({ id, offset }) => JSON.stringify({ event: `E1-${offset}`, id })),
    JSON.stringify(filter),
  );
}

/** The bytes behind random events are the file's own, and say the same event. */
export function checkBytes(
  open: OpenCase,
  file: string,
  events: readonly NaiveEvent[],
  random: Random,
  probes: number,
): void {
  const given = readFileSync(file);
  for (let probe = 0; probe < probes; probe++) {
    const { id, offset, length, ms } = random.pick(events);
    const row = open.index.rowAt(1, offset, 0);
    assert.ok(row !== null, `no row for byte ${offset}`);
    const { event, bytes } = open.records.read(row);
    assert.deepEqual([event.id, event.time?.ms, event.length], [id, ms, length]);
    assert.ok(given.subarray(offset, offset + length).equals(bytes), `bytes at ${offset}`);
  }
}
