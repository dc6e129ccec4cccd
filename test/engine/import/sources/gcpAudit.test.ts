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
      id: 'projects/fake-project/logs/cloudaudit.googleapis.com%2Factivity|iv9wx9d16l2|2021-10-19T02:57:47.339377Z',
      source: 'gcp-audit',
      occurredAt: '2021-10-19T02:57:47.339377Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'fakeemailxyz@gmail.com',
      actorName: 'fakeemailxyz@gmail.com',
      actorEmail: 'fakeemailxyz@gmail.com',
      action: 'beta.compute.networks.insert',
      category: 'activity / compute.googleapis.com',
      verb: 'create',
      outcome: 'success',
      resourceType: 'gce_network',
      resourceId: 'projects/fake-project/global/networks/test',
      resourceName: 'test',
      projectId: 'fake-project',
      ip: '1.1.1.1',
      userAgent: 'UserAgent',
      after: {
        '@type': 'type.googleapis.com/compute.networks.insert',
      },
      changeKind: 'request',
    },
  ],
  [
    'E1-4071',
    {
      id: 'projects/fake-project/logs/cloudaudit.googleapis.com%2Factivity|-xa4ip4e4rhyi|2021-10-19T02:55:46.097818Z',
      source: 'gcp-audit',
      occurredAt: '2021-10-19T02:55:46.097818Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'fakeemailxyz@gmail.com',
      actorName: 'fakeemailxyz@gmail.com',
      actorEmail: 'fakeemailxyz@gmail.com',
      action: 'v1.compute.firewalls.insert',
      category: 'activity / compute.googleapis.com',
      verb: 'create',
      outcome: 'success',
      resourceType: 'gce_firewall_rule',
      resourceId: 'projects/fake-project/global/firewalls/test',
      resourceName: 'test',
      projectId: 'fake-project',
      ip: '1.1.1.1',
      userAgent: 'UserAgent',
      after: {
        '@type': 'type.googleapis.com/compute.firewalls.insert',
        alloweds: [
          {
            IPProtocol: 'tcp',
            ports: ['3389'],
          },
        ],
        description: '',
        direction: 'INGRESS',
        disabled: false,
        logConfig: {
          enable: false,
        },
        name: 'test',
        network: 'projects/fake-project/global/networks/default',
        priority: '1000',
        sourceRanges: ['0.0.0.0/0'],
      },
      changeKind: 'request',
    },
  ],
  [
    'E1-6644',
    {
      id: 'projects/fake-project/logs/cloudaudit.googleapis.com%2Factivity|8loeppebz7wc|2021-10-19T02:43:48.064377809Z',
      source: 'gcp-audit',
      occurredAt: '2021-10-19T02:43:48.064377809Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'fakeemailxyz@gmail.com',
      actorName: 'fakeemailxyz@gmail.com',
      actorEmail: 'fakeemailxyz@gmail.com',
      action: 'google.iam.admin.v1.CreateServiceAccount',
      category: 'activity / iam.googleapis.com',
      verb: 'create',
      outcome: 'success',
      resourceType: 'service_account',
      resourceId: 'projects/fake-project',
      resourceName: 'fake-project',
      projectId: 'fake-project',
      ip: '1.1.1.1',
      userAgent: 'UserAgent',
      after: {
        '@type': 'type.googleapis.com/google.iam.admin.v1.CreateServiceAccountRequest',
        account_id: 'test-1',
        name: 'projects/fake-project',
        service_account: {
          display_name: 'test',
        },
      },
      changeKind: 'request',
    },
  ],
  [
    'E1-20076',
    {
      id: 'projects/ketchup/logs/cloudaudit.googleapis.com%2Factivity|1awjxggeaxqgz|2024-12-03T17:58:44.882119699Z',
      source: 'gcp-audit',
      occurredAt: '2024-12-03T17:58:44.882119699Z',
      zoneSource: 'in data',
      actorType: 'SERVICE',
      actorId: 'dvwa-service-account@ketchup.iam.gserviceaccount.com',
      actorName: 'dvwa-service-account@ketchup.iam.gserviceaccount.com',
      actorEmail: 'dvwa-service-account@ketchup.iam.gserviceaccount.com',
      authMethod: 'delegated credentials',
      action: 'google.iam.admin.v1.CreateServiceAccount',
      category: 'activity / iam.googleapis.com',
      verb: 'create',
      outcome: 'denied',
      description:
        'Permission "iam.serviceAccounts.create" denied on resource (or it may not exist).',
      resourceType: 'service_account',
      resourceId: 'projects/ketchup',
      resourceName: 'ketchup',
      projectId: 'ketchup',
      ip: '34.72.217.225',
      userAgent: '(gzip),gzip(gfe)',
      after: {
        service_account: {
          display_name: 'This is the attacker account',
        },
        account_id: 'theattacker',
        name: 'projects/ketchup',
        '@type': 'type.googleapis.com/google.iam.admin.v1.CreateServiceAccountRequest',
      },
      changeKind: 'request',
    },
  ],
  [
    'E2-0',
    {
      id: 'projects/test-project/logs/cloudaudit.googleapis.com%2Factivity|12345|2023-03-08 18:52:52.114',
      source: 'gcp-audit',
      occurredAt: '2023-03-08T18:52:52.114Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: 'user1@company.io',
      actorName: 'user1@company.io',
      actorEmail: 'user1@company.io',
      action: 'v1.compute.subnetworks.patch',
      category: 'activity / compute.googleapis.com',
      verb: 'update',
      outcome: 'success',
      resourceType: 'gce_subnetwork',
      resourceId: 'projects/test-project/regions/us-central1/subnetworks/default',
      resourceName: 'default',
      projectId: 'test-project',
      ip: '1.2.3.4',
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0.0.0 Safari/537.36,gzip(gfe),gzip(gfe)',
      after: {
        '@type': 'type.googleapis.com/compute.subnetworks.patch',
        fingerprint: '/�/��\u0003��',
        logConfig: {
          enable: true,
        },
      },
      changeKind: 'request',
    },
  ],
  [
    'E2-48847',
    {
      source: 'gcp-audit',
      occurredAt: '2023-03-28T18:37:06.079Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: 'user@company.io',
      actorName: 'user@company.io',
      actorEmail: 'user@company.io',
      category: 'activity',
      verb: 'other',
      outcome: 'success',
      resourceType: 'bigquery_dataset',
      projectId: 'gcp-project1',
      changeKind: 'none',
    },
  ],
];

test('Google Cloud’s entries, and copies of them: counted, other log entries set apart, and read as a person reads them', async (t) => {
  const samples = await importSamples(t, [
    'gcp_audit/plaso_gcp_logging.jsonl',
    'gcp_audit/panther_gcp_auditlog.jsonl',
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
      [9, 0, 0, 2],
      [174, 0, 22, 0],
    ],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});

const source = 'gcp-audit';
const type = { '@type': 'type.googleapis.com/google.cloud.audit.AuditLog' };

function entry(protoPayload: JsonRecord): JsonRecord {
  return {
    insertId: 'a',
    logName: 'projects/p/logs/cloudaudit.googleapis.com%2Factivity',
    timestamp: '2026-01-01T00:00:00Z',
    protoPayload: { ...type, ...protoPayload },
  };
}

test('outcomes by status code, and by a permission that was not granted', () => {
  const cases: readonly (readonly [JsonRecord, string])[] = [
    [{}, 'success'],
    [{ status: {} }, 'success'],
    [{ status: { code: 0 } }, 'success'],
    [{ status: { code: 7 } }, 'denied'],
    [{ status: { code: 16 } }, 'denied'],
    [{ status: { code: 5 } }, 'failure'],
    [{ authorizationInfo: [{ granted: true }, { granted: false }] }, 'denied'],
    [{ authorizationInfo: [{ granted: true }] }, 'success'],
  ];
  assert.deepEqual(
    cases.map(([payload]) => readOne(source, entry(payload)).outcome),
    cases.map(([, outcome]) => outcome),
  );
});

test('kinds of actor, keys and delegation', () => {
  const cases: readonly (readonly [JsonRecord, readonly unknown[]])[] = [
    [{ principalEmail: 'ada@example.com' }, ['USER', 'ada@example.com', null]],
    [
      {
        principalEmail: 'robot@p.iam.gserviceaccount.com',
        serviceAccountKeyName: '//iam.googleapis.com/projects/p/serviceAccounts/robot/keys/k1',
      },
      ['SERVICE', 'robot@p.iam.gserviceaccount.com', 'service account key k1'],
    ],
    [
      { principalSubject: 'principal://iam.googleapis.com/x/subject/ada' },
      ['USER', 'principal://iam.googleapis.com/x/subject/ada', null],
    ],
    [{ principalSubject: 'serviceAccount:robot@p' }, ['SERVICE', 'serviceAccount:robot@p', null]],
    [{}, ['SYSTEM', null, null]],
  ];
  assert.deepEqual(
    cases.map(([authenticationInfo]) => {
      const { actorType, actorId, authMethod } = readOne(source, entry({ authenticationInfo }));
      return [actorType, actorId, authMethod];
    }),
    cases.map(([, expected]) => expected),
  );
  const delegated = readOne(
    source,
    entry({
      authenticationInfo: {
        principalEmail: 'robot@p.iam.gserviceaccount.com',
        serviceAccountDelegationInfo: [{ principalSubject: 'user:ada@example.com' }],
      },
    }),
  );
  assert.equal(delegated.details['onBehalfOf'], 'user:ada@example.com');
});

test('addresses as they are written, also those that are none', () => {
  const written = ['203.0.113.9', '2001:db8::7', 'private', 'gce-internal-ip'];
  assert.deepEqual(
    written.map((callerIp) => readOne(source, entry({ requestMetadata: { callerIp } })).ip),
    written,
  );
});

test('grants are told as what was added and removed, and to whom', () => {
  const bindingDeltas = [
    { action: 'ADD', role: 'roles/owner', member: 'user:bob@example.com' },
    {
      action: 'REMOVE',
      role: 'roles/viewer',
      member: 'serviceAccount:robot@p.iam.gserviceaccount.com',
    },
  ];
  const event = readOne(
    source,
    entry({
      methodName: 'SetIamPolicy',
      request: { policy: {} },
      serviceData: { policyDelta: { bindingDeltas } },
    }),
  );
  assert.deepEqual(
    {
      verb: event.verb,
      before: event.before,
      after: event.after,
      changeKind: event.changeKind,
      targets: event.targets.map(({ type: kind, email }) => [kind, email]),
    },
    {
      verb: 'grant',
      before: { 'roles/viewer': ['serviceAccount:robot@p.iam.gserviceaccount.com'] },
      after: { 'roles/owner': ['user:bob@example.com'] },
      changeKind: 'patch',
      targets: [
        ['user', 'bob@example.com'],
        ['serviceAccount', 'robot@p.iam.gserviceaccount.com'],
      ],
    },
  );
});

test('a Pub/Sub message is the entry in it', () => {
  const data = Buffer.from(
    JSON.stringify(entry({ methodName: 'v1.compute.instances.delete' })),
  ).toString('base64');
  const event = readOne(source, { message: { data, messageId: '1' }, subscription: 's' });
  assert.deepEqual(
    [event.action, event.verb, event.details['pubsub']],
    ['v1.compute.instances.delete', 'delete', undefined],
  );
});
