import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';

import { allSources } from '../../electron/engine/import/adapters/sources.ts';
import { knownCap } from '../../electron/engine/import/knownCap.ts';
import { missingOf } from '../../electron/engine/missing.ts';
import { missingByFiles } from '../../electron/engine/missingFiles.ts';
import type { Missing } from '../../shared/missing.ts';
import {
  fileBeside,
  importFiles,
  langfuseLines,
  newCase,
  withOpen,
} from '../helpers/importedCase.ts';

type Given = Parameters<typeof missingByFiles>[0][number];

const records = { total: 10, new: 10, duplicate: 0, conflicting: 0, rejected: 0 };

function file(id: number, name: string, given: Partial<Given> = {}): Given {
  return {
    id,
    name,
    from: null,
    to: null,
    records,
    warnings: [],
    fetched: null,
    interpretation: {
      reader: { name: 'json-lines', version: 1, encoding: 'utf-8' },
      adapter: { name: 'x', version: 1, data: '' },
      mapping: {
        version: 1,
        source: 'x',
        label: 'X',
        fields: {},
        time: { format: 'auto', zone: null, zoneSource: 'assumed' },
        uniqueId: true,
        changeKind: 'none',
      },
      reading: 1,
    },
    ...given,
  };
}

function told(found: readonly Missing[]): readonly string[] {
  return found.map(({ rule, words, originals }) => `${rule} [${originals.join(' ')}] ${words}`);
}

function pages(numbers: readonly number[]): readonly Given[] {
  return numbers.map((number, at) => file(at + 1, `audit-page-${number}.json`));
}

for (const [numbers, words] of [
  [
    [1, 2, 4, 5],
    ['pages [1 2 3 4] audit-page-….json: 4 files of a series, but number 3 is not among them'],
  ],
  [
    [2, 3, 4],
    ['pages [1 2 3] audit-page-….json: 3 files of a series, but number 1 is not among them'],
  ],
  [[1, 2, 3, 4], []],
  [[1, 5], []],
  [[17, 4711, 90210], []],
] as const) {
  test(`pages ${numbers.join(', ')}: ${words.length === 0 ? 'nothing is missing' : 'one is missing'}`, () => {
    assert.deepEqual(told(missingByFiles(pages(numbers))), words);
  });
}

test('dates in names are no page numbers', () => {
  const days = [1, 2, 5].map((day, at) => file(at + 1, `log-2026-01-0${day}.json`));
  assert.deepEqual(missingByFiles(days), []);
});

test('pages that hold the same records overlap', () => {
  const [one, two, three] = pages([1, 2, 3]);
  assert.ok(one && two && three);
  const overlapping = { ...two, records: { ...records, new: 8, duplicate: 2 } };
  assert.deepEqual(told(missingByFiles([one, overlapping, three])), [
    'pages [2] audit-page-2.json: 2 records are in another file, too: pages overlap. They count once; whether others fell out between pages cannot be told',
  ]);
});

function nightly(days: readonly number[]): readonly Given[] {
  return days.map((day, at) =>
    file(at + 1, `export-202601${String(day).padStart(2, '0')}T0200.json`, {
      from: new Date(Date.UTC(2026, 0, day, 2)).toISOString(),
    }),
  );
}

test('an export that a nightly job left out is missed; none is where nothing is even', () => {
  assert.deepEqual(told(missingByFiles(nightly([1, 2, 3, 4, 6, 7, 8]))), [
    'cadence [4 5] export-20260104T0200.json, then export-20260106T0200.json: 2 days apart, where exports like them begin every 24 hours: one is missing or came late',
  ]);
  assert.deepEqual(missingByFiles(nightly([1, 2, 3, 4, 5, 6])), []);
  assert.deepEqual(missingByFiles(nightly([1, 5, 6, 14, 22, 23])), []);
  assert.deepEqual(missingByFiles(nightly([1, 2, 4])), []);
});

test('an export that begins long before its turn is told, as one that came early or covers another', () => {
  const days = nightly([1, 2, 3, 4, 5, 6]);
  const early = file(9, 'export-20260103T0600.json', { from: '2026-01-03T06:00:00.000Z' });
  assert.match(
    told(missingByFiles([...days, early])).join(' '),
    /cadence \[3 9\] export-20260103T0600\.json begins 4 hours after export-20260103T0200\.json, where exports like them begin every 24 hours: it came early/u,
  );
});

test('pages that a sync fetched are no exports of a cadence, those of a watched folder are', () => {
  const fetchedFrom = (place: string): readonly Given[] =>
    nightly([1, 2, 3, 4, 6, 7, 8]).map((each) => ({
      ...each,
      fetched: { source: 's', place, at: '2026-01-09T00:00:00Z', headers: {} },
    }));
  assert.deepEqual(missingByFiles(fetchedFrom('https://api.example.com/log?page=2')), []);
  assert.equal(missingByFiles(fetchedFrom('/exports/a.json')).length, 1);
});

async function missingIn(
  t: TestContext,
  files: readonly (readonly [name: string, content: string])[],
): Promise<readonly string[]> {
  const made = newCase(t);
  await importFiles(
    made,
    files.map(([name, content]) => fileBeside(made, name, content)),
  );
  return withOpen(made, async (open) => told(await missingOf(open, new AbortController().signal)));
}

const level =
  'level [1] Langfuse / ABV audit log: all 5 events are of projects. An export is of one project: members, API keys and settings of the organisation, and other projects, are in none of them.';

test('an export of one project alone says what is above it', async (t) => {
  assert.deepEqual(await missingIn(t, [['a.jsonl', langfuseLines(0, 5)]]), [level]);
});

for (const [name, content] of [
  ['cut.jsonl', langfuseLines(0, 6).slice(0, -40)],
  ['cut.json', `[${langfuseLines(0, 6).trim().split('\n').join(',')}`.slice(0, -40)],
] as const) {
  test(`${name} ends in the middle of a record, and says so`, async (t) => {
    assert.deepEqual(await missingIn(t, [[name, content]]), [
      level,
      `cut [1] ${name}: it ends in the middle of a record: the export was cut off, and what followed is missing`,
    ]);
  });
}

test('a CSV row that ends too early at the end of its file is cut off; one in the middle is not', async (t) => {
  const rows = ['timestamp,user,action,result', '2026-01-02T03:04:05Z,jo,login,ok'];
  const cut = await missingIn(t, [['a.csv', [...rows, '2026-01-02T03:04:06Z,jo,lo'].join('\n')]]);
  assert.match(cut.join(' '), /cut \[1\] a\.csv/u);
  const ragged = [...rows, '2026-01-02T03:04:06Z,jo', ...rows.slice(1), ''].join('\n');
  assert.deepEqual(await missingIn(t, [['a.csv', ragged]]), []);
});

test('an export of 0 bytes is told', async (t) => {
  const [, empty] = await missingIn(t, [
    ['a.jsonl', langfuseLines(0, 5)],
    ['b.jsonl', ''],
  ]);
  assert.match(empty ?? '', /^empty \[2\] b\.jsonl: empty file, 0 bytes/u);
});

function cloudTrail(
  count: number,
  name: (at: number) => string,
  day: (at: number) => number,
): string {
  return Array.from({ length: count }, (_, at) =>
    JSON.stringify({
      eventVersion: '1.08',
      eventID: `id-${at}`,
      eventSource: 'iam.amazonaws.com',
      eventName: name(at),
      eventTime: new Date(Date.UTC(2026, 0, day(at), 1, at % 60)).toISOString(),
      userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::1:user/a' },
      awsRegion: at % 2 === 0 ? 'us-east-1' : 'eu-west-1',
      sourceIPAddress: '203.0.113.7',
    }),
  ).join('\n');
}

test('a log without a single read says which default hides them', async (t) => {
  const writes = cloudTrail(
    120,
    () => 'CreateUser',
    (at) => 1 + (at % 20),
  );
  const found = await missingIn(t, [['trail.jsonl', writes]]);
  assert.match(
    found.join(' '),
    /reads \[1\] AWS CloudTrail: none of 120 events reads anything\. .*\bread/iu,
  );
  const reads = cloudTrail(
    120,
    (at) => (at === 7 ? 'GetUser' : 'CreateUser'),
    (at) => 1 + (at % 20),
  );
  assert.doesNotMatch((await missingIn(t, [['trail.jsonl', reads]])).join(' '), /reads \[/u);
});

test('a stretch of days without events unlike the rest is a hole', async (t) => {
  const days = cloudTrail(
    120,
    () => 'GetUser',
    (at) => (at % 20 < 10 ? 1 + (at % 20) : 11 + (at % 20)),
  );
  assert.deepEqual(await missingIn(t, [['trail.jsonl', days]]), [
    'hole [1] AWS CloudTrail: no event from 2026-01-11 to 2026-01-20 (10 days, UTC), where there are some on every day as a rule',
  ]);
});

test('exactly as many records as an exporter writes at most is told', () => {
  const warning = 'exactly 100,000 records, where GitLab’s exports end: there may be more';
  assert.deepEqual(told(missingByFiles([file(1, 'a.csv', { warnings: [warning] })])), [
    `cap [1] a.csv: ${warning}`,
  ]);
});

const ofTrail = (awsRegion: string): string =>
  JSON.stringify({ ...trail, eventID: awsRegion, awsRegion });
const trail = {
  eventVersion: '1.08',
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  eventTime: '2026-01-01T00:00:00Z',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::1:user/a' },
};
const activity = (application: string): string =>
  JSON.stringify({
    kind: 'admin#reports#activity',
    id: {
      time: '2026-01-01T00:00:00Z',
      uniqueQualifier: application,
      applicationName: application,
      customerId: 'C',
    },
    actor: { email: 'jo@example.com' },
    events: [{ type: 't', name: 'n' }],
  });

for (const [what, lines, words] of [
  [
    'a trail of one region',
    [ofTrail('us-east-1')],
    /^level \[1\] AWS CloudTrail: all 1 events are of one of the regions, us-east-1\. What was done in other regions/u,
  ],
  ['a trail of two regions', [ofTrail('us-east-1'), ofTrail('eu-west-1')], /^$/u],
  [
    'the log of one application of Google Workspace',
    [
      activity('login'),
      activity('login').replace('"login","applicationName', '"x","applicationName'),
    ],
    /^level \[1\] Google Workspace.*: all 2 events are of the list “login”\. Each application/u,
  ],
  ['the logs of two', [activity('login'), activity('admin')], /^$/u],
] as const) {
  test(`${what}: what is missing with it is told, or nothing`, async (t) => {
    assert.match((await missingIn(t, [['a.jsonl', lines.join('\n')]])).join(' '), words);
  });
}

function page(id: number, more: string): readonly [string, string] {
  const record = JSON.stringify(arcaneRecord(id));
  return [`answer-${'abc'[id] ?? ''}.json`, `{"data":[${record}],${more},"limit":50}`];
}

function arcaneRecord(id: number): Record<string, unknown> {
  return {
    id: `id-${id}`,
    createdAt: '2026-02-17T20:34:12.123Z',
    action: 'datasource.deleted',
    actorId: 'u',
    actorType: 'user',
    resourceType: 'datasource',
    resourceId: 'd',
    metadata: {},
    beforeState: { name: 'a' },
    afterState: null,
    organisationId: id % 2 === 0 ? 'o' : null,
    projectId: id % 2 === 0 ? null : 'p',
  };
}

test('pages of which each says that another follows are not the whole log', async (t) => {
  const going = '"nextCursor":"2026-02-17T20:34:12.123Z","hasMore":true';
  const last = '"nextCursor":"2026-02-17T20:34:12.123Z","hasMore":false';
  assert.deepEqual(await missingIn(t, [page(0, going), page(1, going)]), [
    'pages [1 2] answer-a.json and 1 more pages: each says that another page follows, and none is the last: what follows is missing',
  ]);
  assert.deepEqual(await missingIn(t, [page(0, going), page(1, last)]), []);
  assert.deepEqual(await missingIn(t, [page(0, '"x":1'), page(1, '"x":1')]), []);
});

for (const { definition } of allSources().filter((source) => source.definition.about.caps))
  test(`exactly where ${definition.name}’s exports end is told at import`, () => {
    for (const { records: most, whose } of definition.about.caps ?? []) {
      assert.match(
        knownCap(most, definition.mapping.source) ?? '',
        new RegExp(`^exactly ${most.toLocaleString('en-US')} records, where ${whose} end`, 'u'),
      );
      assert.doesNotMatch(
        knownCap(most - 1, definition.mapping.source) ?? '',
        /there may be more/u,
      );
    }
  });

test('a file with as many records as its exporter writes at most says so in the case', async (t) => {
  const lines = Array.from({ length: 50 }, (_, at) =>
    JSON.stringify({
      eventDataId: `e${at}`,
      eventTimestamp: '2026-01-01T00:00:00Z',
      operationName: { value: 'Microsoft.Compute/virtualMachines/write' },
      caller: 'jo@example.com',
      subscriptionId: `s${at}`,
      status: { value: 'Succeeded' },
    }),
  );
  assert.deepEqual(await missingIn(t, [['a.jsonl', lines.join('\n')]]), [
    'cap [1] a.jsonl: exactly 50 records, where calls of az monitor activity-log list without --max-events end: there may be more',
  ]);
});
