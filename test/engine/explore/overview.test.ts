import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';

import { caseOverview } from '../../../electron/engine/explore/overview.ts';
import { parseFilterText } from '../../../shared/filterText.ts';
import { auditPeriodSetting, versionsWords } from '../../../shared/overview.ts';
import { shippedViews } from '../../../shared/shippedViews.ts';
import {
  fileBeside,
  importFiles,
  langfuseRecord,
  newCase,
  withOpen,
} from '../../helpers/importedCase.ts';

const { signal } = new AbortController();
const samples = path.resolve(import.meta.dirname, '../../../resources/samples');

async function sampleCase(t: TestContext): Promise<string> {
  const made = newCase(t);
  await importFiles(
    made,
    [
      'arcane-organisation-audit-logs.json',
      'kore-audit-logs.csv',
      '1782864000000-lf-audit_logs-export-acme-june.jsonl',
    ].map((name) => path.join(samples, name)),
  );
  return made;
}

test('every number of the overview is the count of its filter, with and without an audit period', async (t) => {
  const made = await sampleCase(t);
  await withOpen(made, async (open) => {
    const periods = [null, { from: '2026-06-10', to: '2026-06-18', zone: 'Europe/Berlin' }];
    for (const period of periods) {
      open.setSetting(auditPeriodSetting, period);
      for (const zone of ['UTC', 'Europe/Berlin']) {
        const found = await caseOverview(open, { zone }, signal);
        const counts = [
          found.counted,
          ...[found.outside, found.couldBeInside, found.couldBeOutside].flatMap(
            (part) => part ?? [],
          ),
          found.withoutTime,
          found.purges,
          ...found.figures,
          ...found.products.map(({ filter, events }) => ({ filter, count: events })),
        ];
        for (const { filter, count } of counts) {
          assert.equal(count, await open.query.count(filter, zone, signal));
        }
        const { counted, outside, withoutTime, events } = found;
        // The console's log gives no zone: its six events after the end, read as UTC, could lie before it.
        if (period) assert.equal(found.couldBeInside?.count, 6);
        if (outside) assert.equal(counted.count + outside.count + withoutTime.count, events);
        for (const { events: own, days, withoutTime: untimed } of found.products) {
          assert.equal(
            days.reduce((sum, { count }) => sum + count, untimed),
            own,
          );
        }
      }
    }
    const [utc, berlin] = await Promise.all(
      ['UTC', 'Europe/Berlin'].map((zone) => caseOverview(open, { zone }, signal)),
    );
    // The same days, whichever zone is looked at.
    assert.equal(utc?.counted.count, berlin?.counted.count);
  });
});

test('a run of the retention is told with what it deleted, and what the documentation says of it', async (t) => {
  const made = await sampleCase(t);
  await withOpen(made, async (open) => {
    const { purges, hidden, figures } = await caseOverview(open, { zone: 'UTC' }, signal);
    assert.deepEqual(
      purges.newest.map(({ time, policy, records }) => [time, policy, records]),
      [['2026-06-19T02:00:00.000Z', 'audit_logs', 1204]],
    );
    assert.match(purges.meaning ?? '', /retention period/u);
    assert.ok(hidden.some(({ hides }) => hides.length > 0));
    const keys = figures.find(({ name }) => name === 'keysCreated');
    assert.ok((keys?.count ?? 0) >= 2);
  });
});

test('a purge of keys and vaults by someone is not the retention of a log', async (t) => {
  const made = newCase(t);
  const purge = (at: number, name: string): string =>
    JSON.stringify({
      eventDataId: `id-${at}`,
      eventTimestamp: `2024-12-17T10:0${at}:00.000000Z`,
      operationName: { value: name },
      caller: 'mallory@example.com',
      correlationId: `c-${at}`,
      resourceId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v',
      status: { value: 'Succeeded' },
      subscriptionId: 's',
    });
  const lines = [
    purge(1, 'Microsoft.KeyVault/vaults/keys/purge/action'),
    purge(2, 'Microsoft.KeyVault/locations/deletedVaults/purge/action'),
  ];
  await importFiles(made, [fileBeside(made, 'activity.jsonl', lines.join('\n'))]);
  await importFiles(made, [path.join(samples, 'arcane-organisation-audit-logs.json')]);
  await withOpen(made, async (open) => {
    const { purges } = await caseOverview(open, { zone: 'UTC' }, signal);
    const named = await open.query.count(parseFilterText('action ~ *purge*'), 'UTC', signal);
    assert.deepEqual(
      [named, purges.count, purges.newest.map(({ policy }) => policy)],
      [2, 1, ['audit_logs']],
    );
  });
});

test('a number that counts an event in two versions says of how many it is so, and leads to them', async (t) => {
  const made = newCase(t);
  const deletion = (id: string, name: string): string =>
    JSON.stringify(
      langfuseRecord(id, { action: 'delete', after: null, before: `{"name":"${name}"}` }),
    );
  const file = (name: string, lines: readonly string[]): string =>
    fileBeside(made, name, lines.join('\n'));
  await importFiles(made, [file('a.jsonl', [deletion('1', 'x'), deletion('2', 'y')])]);
  await importFiles(made, [file('b.jsonl', [deletion('1', 'other'), deletion('2', 'y')])]);
  await withOpen(made, async (open) => {
    const { figures, counted } = await caseOverview(open, { zone: 'UTC' }, signal);
    const deletions = figures.find(({ name }) => name === 'deletions');
    assert(deletions);
    assert.deepEqual(
      [deletions.count, deletions.versions.count, counted.count, counted.versions.count],
      [3, 1, 3, 1],
    );
    assert.equal(versionsWords(deletions.versions.count), 'of which 1 is a second version');
    const rows = await open.query.rows(deletions.versions.filter, [], 'UTC', signal);
    assert.deepEqual(
      rows.slice(0, 10).map((row) => open.records.read(row).event.before),
      [{ name: 'other' }],
    );
    const once = shippedViews.find(({ name }) => name === 'Each event once')?.filter;
    assert(once);
    assert.equal(await open.query.count(once, 'UTC', signal), 2);
  });
});

test('a gap in one product shows though another has events on those days', async (t) => {
  const made = newCase(t);
  const day = (at: number): string => `2026-06-${String(at).padStart(2, '0')}T12:00:00.000Z`;
  const lines = Array.from({ length: 20 }, (_, at) => at + 1)
    .filter((at) => at !== 11 && at !== 12)
    .map((at) => JSON.stringify(langfuseRecord(`id-${at}`, { createdAt: day(at) })));
  await importFiles(made, [fileBeside(made, 'audit.jsonl', lines.join('\n'))]);
  await importFiles(made, [path.join(samples, 'arcane-organisation-audit-logs.json')]);
  await withOpen(made, async (open) => {
    const { products } = await caseOverview(open, { zone: 'UTC' }, signal);
    const langfuse = products.find(({ source }) => source === 'langfuse');
    assert.deepEqual(langfuse?.gaps, [{ from: '2026-06-11', to: '2026-06-12', days: 2 }]);
  });
});
