import assert from 'node:assert/strict';
import { appendFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { sourceOf } from '../../../electron/engine/import/adapters/sources.ts';
import { compareReading } from '../../../electron/engine/import/compareReading.ts';
import { readAgain } from '../../../electron/engine/import/readAgain.ts';
import {
  adapterHere,
  otherVersion,
  readingVersion,
} from '../../../electron/engine/import/readingVersion.ts';
import { ledgerSummary } from '../../../electron/engine/ledgerSummary.ts';
import { casebook, casebookJson } from '../../helpers/command.ts';
import { eventsOf, newCase, verify, withOpen } from '../../helpers/importedCase.ts';
import { readByVersionZero } from '../../helpers/otherVersion.ts';

const quiet = { signal: new AbortController().signal, onProgress: () => undefined };
const zero = {
  original: 1,
  name: 'events.jsonl',
  what: `adapter “langfuse” version 0, here ${sourceOf('langfuse')?.definition.version}`,
};

test('what another version read is told as that, and not as a problem of the evidence', async (t) => {
  const made = newCase(t);
  await readByVersionZero(made, 3);
  const { ok, problems, otherVersions } = await verify(made);
  assert.deepEqual(
    { ok, problems, otherVersions },
    { ok: true, problems: [], otherVersions: [zero] },
  );
  const { code, out, err } = casebook('verify', made);
  assert.equal(code, 1);
  assert.match(out, /verify/u);
  assert.match(err, /E1 events\.jsonl was read by another version of Casebook/u);
});

test('damage is a problem, whatever version read the file', async (t) => {
  const made = newCase(t);
  await readByVersionZero(made, 3);
  const [pack = ''] = readdirSync(path.join(made, 'evidence'));
  appendFileSync(path.join(made, 'evidence', pack), 'x');
  const { ok, problems } = await verify(made);
  assert.equal(ok, false);
  assert.match(problems[0]?.what ?? '', /bytes/u);
});

test('which events this version reads otherwise is listed before anything is changed', async (t) => {
  const made = newCase(t);
  await readByVersionZero(made, 30);
  const changes = await compareReading(made, quiet);
  const { examples, ...counts } = changes;
  assert.deepEqual(counts, {
    originals: [zero],
    events: 30,
    changed: 30,
    gone: 0,
    added: 0,
    fields: [{ field: 'ip', count: 30 }],
  });
  // No field takes all of the list.
  assert.equal(examples.length, 25);
  assert.deepEqual(examples[0], { event: 'E1-0', field: 'ip', before: null, after: '10.0.0.0' });
  assert.deepEqual((await verify(made)).otherVersions, [zero]);
});

test('accepted, the events are read anew, and the earlier reading stays on record', async (t) => {
  const made = newCase(t);
  await readByVersionZero(made, 3);
  await readAgain(made, 'Ada', quiet);
  const { ok, otherVersions } = await verify(made);
  assert.deepEqual({ ok, otherVersions }, { ok: true, otherVersions: [] });
  assert.deepEqual(
    (await eventsOf(made)).map(({ ip }) => ip),
    ['10.0.0.0', '10.0.0.1', '10.0.0.2'],
  );
  assert.deepEqual((await compareReading(made, quiet)).originals, []);
  await withOpen(made, (open) => {
    assert.deepEqual(
      open.evidence
        .ledger()
        .slice(-3)
        .map((row) => [row.author, ledgerSummary(row).summary.split(':')[0]]),
      [
        ['An earlier version', 'How E1 is read was changed'],
        ['Ada', 'E1 read again by a newer version of Casebook'],
        ['Test Auditor', 'Everything verifies'],
      ],
    );
  });
});

test('the command line lists first, and reads again only when told to', async (t) => {
  const made = newCase(t);
  await readByVersionZero(made, 2);
  const listed = casebook('reindex', made, '--read-again');
  assert.equal(listed.code, 1);
  assert.match(listed.out, /2 events read: 2 differ.*--accept/su);
  const accepted = casebookJson('reindex', made, '--read-again', '--accept');
  assert.deepEqual([accepted['accepted'], accepted['changed']], [true, 2]);
  const after = casebookJson('reindex', made, '--read-again');
  assert.deepEqual([after['accepted'], after['originals']], [false, []]);
});

test('other rules or another catalogue are told from the same version with the same', () => {
  const mapping = sourceOf('langfuse')?.definition.mapping;
  assert.ok(mapping);
  const reader = { name: 'json-lines', version: 1, encoding: 'utf-8' } as const;
  const adapter = adapterHere('langfuse', 'langfuse');
  const recorded = { reader, mapping, adapter, reading: readingVersion };
  const versions = [
    recorded,
    { ...recorded, adapter: { ...adapter, data: '' } },
    { ...recorded, adapter: { ...adapter, data: 'another' } },
    { ...recorded, reading: readingVersion + 1 },
  ];
  assert.deepEqual(versions.map(otherVersion), [
    null,
    null,
    `adapter “langfuse” version ${adapter.version}, here with other rules or another catalogue`,
    `reading version ${readingVersion + 1}, here ${readingVersion}`,
  ]);
});
