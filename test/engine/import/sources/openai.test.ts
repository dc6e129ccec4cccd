import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventReference } from '../../../../shared/event.ts';
import { readOne } from '../../../helpers/readBySource.ts';
import type { JsonRecord } from '../../../helpers/readBySource.ts';
import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

/** Read by hand from the records. */
const byHand: readonly (readonly [reference: string, told: Readonly<Record<string, unknown>>])[] = [
  [
    'E1-0',
    {
      id: 'audit_log-test001',
      source: 'openai',
      occurredAt: '2023-12-18T00:00:00Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'user-admin123',
      actorName: 'admin@company.com',
      actorEmail: 'admin@company.com',
      authMethod: 'session',
      action: 'role.assignment.created',
      category: 'role.assignment',
      verb: 'grant',
      outcome: 'unknown',
      resourceType: 'role.assignment',
      resourceId:
        'role_assignment_role-api-organization-owner__api-organization__org-abc123_user-newadmin456',
      targets: [
        {
          type: 'user',
          id: 'user-newadmin456',
          name: null,
          email: null,
        },
        {
          type: 'api.organization',
          id: 'org-abc123',
          name: null,
          email: null,
        },
      ],
      ip: '203.0.113.100',
      userAgent: 'Mozilla/5.0',
      changeKind: 'none',
    },
  ],
  [
    'E1-3320',
    {
      id: 'audit_log-test007',
      source: 'openai',
      occurredAt: '2023-12-18T00:00:00Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'user-normal001',
      actorName: 'user@company.com',
      actorEmail: 'user@company.com',
      authMethod: 'session',
      action: 'login.succeeded',
      category: 'login',
      verb: 'login',
      outcome: 'success',
      resourceType: 'login',
      ip: '203.0.113.200',
      userAgent: 'Mozilla/5.0',
      changeKind: 'none',
    },
  ],
  [
    'E1-4071',
    {
      id: 'audit_log-test002',
      source: 'openai',
      occurredAt: '2023-12-18T00:00:00Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'user-contractor789',
      actorName: 'contractor@external.com',
      actorEmail: 'contractor@external.com',
      authMethod: 'session',
      action: 'api_key.created',
      category: 'api_key',
      verb: 'create',
      outcome: 'unknown',
      resourceType: 'api_key',
      resourceId: 'key-suspicious001',
      resourceName: 'Full Access Key',
      ip: '192.0.2.100',
      userAgent: 'curl/7.68.0',
      after: {
        name: 'Full Access Key',
        scopes: ['models:write', 'organization:write', 'all'],
      },
      changeKind: 'request',
    },
  ],
  [
    'E1-4569',
    {
      id: 'audit_log-test003',
      source: 'openai',
      occurredAt: '2023-12-18T00:00:00Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'user-intern001',
      actorName: 'intern@company.com',
      actorEmail: 'intern@company.com',
      authMethod: 'session',
      action: 'api_key.updated',
      category: 'api_key',
      verb: 'update',
      outcome: 'unknown',
      resourceType: 'api_key',
      resourceId: 'key-existing123',
      ip: '203.0.113.75',
      userAgent: 'Mozilla/5.0',
      after: {
        scopes: ['models:write', 'api_keys:write', 'admin'],
      },
      changeKind: 'request',
    },
  ],
  [
    'E1-5375',
    {
      id: 'audit_log-test005',
      source: 'openai',
      occurredAt: '2023-12-18T00:00:00Z',
      zoneSource: 'in data',
      actorType: 'API_KEY',
      actorId: 'key-parent001',
      actorName: 'suspicious@external.com',
      actorEmail: 'suspicious@external.com',
      authMethod: 'api_key',
      action: 'api_key.created',
      category: 'api_key',
      verb: 'create',
      outcome: 'unknown',
      resourceType: 'api_key',
      resourceId: 'key-child001',
      resourceName: 'Nested API Key',
      after: {
        name: 'Nested API Key',
        scopes: ['all'],
      },
      changeKind: 'request',
    },
  ],
  [
    'E1-8296',
    {
      id: 'audit_log-ip001',
      source: 'openai',
      occurredAt: '2023-12-18T00:00:00Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'user-admin123',
      actorName: 'admin@company.com',
      actorEmail: 'admin@company.com',
      authMethod: 'session',
      action: 'ip_allowlist.deleted',
      category: 'ip_allowlist',
      verb: 'delete',
      outcome: 'unknown',
      resourceType: 'ip_allowlist',
      resourceId: 'ipallow_org-abc123',
      resourceName: 'Corporate VPN',
      ip: '203.0.113.100',
      userAgent: 'Mozilla/5.0',
      changeKind: 'none',
    },
  ],
];

test('OpenAI’s entries are read as a person reads them', async (t) => {
  const samples = await importSamples(t, ['other_saas/panther_openai_audit.jsonl']);
  if (!samples) return t.skip('no samples here');
  assert.deepEqual(
    samples.result.originals.map(({ records }) => [
      records.new,
      records.duplicate,
      records.conflicting,
      records.rejected,
    ]),
    [[21, 0, 8, 0]],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});

const source = 'openai';
const base = {
  id: '1',
  effective_at: 1702857600,
  type: 'api_key.created',
  actor: { type: 'session', session: { user: { id: 'u' } } },
};

test('outcomes of logins only', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, 'unknown'],
    [{ type: 'login.failed' }, 'failure'],
    [{ type: 'login.succeeded' }, 'success'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).outcome),
    cases.map(([, expected]) => expected),
  );
});

test('kinds of actor', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, 'USER'],
    [{ actor: { type: 'api_key', api_key: { type: 'user', id: 'k' } } }, 'API_KEY'],
    [{ actor: { type: 'api_key', api_key: { type: 'service_account', id: 'k' } } }, 'SERVICE'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).actorType),
    cases.map(([, expected]) => expected),
  );
});

test('the session’s address', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{ actor: { type: 'session', session: { ip_address: '203.0.113.100' } } }, '203.0.113.100'],
    [{ actor: { type: 'api_key', api_key: { id: 'k' } } }, null],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).ip),
    cases.map(([, expected]) => expected),
  );
});
