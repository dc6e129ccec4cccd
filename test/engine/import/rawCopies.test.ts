import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { showEvent } from '../../../electron/engine/eventDetail.ts';
import { eventObject } from '../../../electron/engine/eventFields.ts';
import type { CaseEvent } from '../../../shared/event.ts';
import { pointerGet } from '../../../shared/jsonPointer.ts';
import { sharedFolder } from '../../helpers/corpus.ts';
import { assertVerifies, countsOf } from '../../helpers/importCounts.ts';
import {
  eventsOf,
  fileBeside,
  importFiles,
  langfuseRecord,
  newCase,
  withOpen,
} from '../../helpers/importedCase.ts';

const header = '_raw,_time,host,index,source,sourcetype';

/** Splunk's CSV of these originals. */
function splunk(originals: readonly string[], kind = 'x'): string {
  const rows = originals.map(
    (raw) =>
      `"${raw.replaceAll('"', '""')}","2026-07-01T00:00:00.000+0000","idx-1","main","s","${kind}"`,
  );
  return [header, ...rows, ''].join('\n');
}

function sample(name: string): string | null {
  const folder = sharedFolder('samples');
  return folder === null ? null : readFileSync(path.join(folder, name), 'utf8');
}

/** The records of a sample: of a page, or one on each line. */
function recordsOf(name: string, text: string): readonly string[] {
  if (path.extname(name) !== '.json' || text.includes('}\n{'))
    return text.split('\n').filter((line) => line.trim() !== '');
  const page: unknown = JSON.parse(text);
  const list: unknown = Array.isArray(page)
    ? page
    : Object.values(Object(page)).find(Array.isArray);
  return Array.isArray(list) ? list.map((record) => JSON.stringify(record)) : [];
}

/** What an event tells; its place and its hash are the copy's. */
function told(events: readonly CaseEvent[]): readonly unknown[] {
  const fields = [
    'id',
    'source',
    'occurredAt',
    'actorType',
    'actorId',
    'actorName',
    'actorEmail',
    'action',
    'category',
    'verb',
    'outcome',
    'resourceType',
    'resourceId',
    'ip',
    'before',
    'after',
    'details',
  ] as const;
  return events.map((event) => JSON.parse(JSON.stringify(eventObject(event, fields, 'UTC'))));
}

for (const [source, name, uniqueIds] of [
  ['arcane', 'arcane/synthetic_api_page1.json', true],
  ['atlassian-cloud', 'atlassian/synthetic_org_events_page.json', true],
  ['auth0', 'auth0/synthetic_logstream.jsonl', true],
  ['azure-activity', 'azure_activity/stratus_docs_azure.jsonl', false],
  ['bitbucket-server', 'atlassian/plaso_bitbucket_dc_audit.log', false],
  ['github', 'github_audit/synthetic_export.json', true],
  ['gitlab', 'gitlab/synthetic_api.json', true],
  ['google-workspace', 'google_workspace/synthetic_reports_api_page.json', true],
  ['gcp-audit', 'gcp_audit/stratus_docs_gcp.jsonl', false],
  ['kubernetes-audit', 'kubernetes_audit/stratus_docs_k8s.jsonl', false],
  ['microsoft-365', 'm365_ual/plaso_auditdata.jsonl', true],
  ['okta', 'okta_system_log/panther_okta_systemlog.jsonl', false],
  ['pgaudit', 'postgres_pgaudit/postgresql-15_pgaudit-1.7_EST.json', true],
  ['slack', 'slack_audit/synthetic_logs.json', true],
  ['vault', 'hashicorp_vault/synthetic_audit.log', true],
] as const) {
  test(`Splunk’s copy of ${source} says what the originals say`, async (t) => {
    const text = sample(name);
    if (text === null) return t.skip('no samples here');
    const originals = recordsOf(name, text);
    assert.ok(originals.length > 0);
    const ending = path.extname(name);
    const [plain, copied] = [newCase(t), newCase(t)];
    await importFiles(plain, [fileBeside(plain, `original${ending}`, text)]);
    const copy = fileBeside(copied, 'search.csv', splunk(originals));
    await importFiles(copied, [copy]);
    const events = await eventsOf(plain);
    assert.deepEqual(told(await eventsOf(copied)), told(events));
    assert.equal(events[0]?.source, source);
    await assertVerifies(copied);
    if (!uniqueIds) return;
    const [both] = countsOf(
      await importFiles(plain, [fileBeside(plain, 'search.csv', splunk(originals))]),
    );
    const [total = 0, isNew, duplicate, conflict, rejected = 0] = both ?? [];
    assert.deepEqual([isNew, duplicate, conflict], [0, total - rejected, 0]);
  });
}

test('a record that Splunk cut, and one that is missing, are rejected and say so', async (t) => {
  const made = newCase(t);
  const record = JSON.stringify(langfuseRecord('a'));
  const rows = [record, record.replace('"a"', '"b"'), record.slice(0, -30), ''];
  const result = await importFiles(made, [fileBeside(made, 'search.csv', splunk(rows))]);
  assert.deepEqual(countsOf(result), [[4, 2, 0, 0, 2]]);
  const reasons = await withOpen(made, (open) =>
    open.index.rejected(1, 0, 10).rows.map(({ reason }) => reason),
  );
  assert.match(reasons.join('; '), /^in _raw: .*; nothing in _raw, where/u);
});

test('the record of a copy, and of a line with text before it, is shown as it was read', async (t) => {
  for (const [name, content] of [
    ['search.csv', splunk([JSON.stringify(langfuseRecord('a'))])],
    ['a.log', `@cee: ${JSON.stringify(langfuseRecord('a'))}\n`],
  ] as const) {
    const made = newCase(t);
    await importFiles(made, [fileBeside(made, name, content)]);
    const parsed = await withOpen(made, (open) => showEvent(open, 0).parsed);
    assert.equal(pointerGet(parsed, '/resourceId'), 'prompt-a', name);
  }
});

test('Splunk’s JSON is read from its originals, too', async (t) => {
  const made = newCase(t);
  const lines = ['a', 'b'].map((id) =>
    JSON.stringify({
      preview: false,
      result: { _raw: JSON.stringify(langfuseRecord(id)), _time: '2026-07-01', host: 'h' },
    }),
  );
  await importFiles(made, [fileBeside(made, 'search.json', lines.join('\n'))]);
  assert.deepEqual(
    (await eventsOf(made)).map(({ id, source, details }) => [id, source, Object.keys(details)]),
    [
      ['a', 'langfuse', ['updatedAt', 'userOrgRole']],
      ['b', 'langfuse', ['updatedAt', 'userOrgRole']],
    ],
  );
});

test('records of several source types in one copy are pointed out', async (t) => {
  const made = newCase(t);
  const row = splunk([JSON.stringify(langfuseRecord('a'))], 'app');
  const other = splunk([JSON.stringify({ time: 'x', user: 'y' })], 'web')
    .split('\n')
    .slice(1);
  const result = await importFiles(made, [fileBeside(made, 'search.csv', row + other.join('\n'))]);
  assert.match(
    result.originals[0]?.warnings.join('; ') ?? '',
    /a copy made by Splunk.*several source types \(app, web\)/u,
  );
});

for (const [what, before] of [
  ['a prefix of the product', '@cee: '],
  ['a syslog header', '<134>Jul 19 17:19:00 host vault[12]: '],
] as const) {
  test(`JSON lines behind ${what} are the same events as without`, async (t) => {
    const text = sample('hashicorp_vault/synthetic_audit.log');
    if (text === null) return t.skip('no samples here');
    const lines = text.split('\n').filter((line) => line !== '');
    const prefixed = lines.map((line) => `${before}${line}\n`).join('');
    const made = newCase(t);
    const [plain, other] = countsOf(
      await importFiles(made, [
        fileBeside(made, 'a.log', text),
        fileBeside(made, 'b.log', prefixed),
      ]),
    );
    assert.deepEqual(
      [plain, other],
      [
        [lines.length, lines.length, 0, 0, 0],
        [lines.length, 0, lines.length, 0, 0],
      ],
    );
    await assertVerifies(made);
  });
}
