import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { exportColumns } from '../../electron/engine/export/columns.ts';
import { runExport } from '../../electron/engine/export/run.ts';
import type { OpenCase } from '../../electron/engine/openCase.ts';
import { exportFormats } from '../../shared/exportFormat.ts';
import type { Group } from '../../shared/filter.ts';
import { defaultView } from '../../shared/view.ts';
import type { View } from '../../shared/view.ts';
import type { Random } from '../bench/random.ts';
import { exportedColumns, naiveRow, readExported } from './exported.ts';
import type { NaiveEvent } from './naiveEvents.ts';
import { naiveHolds } from './naiveFilter.ts';
import { naiveOrder, randomSort } from './naiveOrder.ts';
import { askedFields, randomFilter } from './randomFilter.ts';

const never = new AbortController().signal;
export type Rounds = {
  readonly filters: number;
  /** How many of the filters are exported in every format. */
  readonly exports: number;
  /** How many of the filters have every row compared; the others fifty. */
  readonly whole: number;
  /** In a hundred conditions, how many look at the record itself: slow where there are many. */
  readonly onRecords: number;
  readonly folder: string;
};

/** Rows, count, a facet, the histogram and exports of random filters, against the test's own reading of the file. */
export async function checkAgreement(
  open: OpenCase,
  events: readonly NaiveEvent[],
  random: Random,
  rounds: Rounds,
): Promise<void> {
  for (let round = 0; round < rounds.filters; round++) {
    const filter = randomFilter(random, events, rounds.onRecords);
    const said = JSON.stringify(filter);
    const expected = events.filter((event) => naiveHolds(filter, event));
    const sort = randomSort(random);
    const ordered = naiveOrder(expected, sort);
    const set = await open.query.rows(filter, sort, 'UTC', never);
    assert.equal(set.count, expected.length, said);
    assert.equal(await open.query.count(filter, 'UTC', never), expected.length, said);
    const probes =
      round < rounds.whole
        ? ordered.keys()
        : Array.from({ length: Math.min(50, ordered.length) }, () => random.below(ordered.length));
    for (const at of probes) {
      const { offset } = open.index.place(set.at(at));
      if (offset !== ordered[at]?.offset)
        assert.fail(
          `row ${at} is at ${offset}, not at ${ordered[at]?.offset}: ${said} by ${JSON.stringify(sort)}`,
        );
    }
    await checkFacet(open, filter, expected, random.pick(askedFields));
    await checkHistogram(open, filter, expected);
    if (round < rounds.exports) await checkExports(open, { filter, sort }, ordered, rounds.folder);
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

async function checkExports(
  open: OpenCase,
  asked: Pick<View, 'filter' | 'sort'>,
  ordered: readonly NaiveEvent[],
  folder: string,
): Promise<void> {
  const view = { ...defaultView, ...asked, columns: exportedColumns };
  const columns = exportColumns(exportedColumns);
  for (const format of exportFormats) {
    const read = readExported[format];
    if (!read) continue;
    const file = path.join(folder, `export.${format}`);
    rmSync(file, { force: true });
    const { rows } = await runExport(
      open,
      { path: file, view, format, exact: true, columns },
      { signal: never, onProgress: () => undefined },
    );
    const said = `${format} of ${JSON.stringify(asked)}`;
    assert.equal(rows, ordered.length, said);
    const found = read(file);
    assert.equal(found.length, ordered.length, said);
    for (const [at, event] of ordered.entries()) {
      const expected = naiveRow(event);
      if (found[at]?.join('\0') !== expected.join('\0'))
        assert.deepEqual(found[at], expected, `row ${at}, ${said}`);
    }
  }
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
