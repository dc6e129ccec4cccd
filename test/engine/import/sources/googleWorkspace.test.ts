import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventReference } from '../../../../shared/event.ts';
import { readBySource, readOne } from '../../../helpers/readBySource.ts';
import type { JsonRecord } from '../../../helpers/readBySource.ts';
import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

/** Read by hand from the records. */
const byHand: readonly (readonly [reference: string, told: Readonly<Record<string, unknown>>])[] = [
  [
    'E1-102',
    {
      id: '2024-03-12T14:41:33.804Z|admin|C01|-4779949128172|0',
      source: 'google-workspace',
      occurredAt: '2024-03-12T14:41:33.804Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '1001',
      actorName: 'admin@example.com',
      actorEmail: 'admin@example.com',
      action: 'ENFORCE_STRONG_AUTHENTICATION',
      category: 'admin / SECURITY_SETTINGS',
      verb: 'update',
      outcome: 'unknown',
      resourceType: 'organisational unit',
      resourceId: 'IT',
      resourceName: 'IT',
      orgId: 'C01',
      ip: '2001:db8::7',
      before: {
        value: 'INHERIT_FROM_PARENT',
      },
      after: {
        value: true,
      },
      changeKind: 'patch',
      changed: ['/value'],
    },
  ],
  [
    'E1-102.2',
    {
      id: '2024-03-12T14:41:33.804Z|admin|C01|-4779949128172|1',
      source: 'google-workspace',
      occurredAt: '2024-03-12T14:41:33.804Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '1001',
      actorName: 'admin@example.com',
      actorEmail: 'admin@example.com',
      action: 'CHANGE_TWO_STEP_VERIFICATION_FREQUENCY',
      category: 'admin / SECURITY_SETTINGS',
      verb: 'update',
      outcome: 'unknown',
      resourceType: 'admin',
      orgId: 'C01',
      ip: '2001:db8::7',
      before: {
        value: 'A',
      },
      after: {
        value: 'B',
      },
      changeKind: 'patch',
      changed: ['/value'],
    },
  ],
  [
    'E1-1321',
    {
      id: '2024-03-12T14:42:00.000Z|login|C01|358068855354|0',
      source: 'google-workspace',
      occurredAt: '2024-03-12T14:42:00.000Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '1002',
      actorName: 'u@example.com',
      actorEmail: 'u@example.com',
      authMethod: 'google_password',
      action: 'login_failure',
      category: 'login / login',
      verb: 'login',
      outcome: 'failure',
      resourceType: 'login',
      orgId: 'C01',
      ip: '203.0.113.9',
      changeKind: 'none',
    },
  ],
  [
    'E2-51',
    {
      source: 'google-workspace',
      occurredAt: '2024-03-01T15:00:15Z',
      zoneSource: 'in data',
      actorType: 'UNKNOWN',
      actorName: 'License Manager',
      action: 'Role Assignment',
      verb: 'grant',
      outcome: 'unknown',
      description: '_SEED_ADMIN_ROLE role assigned to user',
      ip: '203.0.113.4',
      changeKind: 'none',
    },
  ],
  [
    'E3-0',
    {
      id: '2022-12-11 02:57:48.693000000|admin|D12345|-12456|DELETE_ROLE',
      source: 'google-workspace',
      occurredAt: '2022-12-11T02:57:48.693000000Z',
      zoneSource: 'assumed',
      actorType: 'USER',
      actorId: '123456',
      actorName: 'example@example.io',
      actorEmail: 'example@example.io',
      action: 'DELETE_ROLE',
      category: 'admin / DELEGATED_ADMIN_SETTINGS',
      verb: 'delete',
      outcome: 'unknown',
      resourceType: 'role',
      resourceId: 'CustomAdminRoleName',
      resourceName: 'CustomAdminRoleName',
      targets: [
        {
          type: 'role',
          id: '567890',
          name: 'CustomAdminRoleName',
          email: null,
        },
      ],
      orgId: 'D12345',
      ip: '12.12.12.12',
      changeKind: 'none',
    },
  ],
  [
    'E3-824',
    {
      id: '2022-12-20 17:27:47.080000000|drive|D12345|-7312729053723258069|rename',
      source: 'google-workspace',
      occurredAt: '2022-12-20T17:27:47.080000000Z',
      zoneSource: 'assumed',
      actorType: 'USER',
      actorId: '118111111111111111111',
      actorName: 'user@example.io',
      actorEmail: 'user@example.io',
      action: 'rename',
      category: 'drive / access',
      verb: 'update',
      outcome: 'unknown',
      resourceType: 'presentation',
      resourceId: '1GGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGGG',
      resourceName: 'Document Title- Found Here',
      orgId: 'D12345',
      ip: '12.12.12.12',
      before: {
        value: ['Document Title- Old'],
      },
      after: {
        value: ['Document Title- Found Here'],
      },
      changeKind: 'patch',
      changed: ['/value'],
    },
  ],
  [
    'E3-3163',
    {
      id: '2022-12-10 23:38:45.125000000|admin|D12345|-12345|CHANGE_EMAIL_SETTING',
      source: 'google-workspace',
      occurredAt: '2022-12-10T23:38:45.125000000Z',
      zoneSource: 'assumed',
      actorType: 'USER',
      actorId: '12345',
      actorName: 'example@example.io',
      actorEmail: 'example@example.io',
      action: 'CHANGE_EMAIL_SETTING',
      category: 'admin / EMAIL_SETTINGS',
      verb: 'update',
      outcome: 'unknown',
      resourceType: 'organisational unit',
      resourceId: 'EXAMPLE IO',
      resourceName: 'EXAMPLE IO',
      orgId: 'D12345',
      ip: '12.12.12.12',
      before: {
        ENABLE_G_SUITE_MARKETPLACE: 2,
      },
      after: {
        ENABLE_G_SUITE_MARKETPLACE: 3,
      },
      changeKind: 'patch',
      changed: ['/ENABLE_G_SUITE_MARKETPLACE'],
    },
  ],
  [
    'E3-4100',
    {
      id: '2022-12-10 23:05:39.508000000|admin|D12345|-12345|ADD_APPLICATION',
      source: 'google-workspace',
      occurredAt: '2022-12-10T23:05:39.508000000Z',
      zoneSource: 'assumed',
      actorType: 'USER',
      actorId: '12345',
      actorName: 'example@example.io',
      actorEmail: 'example@example.io',
      action: 'ADD_APPLICATION',
      category: 'admin / DOMAIN_SETTINGS',
      verb: 'create',
      outcome: 'unknown',
      resourceType: 'application',
      resourceId: 'DocuSign eSignature for Google',
      resourceName: 'DocuSign eSignature for Google',
      orgId: 'D12345',
      changeKind: 'none',
    },
  ],
];

test('two activities of the Reports API are three events; those, the CSV and flattened copies are read as a person reads them', async (t) => {
  const samples = await importSamples(t, [
    'google_workspace/synthetic_reports_api_page.json',
    'google_workspace/synthetic_legacy_admin_audit.csv',
    'google_workspace/panther_gsuite_activityevent.jsonl',
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
      [12, 0, 0, 0],
      [114, 0, 14, 0],
    ],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});

const id = {
  time: '2026-01-01T00:00:00.000Z',
  uniqueQualifier: '-1',
  applicationName: 'admin',
  customerId: 'C01',
};
const source = 'google-workspace';

function activity(event: JsonRecord, more: JsonRecord = {}): JsonRecord {
  return {
    kind: 'admin#reports#activity',
    id,
    actor: { email: 'ada@example.com' },
    events: [event],
    ...more,
  };
}

test('outcomes: a login that failed, one that did not, and nothing else is claimed', () => {
  const cases = [
    ['login_failure', 'failure'],
    ['login_success', 'success'],
    ['2sv_disable', 'unknown'],
    ['ALERT_CENTER_GET_SIT_LINK_FAIL', 'failure'],
    ['CHANGE_PASSWORD', 'unknown'],
  ] as const;
  assert.deepEqual(
    cases.map(([name]) => readOne(source, activity({ name })).outcome),
    cases.map(([, outcome]) => outcome),
  );
});

test('kinds of actor', () => {
  const cases: readonly (readonly [JsonRecord, string])[] = [
    [{ callerType: 'USER', email: 'ada@example.com' }, 'USER'],
    [{ callerType: 'KEY', key: 'SYSTEM' }, 'API_KEY'],
    [{ callerType: 'APPLICATION' }, 'APP'],
    [{ email: 'ada@example.com' }, 'USER'],
    [{ email: 'robot@p.iam.gserviceaccount.com' }, 'SERVICE'],
    [{}, 'UNKNOWN'],
  ];
  assert.deepEqual(
    cases.map(([actor]) => readOne(source, activity({ name: 'x' }, { actor })).actorType),
    cases.map(([, type]) => type),
  );
});

test('the address is the activity’s, where it has one', () => {
  assert.deepEqual(
    [{}, { ipAddress: '2001:db8::7' }].map(
      (more) => readOne(source, activity({ name: 'x' }, more)).ip,
    ),
    [null, '2001:db8::7'],
  );
});

test('parameters of every kind are read by their names, and what they affect', () => {
  const parameters = [
    { name: 'USER_EMAIL', value: 'bob@example.com' },
    { name: 'ROLE_NAME', value: '_SEED_ADMIN_ROLE' },
    { name: 'COUNT', intValue: '7' },
    { name: 'FORCED', boolValue: true },
    { name: 'SCOPES', multiValue: ['a', 'b'] },
  ];
  const event = readOne(
    source,
    activity({ name: 'ASSIGN_ROLE', type: 'DELEGATED_ADMIN_SETTINGS', parameters }),
  );
  assert.deepEqual(
    {
      verb: event.verb,
      category: event.category,
      resource: [event.resourceType, event.resourceId, event.resourceName],
      targets: event.targets.map(({ type, name, email }) => [type, name, email]),
      parameters: { ...Object(event.details['event.parameters']) },
    },
    {
      verb: 'grant',
      category: 'admin / DELEGATED_ADMIN_SETTINGS',
      resource: ['user', 'bob@example.com', 'bob@example.com'],
      targets: [
        ['user', 'bob@example.com', 'bob@example.com'],
        ['role', '_SEED_ADMIN_ROLE', null],
      ],
      parameters: {
        USER_EMAIL: 'bob@example.com',
        ROLE_NAME: '_SEED_ADMIN_ROLE',
        COUNT: '7',
        FORCED: true,
        SCOPES: ['a', 'b'],
      },
    },
  );
});

test('an activity without events is an event that says so little', () => {
  assert.equal(readBySource(source, activity({ name: 'x' }, { events: [] })).length, 1);
});
