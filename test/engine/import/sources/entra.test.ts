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
      source: 'entra',
      occurredAt: '2025-01-15T14:20:35.456789000Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'admin-compromised-001',
      actorName: 'Compromised Global Admin',
      actorEmail: 'denethor@lotr.com',
      action: 'Update authentication methods policy',
      category: 'Policy',
      verb: 'update',
      outcome: 'success',
      resourceType: 'Policy',
      resourceId: 'policy-auth-methods-123',
      resourceName: 'Authentication Methods Policy',
      targets: [
        {
          type: 'Policy',
          id: 'policy-auth-methods-123',
          name: 'Authentication Methods Policy',
          email: null,
        },
      ],
      orgId: 'tenant-abc',
      ip: '1.2.3.4',
      before: {
        OpenIdConnectConfiguration: {
          discoveryUrl:
            'https://login.microsoftonline.com/tenant-abc/.well-known/openid-configuration',
        },
      },
      after: {
        OpenIdConnectConfiguration: {
          discoveryUrl: 'https://attacker-idp.evil.com/.well-known/openid-configuration',
        },
      },
      changeKind: 'patch',
      changed: ['/OpenIdConnectConfiguration/discoveryUrl'],
    },
  ],
  [
    'E1-8774',
    {
      source: 'entra',
      occurredAt: '2025-01-15T09:30:45.123Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: 'user-010',
      actorName: 'peregrin@lotr.com',
      actorEmail: 'peregrin@lotr.com',
      authMethod: 'singleFactorAuthentication',
      action: 'Sign-in activity',
      category: 'SignInLogs',
      verb: 'login',
      outcome: 'failure',
      description: 'Invalid username or password',
      resourceType: 'application',
      resourceName: 'Azure Portal',
      orgId: 'tenant-789',
      ip: '3.3.3.3',
      userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/537.36',
      changeKind: 'none',
    },
  ],
  [
    'E1-20641',
    {
      id: 'Invited Users_123456789',
      source: 'entra',
      occurredAt: '2024-09-23T14:33:09.049661100Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: '123456789',
      actorName: 'denethor@lotr.com',
      actorEmail: 'denethor@lotr.com',
      action: 'Invite external user',
      category: 'UserManagement',
      verb: 'grant',
      outcome: 'success',
      resourceType: 'User',
      resourceId: '123456789',
      resourceName: 'Zeus.Theboss',
      targets: [
        {
          type: 'User',
          id: '123456789',
          name: 'Zeus.Theboss',
          email: null,
        },
      ],
      orgId: '123456789',
      ip: '1.2.3.4',
      changeKind: 'none',
    },
  ],
  [
    'E2-2611',
    {
      id: 'Directory_10065ffb-8199-48bc-8ff5-912cb5b8295a_AUMVX_13992832',
      source: 'entra',
      occurredAt: '2021-08-02T13:29:25.983Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'aead923d-498b-4f64-a66c-2af91447a8b6',
      actorName: 'pgustavo@simulandlabs.com',
      actorEmail: 'pgustavo@simulandlabs.com',
      action: 'Update application – Certificates and secrets management ',
      category: 'ApplicationManagement',
      verb: 'update',
      outcome: 'success',
      resourceType: 'Application',
      resourceId: '11b49e19-2326-4be6-93cb-7f37439bbd81',
      resourceName: 'SimuLandApp',
      targets: [
        {
          type: 'Application',
          id: '11b49e19-2326-4be6-93cb-7f37439bbd81',
          name: 'SimuLandApp',
          email: null,
        },
      ],
      orgId: '00000000-0000-0000-0000-000000000000',
      userAgent:
        'Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.17763.1971',
      before: {
        KeyDescription: [],
      },
      after: {
        KeyDescription: [
          '[KeyIdentifier=59eaeebc-8a6b-44a6-9f24-7d55e64420c9,KeyType=Password,KeyUsage=Verify,DisplayName=SimuLandCreds]',
        ],
        'Included Updated Properties': 'KeyDescription',
      },
      changeKind: 'patch',
      changed: ['/KeyDescription'],
    },
  ],
  [
    'E3-0',
    {
      source: 'entra',
      actorType: 'UNKNOWN',
      action: 'Update application',
      category: 'ApplicationManagement',
      verb: 'update',
      outcome: 'success',
      resourceType: 'Application',
      resourceId: '[REMOVED]',
      resourceName: 'Stratus Red Team FIC application ly1h',
      targets: [
        {
          type: 'Application',
          id: '[REMOVED]',
          name: 'Stratus Red Team FIC application ly1h',
          email: null,
        },
      ],
      before: {
        FederatedIdentityCredentials: [],
      },
      after: {
        FederatedIdentityCredentials: [
          {
            Name: 'stratus-red-team-oidc-fic-ly1h',
            Issuer: 'https://stratusficapply1h.blob.core.windows.net/oidc',
            Subject: 'stratus-red-team-oidc',
            Id: '[REMOVED]',
            Description: 'stratus-red-team-oidc-fic-ly1h',
            Audiences: ['api://AzureADTokenExchange'],
            ClaimsMatchingExpressionValue: null,
            ClaimsMatchingExpressionLanguageVersion: 0,
            EncodingVersion: 2,
            TrustedIssuer: null,
          },
        ],
        'Included Updated Properties': 'FederatedIdentityCredentials',
      },
      changeKind: 'patch',
      changed: ['/FederatedIdentityCredentials'],
      flags: ['time not read'],
    },
  ],
];

test('Entra’s audit and sign-in records, and Log Analytics’ copies, are read as a person reads them', async (t) => {
  const samples = await importSamples(t, [
    'azure_entra/panther_azure_audit.jsonl',
    'm365_ual/mordor_AADAuditEvents.json',
    'azure_entra/stratus_docs_entra.jsonl',
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
      [33, 0, 14, 0],
      [3, 0, 1, 0],
      [1, 0, 0, 0],
    ],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});

const source = 'entra';
const signIn = {
  id: '1',
  createdDateTime: '2026-01-01T00:00:00Z',
  userId: 'u',
  userPrincipalName: 'ada@example.com',
  appDisplayName: 'Portal',
  appId: 'a',
  ipAddress: '203.0.113.4',
};

test('outcomes of sign-ins by their error code', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{ status: { errorCode: 0 } }, 'success'],
    [{ status: { errorCode: 50126 } }, 'failure'],
    [{ status: { errorCode: 53003 } }, 'denied'],
    [{}, 'unknown'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...signIn, ...more }).outcome),
    cases.map(([, expected]) => expected),
  );
});

test('kinds of actor', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, 'USER'],
    [{ servicePrincipalId: 's' }, 'SERVICE'],
    [{ initiatedBy: { app: { displayName: 'x' } } }, 'SERVICE'],
    [{ initiatedBy: { user: { id: 'u' } } }, 'USER'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...signIn, ...more }).actorType),
    cases.map(([, expected]) => expected),
  );
});

test('addresses', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, '203.0.113.4'],
    [{ ipAddress: '[2001:db8::7]:443' }, '2001:db8::7'],
    [{ ipAddress: '<null>' }, null],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...signIn, ...more }).ip),
    cases.map(([, expected]) => expected),
  );
});

test('outcomes of audit events by their result', () => {
  const audit = {
    activityDisplayName: 'Add user',
    activityDateTime: '2026-01-01T00:00:00Z',
    initiatedBy: {},
    targetResources: [],
  };
  assert.deepEqual(
    ['success', 'failure', 'timeout', 'unknownFutureValue'].map(
      (result) => readOne(source, { ...audit, result }).outcome,
    ),
    ['success', 'failure', 'failure', 'unknown'],
  );
});

test('the CSV of sign-ins, of users and of service principals', () => {
  const user = {
    'Date (UTC)': '2026-01-01T00:00:00Z',
    'Request ID': 'r',
    'User agent': 'Edge',
    'Correlation ID': 'c',
    'User ID': 'u',
    User: 'Ada',
    Username: 'ada@example.com',
    Application: 'Portal',
    'Application ID': 'a',
    'IP address': '203.0.113.4',
    Status: 'Interrupted',
    'Sign-in error code': '',
  };
  const service = {
    'Date (UTC)': '2026-01-01T00:00:00Z',
    'Request ID': 'r',
    'Correlation ID': 'c',
    'Service principal ID': 's',
    'Service principal name': 'ci',
    Status: 'Success',
  };
  assert.deepEqual(
    [user, service].map((row: JsonRecord) => {
      const [event] = readBySource(source, row, Object.keys(row));
      return [
        event?.id,
        event?.action,
        event?.verb,
        event?.actorType,
        event?.actorName,
        event?.actorEmail,
        event?.outcome,
        event?.ip,
        event?.resourceName,
      ];
    }),
    [
      [
        'r',
        'Sign-in',
        'login',
        'USER',
        'Ada',
        'ada@example.com',
        'pending',
        '203.0.113.4',
        'Portal',
      ],
      ['r', 'Sign-in', 'login', 'SERVICE', 'ci', null, 'success', null, null],
    ],
  );
});
