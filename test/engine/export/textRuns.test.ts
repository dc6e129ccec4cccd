import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';

import { columnValue } from '../../../electron/engine/export/columnValue.ts';
import { runExport } from '../../../electron/engine/export/run.ts';
import { ledgerSummary } from '../../../electron/engine/ledgerSummary.ts';
import type { OpenCase } from '../../../electron/engine/openCase.ts';
import type { JsonValue } from '../../../shared/event.ts';
import { everything } from '../../../shared/filter.ts';
import { defaultView } from '../../../shared/view.ts';
import {
  fileBeside,
  importFiles,
  langfuseLines,
  newCase,
  withOpen,
} from '../../helpers/importedCase.ts';

const { signal } = new AbortController();

async function exported(
  made: string,
  open: OpenCase,
  format: 'json' | 'jsonl' | 'csv',
  fields: readonly string[],
): Promise<string> {
  const file = path.join(path.dirname(made), `rows.${format}`);
  const columns = fields.map((field) => ({ field, header: field }));
  const view = { ...defaultView, sort: [{ field: 'occurredAt', desc: true }] };
  const request = { path: file, view, format, exact: true, columns };
  const done = await runExport(open, request, { signal, onProgress: () => undefined });
  const bytes = readFileSync(file);
  assert.equal(done.bytes, bytes.length);
  assert.equal(done.sha256, createHash('sha256').update(bytes).digest('hex'));
  return bytes.toString();
}

/** The values of every row, each read from its record. */
async function valuesOf(
  open: OpenCase,
  fields: readonly string[],
): Promise<readonly (readonly (JsonValue | undefined)[])[]> {
  const rows = await open.query.rows(
    everything,
    [{ field: 'occurredAt', desc: true }],
    'UTC',
    signal,
  );
  return rows.slice(0, rows.count).map((row) => {
    const stored = open.records.read(row);
    return fields.map((field) => columnValue(stored, field, 'UTC', open.volatileOf(1)));
  });
}

async function caseOf(t: TestContext, events: number): Promise<string> {
  const made = newCase(t);
  await importFiles(made, [fileBeside(made, 'a.jsonl', langfuseLines(1, events))]);
  return made;
}

const columnFields = ['event', 'occurredAt', 'action', 'resourceId', 'actor', 'length'];
const recordFields = ['event', 'occurredAt', 'id', 'after', 'raw./userOrgRole', 'changed'];

for (const [events, how, fields] of [
  [5_000, 'in threads', recordFields],
  [700, 'in the same thread', recordFields],
  [5_000, 'from columns', columnFields],
] as const) {
  test(`${events} events exported ${how} hold the values of their records, in order`, async (t) => {
    const made = await caseOf(t, events);
    await withOpen(made, async (open) => {
      const expected = (await valuesOf(open, fields)).map((values) =>
        Object.fromEntries(fields.map((field, at) => [field, values[at] ?? null])),
      );
      const lines = (await exported(made, open, 'jsonl', fields)).trimEnd().split('\n');
      assert.deepEqual(
        lines.map((line): unknown => JSON.parse(line)),
        expected,
      );
      assert.deepEqual(JSON.parse(await exported(made, open, 'json', fields)), expected);
      const csv = (await exported(made, open, 'csv', fields)).split('\r\n');
      assert.equal(csv.length, events + 2);
      assert.equal(csv[0], fields.map((field) => `"${field}"`).join(','));
      const quoted = (value: JsonValue): string => {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        return value === null ? '' : `"${text.replaceAll('"', '""')}"`;
      };
      assert.deepEqual(
        csv.slice(1, -1),
        expected.map((row) => fields.map((field) => quoted(row[field] ?? null)).join(',')),
      );
    });
  });
}

test('an export of nothing is a whole file of its format', async (t) => {
  const made = newCase(t);
  await withOpen(made, async (open) => {
    assert.equal(await exported(made, open, 'json', ['action', 'id']), '[\n]\n');
    assert.equal(await exported(made, open, 'jsonl', ['action', 'id']), '');
    assert.equal(await exported(made, open, 'csv', ['action', 'id']), '"action","id"\r\n');
  });
});

test('an export that cannot be put in its place says so in the custody log too', async (t) => {
  const made = await caseOf(t, 3);
  await withOpen(made, async (open) => {
    const file = path.join(path.dirname(made), 'taken.csv');
    mkdirSync(path.join(file, 'in the way'), { recursive: true });
    const request = { path: file, view: defaultView, format: 'csv', exact: true } as const;
    const columns = [{ field: 'id', header: 'id' }];
    await assert.rejects(
      runExport(open, { ...request, columns }, { signal, onProgress: () => undefined }),
      /taken\.csv/,
    );
    const told = open.evidence.ledger().map((row) => ledgerSummary(row).summary);
    assert.match(told.at(-2) ?? '', /^3 events exported as csv to taken\.csv/);
    assert.match(told.at(-1) ?? '', /^The file taken\.csv could not be put in its place/);
    assert.deepEqual(
      readdirSync(path.dirname(made)).filter((name) => name.endsWith('.partial')),
      [],
    );
  });
});
