import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventReference } from '../../../../shared/event.ts';
import { readOne } from '../../../helpers/readBySource.ts';
import type { JsonRecord } from '../../../helpers/readBySource.ts';
import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

/** Read by hand from the records. */
const byHand: readonly (readonly [reference: string, told: Readonly<Record<string, unknown>>])[] = [
  [
    'E1-18',
    {
      id: '0123a45b-6c7d-8900-e12f-3456789gh0i1',
      source: 'slack',
      occurredAt: '2018-03-16T15:32:23Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'W123AB456',
      actorName: 'Charlie Parker',
      actorEmail: 'bird@example.com',
      action: 'user_login',
      category: 'user',
      verb: 'login',
      outcome: 'unknown',
      resourceType: 'user',
      resourceId: 'W123AB456',
      resourceName: 'Charlie Parker',
      targets: [
        {
          type: 'user',
          id: 'W123AB456',
          name: 'Charlie Parker',
          email: 'bird@example.com',
        },
      ],
      orgId: 'E1701NCCA',
      orgName: 'Birdland',
      ip: '203.0.113.7',
      userAgent: 'Mozilla/5.0',
      changeKind: 'none',
    },
  ],
  [
    'E1-709',
    {
      id: '042bb69d',
      source: 'slack',
      occurredAt: '2018-03-16T15:43:19Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'W1',
      actorName: 'A',
      actorEmail: 'a@example.com',
      action: 'pref.two_factor_auth_changed',
      category: 'workspace',
      verb: 'update',
      outcome: 'unknown',
      resourceType: 'workspace',
      resourceId: 'T1',
      resourceName: 'W',
      projectId: 'T1',
      projectName: 'W',
      before: {
        type: ['optional'],
      },
      after: {
        type: ['required'],
      },
      changeKind: 'patch',
      changed: ['/type'],
    },
  ],
  [
    'E2-1193',
    {
      id: '9d9b76ce-47bb-4838-a96a-1b5fd4d1b564',
      source: 'slack',
      occurredAt: '2022-07-28T16:48:14Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: 'A012B3CDEFG',
      actorName: 'username',
      actorEmail: 'user@example.com',
      action: 'app_scopes_expanded',
      category: 'workspace',
      verb: 'other',
      outcome: 'unknown',
      resourceType: 'workspace',
      resourceId: 'T01234N56GB',
      resourceName: 'test-workspace-1',
      projectId: 'T01234N56GB',
      projectName: 'test-workspace',
      ip: '1.2.3.4',
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/103.0.0.0 Safari/537.36',
      before: {
        scopes: [
          'chat:write',
          'im:write',
          'links:read',
          'links:write',
          'users:read',
          'files:write',
          'reactions:read',
        ],
      },
      after: {
        scopes: [
          'chat:write',
          'im:write',
          'links:read',
          'links:write',
          'users:read',
          'files:write',
          'reactions:read',
        ],
      },
      changeKind: 'patch',
    },
  ],
  [
    'E2-8077',
    {
      source: 'slack',
      actorType: 'USER',
      actorId: 'W012J3FEWAU',
      actorName: 'primary-owner',
      actorEmail: 'admin@example.com',
      action: 'user_session_reset_by_admin',
      category: 'user',
      verb: 'other',
      outcome: 'unknown',
      resourceType: 'user',
      resourceId: 'U987654321',
      resourceName: 'target-user',
      targets: [
        {
          type: 'user',
          id: 'U987654321',
          name: 'target-user',
          email: 'target@example.com',
        },
      ],
      projectId: 'T01234N56GB',
      projectName: 'test-workspace-1',
      ip: '1.2.3.4',
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/103.0.0.0 Safari/537.36',
      changeKind: 'none',
      flags: ['time not read'],
    },
  ],
  [
    'E2-11081',
    {
      source: 'slack',
      actorType: 'USER',
      actorId: 'A012B3CDEFG',
      actorName: 'username',
      actorEmail: 'user@example.com',
      action: 'ekm_logging_config_set',
      verb: 'other',
      outcome: 'unknown',
      projectId: 'T01234N56GB',
      projectName: 'test-workspace',
      ip: '1.2.3.4',
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/103.0.0.0 Safari/537.36',
      changeKind: 'none',
      flags: ['time not read'],
    },
  ],
];

test('Slack’s pages and copies are read as a person reads them', async (t) => {
  const samples = await importSamples(t, [
    'slack_audit/synthetic_logs.json',
    'slack_audit/panther_slack_auditlogs.jsonl',
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
      [2, 0, 0, 0],
      [40, 0, 4, 0],
    ],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});

const source = 'slack';
const base = {
  id: '1',
  date_create: 1521214343,
  action: 'user_login',
  actor: { type: 'user', user: { id: 'W1' } },
  entity: { type: 'user', user: { id: 'W1' } },
  context: {},
};

test('no outcome is claimed', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, 'unknown'],
    [{ action: 'anomaly' }, 'unknown'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).outcome),
    cases.map(([, expected]) => expected),
  );
});

test('kinds of actor', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, 'USER'],
    [{ actor: { type: 'user', user: { id: 'USLACKUSER' } } }, 'SYSTEM'],
    [{ context: { acting_agent: { id: 'A1' } } }, 'APP'],
    [{ actor: { type: 'workflow' } }, 'APP'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).actorType),
    cases.map(([, expected]) => expected),
  );
});

test('the address of the context', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{ context: { ip_address: '203.0.113.7' } }, '203.0.113.7'],
    [{ context: { ip_address: '' } }, null],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).ip),
    cases.map(([, expected]) => expected),
  );
});

test('the resource is what the entity’s type names', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{ entity: { type: 'file', file: { id: 'F1', title: 'Plan' } } }, 'Plan'],
    [{ entity: { type: 'channel', channel: { id: 'C1', name: 'general' } } }, 'general'],
    [{ entity: { type: 'user', user: { id: 'W1', email: 'a@example.com' } } }, 'a@example.com'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).resourceName),
    cases.map(([, expected]) => expected),
  );
});
