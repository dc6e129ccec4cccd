import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventReference } from '../../../../shared/event.ts';
import { assertBalanced, countsOf } from '../../../helpers/importCounts.ts';
import { fileBeside, importFiles, eventsOf, newCase } from '../../../helpers/importedCase.ts';
import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

const folder = 'postgres_pgaudit/postgresql-15_pgaudit-1.7_EST';
const classes = new Set(['READ', 'WRITE', 'FUNCTION', 'ROLE', 'DDL', 'MISC', 'MISC_SET']);

/** Read by hand from the rows of the csvlog. */
const byHand: readonly (readonly [reference: string, told: Readonly<Record<string, unknown>>])[] = [
  [
    'E1-1134',
    {
      id: '6b002311.6d49.2',
      source: 'pgaudit',
      occurredAt: '2026-11-20T10:38:09.033Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'postgres',
      actorName: 'postgres',
      action: 'connection authorized',
      category: 'CONNECTION',
      verb: 'login',
      outcome: 'success',
      description: 'connection authorized: user=postgres database=postgres application_name=psql',
      projectId: 'postgres',
      projectName: 'postgres',
      ip: '127.0.0.1',
      changeKind: 'none',
    },
  ],
  [
    'E1-3401',
    {
      id: '6b002311.6d4b.4',
      source: 'pgaudit',
      occurredAt: '2026-11-20T10:38:09.089Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'postgres',
      actorName: 'postgres',
      action: 'CREATE TABLE',
      category: 'DDL',
      verb: 'create',
      outcome: 'success',
      description:
        'create table account (id int primary key, name text, balance numeric(10,2), note text);',
      resourceType: 'TABLE',
      resourceId: 'public.account',
      resourceName: 'public.account',
      projectId: 'app',
      projectName: 'app',
      ip: '127.0.0.1',
      userAgent: 'psql',
      after: {
        statement:
          'create table account (id int primary key, name text, balance numeric(10,2), note text);',
        rows: 0,
      },
      changeKind: 'request',
    },
  ],
  [
    'E1-8658',
    {
      id: '6b002311.6d4d.13',
      source: 'pgaudit',
      occurredAt: '2026-11-20T10:38:09.106Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'alice',
      actorName: 'alice',
      action: 'SELECT',
      category: 'ERROR',
      verb: 'read',
      outcome: 'failure',
      description: 'division by zero',
      projectId: 'app',
      projectName: 'app',
      ip: '127.0.0.1',
      userAgent: 'ledger',
      changeKind: 'none',
    },
  ],
  [
    'E1-10816',
    {
      id: '6b002311.6d4f.8',
      source: 'pgaudit',
      occurredAt: '2026-11-20T10:38:09.120Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'bob',
      actorName: 'bob',
      action: 'SELECT',
      category: 'READ',
      verb: 'read',
      outcome: 'success',
      description: 'select count(*) from account',
      resourceType: 'TABLE',
      resourceId: 'public.account',
      resourceName: 'public.account',
      projectId: 'app',
      projectName: 'app',
      ip: '127.0.0.1',
      userAgent: 'reporting',
      changeKind: 'none',
    },
  ],
  [
    'E1-12589',
    {
      id: '6b002311.6d51.6',
      source: 'pgaudit',
      occurredAt: '2026-11-20T10:38:09.133Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'postgres',
      actorName: 'postgres',
      action: 'DROP ROLE',
      category: 'ROLE',
      verb: 'delete',
      outcome: 'success',
      description: 'drop role if exists nobody;',
      projectId: 'app',
      projectName: 'app',
      ip: '127.0.0.1',
      userAgent: 'psql',
      after: { statement: 'drop role if exists nobody;', rows: 0 },
      changeKind: 'request',
    },
  ],
];

test('records of a csvlog say what stands in them, and the JSON log of the same session is the same events', async (t) => {
  const read = await importSamples(t, [`${folder}.csv`, `${folder}.json`]);
  if (read === null) return t.skip('no samples here');
  const { result, events } = read;
  assert.deepEqual(countsOf(result), [
    [67, 67, 0, 0, 0],
    [67, 0, 67, 0, 0],
  ]);
  assert.equal(events.filter(({ category }) => classes.has(category ?? '')).length, 36);
  for (const [reference, told] of byHand) {
    const event = events.find((each) => eventReference(each) === reference);
    assert.deepEqual(toldFields(event), told);
  }
});

test('the log text of the session has the same messages, statements over several lines whole', async (t) => {
  const csv = await importSamples(t, [`${folder}.csv`]);
  const log = await importSamples(t, [`${folder}.log`]);
  if (csv === null || log === null) return t.skip('no samples here');
  log.result.originals.forEach(assertBalanced);
  // Of the address and the application the setting of this server says nothing.
  const told = ({ events }: typeof csv): readonly unknown[] =>
    events.map(({ time, action, category, verb, outcome, actorName, projectId, description }) => ({
      ms: time?.ms,
      // What kind of statement failed the text does not say.
      ...(category === 'ERROR' ? {} : { action, verb }),
      category,
      outcome,
      actorName,
      projectId,
      description,
    }));
  assert.deepEqual(told(log), told(csv));
  const failed = log.events.find(({ description }) => description === 'division by zero');
  assert.equal(failed?.details['statement'], 'select 1/0;');
});

/** One line each, by the setting that it was written with. */
const lines: readonly (readonly [
  setting: string,
  line: string,
  told: Readonly<Record<string, unknown>>,
])[] = [
  [
    '%m [%p] %q%u@%d ',
    '2026-01-02 03:04:05.678 UTC [77] jo@app LOG:  AUDIT: SESSION,1,1,READ,SELECT,,,select 1,<none>',
    {
      at: '2026-01-02T03:04:05.678Z',
      actor: 'jo',
      database: 'app',
      ip: null,
      id: null,
      action: 'SELECT',
    },
  ],
  [
    '%t:%r:%u@%d:[%p]: ',
    '2026-01-02 03:04:05 UTC:203.0.113.7(52144):jo@app:[77]: LOG:  connection authorized: user=jo',
    {
      at: '2026-01-02T03:04:05Z',
      actor: 'jo',
      database: 'app',
      ip: '203.0.113.7',
      id: null,
      action: 'connection authorized',
    },
  ],
  [
    '%n %c %l %a|%h ',
    '1767323045.123 6b002311.6d49 12 my app|198.51.100.2 FATAL:  password authentication failed for user "jo"',
    {
      at: '2026-01-02T03:04:05.123Z',
      actor: null,
      database: null,
      ip: '198.51.100.2',
      id: '6b002311.6d49.12',
      action: 'authentication failed',
    },
  ],
];

for (const [setting, line, told] of lines) {
  test(`a line is read by its log_line_prefix, ${setting}`, async (t) => {
    const made = newCase(t);
    const file = fileBeside(made, 'postgresql.log', `${line}\n`);
    await importFiles(made, [file], { prefix: setting });
    const [event] = await eventsOf(made);
    assert.deepEqual(
      {
        at: event?.time ? new Date(event.time.ms).toISOString().replace('.000Z', 'Z') : null,
        actor: event?.actorName,
        database: event?.projectId,
        ip: event?.ip,
        id: event?.id,
        action: event?.action,
      },
      told,
    );
  });
}

for (const [line, outcome] of [
  ['ERROR:  permission denied for table account', 'denied'],
  ['ERROR:  must be owner of table account', 'denied'],
  ['FATAL:  no pg_hba.conf entry for host "203.0.113.7"', 'denied'],
  ['ERROR:  division by zero', 'failure'],
  ['LOG:  AUDIT: OBJECT,1,1,WRITE,DELETE,TABLE,public.a,delete from a,<none>', 'success'],
  ['LOG:  checkpoint complete', 'unknown'],
] as const) {
  test(`${outcome}: ${line}`, async (t) => {
    const made = newCase(t);
    const text = `2026-01-02 03:04:05.678 UTC [77] jo@app ${line}\n`;
    await importFiles(made, [fileBeside(made, 'postgresql.log', text)]);
    assert.equal((await eventsOf(made))[0]?.outcome, outcome);
  });
}

test('lines of Bitbucket Server become events; a bar in the details is theirs', async (t) => {
  const read = await importSamples(t, ['atlassian/plaso_bitbucket_dc_audit.log']);
  if (read === null) return t.skip('no samples here');
  read.result.originals.forEach(assertBalanced);
  assert.deepEqual(
    read.events
      .slice(0, 5)
      .map(({ time, actorName, action, verb, resourceName, ip, projectId }) => [
        time && new Date(time.ms).toISOString(),
        actorName,
        action,
        verb,
        resourceName,
        ip,
        projectId,
      ]),
    [
      [
        '2014-05-21T14:09:21.906Z',
        'admin',
        'RestrictedRefAddedEvent',
        'create',
        'refs/heads/random-cleanups',
        '0:0:0:0:0:0:0:1',
        null,
      ],
      [
        '2014-05-21T14:09:25.418Z',
        'admin',
        'RestrictedRefRemovedEvent',
        'delete',
        'refs/heads/random-cleanups',
        '0:0:0:0:0:0:0:1',
        null,
      ],
      [
        '2014-05-21T14:09:33.433Z',
        'jsmith',
        'RepositoryCreatedEvent',
        'create',
        'my-repo',
        '63.246.22.199',
        'myproject',
      ],
      ['2014-05-21T14:10:00.000Z', 'admin', 'UserCreatedEvent', 'create', null, '10.1.1.100', null],
      ['2014-05-21T14:10:10.000Z', null, 'UserLoggedInEvent', 'login', null, '10.1.1.100', null],
    ],
  );
  const made = newCase(t);
  const line = '10.1.1.1 | UserCreatedEvent | a | 1400681400000 | - | {"name":"x | y"} | r | s\n';
  await importFiles(made, [fileBeside(made, 'audit.log', line)]);
  assert.equal((await eventsOf(made))[0]?.resourceName, 'x | y');
});
