import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { exportColumns } from '../../../electron/engine/export/columns.ts';
import { runExport } from '../../../electron/engine/export/run.ts';
import { openCase } from '../../../electron/engine/openCase.ts';
import type { OpenCase } from '../../../electron/engine/openCase.ts';
import { runSecondPass } from '../../../electron/engine/query/secondPass.ts';
import type { HistogramUnit } from '../../../shared/eventPage.ts';
import type { View } from '../../../shared/view.ts';
import { generateEvents } from '../../bench/generate.ts';
import { seeded } from '../../bench/random.ts';
import type { Random } from '../../bench/random.ts';
import { naiveEvents } from '../../campaign/naiveEvents.ts';
import type { NaiveEvent } from '../../campaign/naiveEvents.ts';
import { naiveHolds } from '../../campaign/naiveFilter.ts';
import { randomFilter } from '../../campaign/randomFilter.ts';
import { temporaryFolder } from '../../helpers/folder.ts';
import { importFiles, newCase } from '../../helpers/importedCase.ts';
import { factsFrom } from '../../helpers/indexedEvents.ts';

const seed = Date.now() % 1_000_000;
const never = new AbortController().signal;
const zones = ['UTC', 'Europe/Vienna', 'Asia/Kathmandu', 'America/New_York'];
const fields = [
  'action',
  'actionPath',
  'actor',
  'actorType',
  'actorName',
  'resource',
  'resourceType',
  'organisation',
  'project',
  'ip',
  'hour',
  'weekday',
];

/** What stands in a field, by the test's own reading of the file: no code of the program's is asked. */
function textOf({ fields: of, ms }: NaiveEvent, field: string, zone: string): string | null {
  switch (field) {
    case 'actionPath':
      return of['action']
        ? `${of['resourceType'] ? `${of['resourceType']}.` : ''}${of['action']}`
        : null;
    case 'actor':
      return of['actorEmail'] ?? of['actorId'] ?? null;
    case 'resource':
      return of['resourceName'] ?? of['resourceId'] ?? null;
    case 'organisation':
      return of['orgId'] ?? null;
    case 'project':
      return of['projectId'] ?? null;
    case 'hour':
      return String(Number(clock(ms, zone).hour));
    case 'weekday':
      return clock(ms, zone).weekday;
    default:
      return of[field] ?? null;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();
function clock(ms: number, zone: string): { date: string; hour: string; weekday: string } {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      weekday: 'short',
    });
    formatters.set(zone, formatter);
  }
  const parts = new Map(formatter.formatToParts(ms).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    hour: part('hour'),
    weekday: part('weekday'),
  };
}

function randomView(random: Random, events: readonly NaiveEvent[]): View {
  const sortable = fields.filter((field) => field !== 'hour' && field !== 'weekday');
  return {
    filter: randomFilter(random, events, 15),
    sort: Array.from({ length: random.below(4) }, () => random.pick(sortable))
      .filter((field, at, all) => all.indexOf(field) === at)
      .map((field) => ({ field, desc: random.below(2) === 0 })),
    columns: ['event', ...fields.filter(() => random.below(2) === 0)],
    zone: random.pick(zones),
    split: random.below(3) === 0 ? null : random.pick(fields),
    frozen: 0,
  };
}

/** Texts by UTF-16 code unit, what has none last; then time, then place in the file. */
function inOrder(view: View): (a: NaiveEvent, b: NaiveEvent) => number {
  return (a, b) => {
    for (const { field, desc } of view.sort) {
      const [left, right] = [textOf(a, field, view.zone), textOf(b, field, view.zone)];
      if (left === right) continue;
      if (left === null || right === null) return left === null ? 1 : -1;
      return (left < right ? -1 : 1) * (desc ? -1 : 1);
    }
    return a.ms - b.ms || a.offset - b.offset;
  };
}

function countsOf(
  events: readonly NaiveEvent[],
  field: string,
  zone: string,
): Map<string | null, { count: number; first: number; last: number }> {
  const counts = new Map<string | null, { count: number; first: number; last: number }>();
  for (const event of events) {
    const text = textOf(event, field, zone);
    const known = counts.get(text) ?? { count: 0, first: Infinity, last: -Infinity };
    counts.set(text, {
      count: known.count + 1,
      first: Math.min(known.first, event.ms),
      last: Math.max(known.last, event.ms),
    });
  }
  return counts;
}

async function checkValues(
  open: OpenCase,
  view: View,
  expected: readonly NaiveEvent[],
  field: string,
) {
  const { filter, zone } = view;
  const counts = countsOf(expected, field, zone);
  const facet = await open.query.facet({ filter, zone, field, top: 10_000 }, never);
  assert.equal(facet.total, expected.length);
  assert.deepEqual(
    new Map(facet.values.map(({ value, count }) => [value, count])),
    new Map([...counts].map(([value, { count }]) => [value, count])),
    `facet of ${field}`,
  );
  const input = { filter, zone, field, sort: 'count', desc: true, limit: 10_000 } as const;
  const { groups } = await open.query.grouping(input, never);
  const iso = (ms: number): string => new Date(ms).toISOString();
  assert.deepEqual(
    new Map(groups.map(({ value, count, first, last }) => [value, `${count} ${first} ${last}`])),
    new Map(
      [...counts].map(([value, { count, first, last }]) => [
        value,
        `${count} ${iso(first)} ${iso(last)}`,
      ]),
    ),
    `groups of ${field}`,
  );
}

async function checkHistogram(
  open: OpenCase,
  { filter, zone, split }: View,
  expected: readonly NaiveEvent[],
  unit: HistogramUnit,
) {
  const cut = unit === 'month' ? 7 : unit === 'day' ? 10 : 13;
  const bucketOf = (ms: number): string => {
    const { date, hour } = clock(ms, zone);
    return `${date} ${hour}`.slice(0, cut);
  };
  const { buckets } = await open.query.histogram({ filter, zone, unit, split }, never);
  const found = new Map(
    buckets.map(({ start, count }) => [bucketOf(Date.parse(start ?? '')), count]),
  );
  const counts = new Map<string, number>();
  for (const { ms } of expected) counts.set(bucketOf(ms), (counts.get(bucketOf(ms)) ?? 0) + 1);
  assert.deepEqual(found, counts, `histogram by ${unit} in ${zone}`);
  if (split === null) return;
  for (const { start, parts } of buckets) {
    const inside = expected.filter(({ ms }) => bucketOf(ms) === bucketOf(Date.parse(start ?? '')));
    const texts = countsOf(inside, split, zone);
    for (const [value, count] of Object.entries(parts ?? {}))
      assert.equal(count, texts.get(value)?.count, `${split} = ${value} at ${start}`);
  }
}

async function checkExport(
  open: OpenCase,
  view: View,
  ordered: readonly NaiveEvent[],
  folder: string,
) {
  const file = path.join(folder, 'export.jsonl');
  const columns = exportColumns(view.columns);
  const request = { path: file, view, format: 'jsonl', exact: true, columns } as const;
  const { rows } = await runExport(open, request, { signal: never, onProgress: () => undefined });
  assert.equal(rows, ordered.length);
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  for (const [at, event] of ordered.entries()) {
    const row = view.columns.map((column) => {
      if (column === 'event') return [column, `E1-${event.offset}`];
      const text = textOf(event, column, view.zone);
      return [column, column === 'hour' ? Number(text) : text];
    });
    assert.deepEqual(JSON.parse(lines[at] ?? ''), Object.fromEntries(row), `row ${at}`);
  }
}

test(`random views: grid, count, facets, groups, histogram and export are what the file says (seed ${seed})`, async (t) => {
  const folder = temporaryFolder(t);
  const file = path.join(folder, 'events.jsonl');
  generateEvents(file, 1200, seed);
  const made = newCase(t);
  await importFiles(made, [file]);
  const events = naiveEvents(file);
  const open = openCase(made, { author: 'Ada' });
  t.after(() => open.close());
  const random = seeded(seed);
  for (let round = 0; round < 60; round++) {
    // Half of them before the background pass has read changes and targets, half after.
    if (round === 30) {
      await runSecondPass(made, factsFrom(open.records), never, () => undefined);
      open.index.refresh();
    }
    const view = randomView(random, events);
    const said = `round ${round}: ${JSON.stringify(view)}`;
    const expected = events.filter((event) => naiveHolds(view.filter, event));
    const ordered = expected.toSorted(inOrder(view));
    try {
      const rows = await open.query.rows(view.filter, view.sort, view.zone, never);
      assert.deepEqual(
        Array.from({ length: rows.count }, (_, at) => open.index.place(rows.at(at)).offset),
        ordered.map(({ offset }) => offset),
      );
      assert.equal(await open.query.count(view.filter, view.zone, never), expected.length);
      await checkValues(open, view, expected, random.pick(fields));
      await checkHistogram(open, view, expected, random.pick(['hour', 'day', 'month'] as const));
      if (round % 6 === 0) await checkExport(open, view, ordered, folder);
    } catch (thrown) {
      t.diagnostic(said);
      throw thrown;
    }
  }
});
