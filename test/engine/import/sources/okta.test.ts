import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventReference } from '../../../../shared/event.ts';
import { readBySource, readOne } from '../../../helpers/readBySource.ts';
import type { JsonRecord } from '../../../helpers/readBySource.ts';
import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

/** Read by hand from the records. */
const byHand: readonly (readonly [reference: string, told: Readonly<Record<string, unknown>>])[] = [
  [
    'E1-0',
    {
      id: 'a8daaacb-7f18-1111-1111-11111111',
      source: 'okta',
      occurredAt: '2023-09-30T10:42:16.000Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '0123456789',
      actorName: 'OKTA Test user',
      actorEmail: 'okta@okta-test.com',
      action: 'user.account.lock',
      category: 'user.account',
      verb: 'disable',
      outcome: 'failure',
      description: 'Max sign in attempts exceeded',
      ip: '1.1.1.1',
      userAgent:
        'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Mobile Safari/537.36',
      changeKind: 'none',
    },
  ],
  [
    'E2-0',
    {
      id: 'dc9fd3c0-598c-11ef-8478-2b7584bf8d5a',
      source: 'okta',
      occurredAt: '2024-08-13T15:58:20.353Z',
      zoneSource: 'in data',
      actorType: 'UNKNOWN',
      actorId: '10.0.0.1',
      actorName: '10.0.0.1',
      action: 'security.threat.detected',
      category: 'security.threat',
      verb: 'other',
      outcome: 'denied',
      description: 'Request from suspicious actor',
      ip: '10.0.0.1',
      userAgent: 'unknown',
      changeKind: 'none',
    },
  ],
  [
    'E3-0',
    {
      id: 'dc9fd3c0-598c-11ef-8478-2b7584bf8d5a',
      source: 'okta',
      occurredAt: '2024-08-13T15:58:20.353Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '00uttidj01jqL21aM1d6',
      actorName: 'John Doe',
      actorEmail: 'john.doe@example.com',
      action: 'group.user_membership.add',
      category: 'group.user_membership',
      verb: 'grant',
      outcome: 'success',
      description: 'Add user to group membership',
      resourceType: 'UserGroup',
      resourceId: '00phjos6i2N0LcrqO1d7',
      resourceName: 'TEST Group',
      targets: [
        {
          type: 'UserGroup',
          id: '00phjos6i2N0LcrqO1d7',
          name: 'TEST Group',
          email: null,
        },
        {
          type: 'User',
          id: '00phjos6i2N0LcrqO1d71',
          name: 'TEST User',
          email: 'test_user@example[.]com',
        },
      ],
      ip: '10.0.0.1',
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/127.0.0.0 Safari/537.36',
      changeKind: 'none',
    },
  ],
  [
    'E4-0',
    {
      source: 'okta',
      occurredAt: '2022-03-22T14:21:53.225Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: '111111',
      actorName: 'Homer Simpson',
      actorEmail: 'homer@springfield.gov',
      action: 'user.session.impersonation.grant',
      category: 'user.session',
      verb: 'grant',
      outcome: 'unknown',
      description: 'Enable impersonation grant',
      ip: '1.1.1.1',
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0.4844.83 Safari/537.36',
      changeKind: 'none',
    },
  ],
  [
    'E4-14930',
    {
      id: 'aa-11-22-33-44-bb',
      source: 'okta',
      occurredAt: '2022-12-13T00:58:19.811Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: '00ABC123',
      actorName: 'Homer Simpsons',
      actorEmail: 'homer.simpson@duff.com',
      action: 'app.token.reuse',
      category: 'app.token',
      verb: 'other',
      outcome: 'failure',
      description: 'User attempted to reuse tokens',
      resourceType: 'AppInstance',
      resourceId: '12345',
      resourceName: 'App (123)',
      targets: [
        {
          type: 'AppInstance',
          id: '12345',
          name: 'App (123)',
          email: null,
        },
      ],
      ip: '1.2.3.4',
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.0.0 Safari/537.36',
      changeKind: 'none',
    },
  ],
  [
    'E5-1347',
    {
      id: 'cc3793ab-6194-4102-ac3e-760ff29e066e',
      source: 'okta',
      occurredAt: '2026-03-01T00:00:00.123Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '00u8caed812b21e2cc72',
      actorName: 'Alex, Example',
      actorEmail: 'alex@example.com',
      action: 'policy.rule.update',
      category: 'policy.rule',
      verb: 'update',
      outcome: 'pending',
      description: 'User login to Okta',
      resourceType: 'AppInstance',
      resourceId: '0oa05905d13f4',
      resourceName: 'Workday',
      targets: [
        {
          type: 'AppInstance',
          id: '0oa05905d13f4',
          name: 'Workday',
          email: null,
        },
      ],
      ip: '203.0.113.5',
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)',
      changeKind: 'none',
    },
  ],
  [
    'E5-1775',
    {
      id: 'bdab6ba1-b38c-4917-a088-3b9d39ff90ee',
      source: 'okta',
      occurredAt: '2026-03-01T00:01:01.123Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '00uca2e5f9a6d16be20e',
      actorName: 'Alex, Example',
      actorEmail: 'alex@example.com',
      action: 'user.session.start',
      category: 'user.session',
      verb: 'login',
      outcome: 'failure',
      description: 'User login to Okta',
      resourceType: 'AppInstance',
      resourceId: '0oa2f4c2db96b',
      resourceName: 'Workday',
      targets: [
        {
          type: 'AppInstance',
          id: '0oa2f4c2db96b',
          name: 'Workday',
          email: null,
        },
      ],
      ip: '203.0.113.5',
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)',
      changeKind: 'none',
    },
  ],
];

test('Okta’s records, copies of them with lower-case keys and the CSV of the console: counted, and read as a person reads them', async (t) => {
  const samples = await importSamples(t, [
    'okta_system_log/ocsf_raw/account_change.json',
    'okta_system_log/ocsf_raw/detection_finding.json',
    'okta_system_log/ocsf_raw/group_management.json',
    'okta_system_log/panther_okta_systemlog.jsonl',
    'okta_system_log/synthetic_ui_export.csv',
  ]);
  if (!samples) return t.skip('no samples here');
  assert.deepEqual(
    samples.result.originals.map(({ records }) => [
      records.new,
      records.duplicate,
      records.conflicting,
      records.rejected,
    ]),
    [
      [1, 0, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 1, 0],
      [30, 0, 35, 0],
      [30, 0, 0, 0],
    ],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});

const base = {
  uuid: 'u-1',
  published: '2026-01-01T00:00:00.000Z',
  eventType: 'user.session.start',
  actor: { id: '00u1', type: 'User', alternateId: 'ada@example.com', displayName: 'Ada' },
};

test('every word for an outcome, in JSON and in the CSV', () => {
  const cases = [
    ['SUCCESS', 'success'],
    ['ALLOW', 'success'],
    ['FAILURE', 'failure'],
    ['DENY', 'denied'],
    ['CHALLENGE', 'pending'],
    ['SKIPPED', 'unknown'],
    ['UNKNOWN', 'unknown'],
  ] as const;
  const row = { event_type: 'user.session.start', 'actor.alternate_id': 'ada@example.com' };
  for (const [result, outcome] of cases) {
    const cells = { ...row, 'outcome.result': result };
    const [fromCsv] = readBySource('okta', cells, Object.keys(cells));
    assert.deepEqual(
      [readOne('okta', { ...base, outcome: { result } }).outcome, fromCsv?.outcome],
      [outcome, outcome],
    );
  }
});

test('kinds of actor, and an e-mail only where the other id is one', () => {
  const cases: readonly (readonly [JsonRecord, string, string | null])[] = [
    [{ type: 'User', alternateId: 'ada@example.com' }, 'USER', 'ada@example.com'],
    [{ type: 'User', alternateId: 'ada' }, 'USER', null],
    [{ type: 'SystemPrincipal', alternateId: 'system@okta.com' }, 'SYSTEM', 'system@okta.com'],
    [{ type: 'PublicClientApp', alternateId: '0oa1' }, 'APP', null],
    [{ type: 'IP address', alternateId: 'unknown' }, 'UNKNOWN', null],
  ];
  assert.deepEqual(
    cases.map(([actor]) => {
      const { actorType, actorEmail } = readOne('okta', { ...base, actor });
      return [actorType, actorEmail];
    }),
    cases.map(([, type, email]) => [type, email]),
  );
});

test('the address is the client’s, else the first of the chain', () => {
  const chain = { request: { ipChain: [{ ip: '10.0.0.9' }] } };
  assert.deepEqual(
    [{ client: { ipAddress: '10.0.0.1' }, ...chain }, chain, {}].map(
      (more) => readOne('okta', { ...base, ...more }).ip,
    ),
    ['10.0.0.1', '10.0.0.9', null],
  );
});

test('what a target changed from and to, and how someone signed in by a factor', () => {
  const target = [
    { id: '1', type: 'Factor', displayName: 'Okta Verify' },
    {
      id: '2',
      type: 'User',
      alternateId: 'bob@example.com',
      changeDetails: { from: { status: 'A' }, to: { status: 'B' } },
    },
  ];
  const { before, after, changeKind, authMethod, targets } = readOne('okta', { ...base, target });
  assert.deepEqual(
    { before, after, changeKind, authMethod, targets },
    {
      before: { status: 'A' },
      after: { status: 'B' },
      changeKind: 'patch',
      authMethod: 'Okta Verify',
      targets: [
        { type: 'Factor', id: '1', name: 'Okta Verify', email: null },
        { type: 'User', id: '2', name: 'bob@example.com', email: 'bob@example.com' },
      ],
    },
  );
});

test('an event hook is as many events as it carries; EventBridge wraps one', () => {
  const hook = {
    eventType: 'com.okta.event_hook',
    data: { events: [base, { ...base, uuid: 'u-2' }] },
  };
  assert.deepEqual(
    [
      readBySource('okta', hook),
      readBySource('okta', { source: 'aws.partner/okta.com', detail: base }),
    ].map((events) => events.map(({ id, action }) => [id, action])),
    [
      [
        ['u-1', 'user.session.start'],
        ['u-2', 'user.session.start'],
      ],
      [['u-1', 'user.session.start']],
    ],
  );
});
