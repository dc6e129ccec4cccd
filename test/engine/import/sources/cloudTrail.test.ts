import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createAdapter } from '../../../../electron/engine/import/adapters/create.ts';
import { sourceOf } from '../../../../electron/engine/import/adapters/sources.ts';
import { RecordRejected } from '../../../../electron/engine/import/readers/reader.ts';
import type { EventCore, JsonValue } from '../../../../shared/event.ts';
import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

const source = 'aws-cloudtrail';

test('2,900 records of a bucket: every id once, 300 failed or denied, 42 of which nobody says what kind of actor it was', async (t) => {
  const samples = await importSamples(t, ['aws_cloudtrail/invictus_records']);
  if (!samples) return t.skip('no samples here');
  const { events, result } = samples;
  const { outcomes } = countOutcomes(events);
  assert.deepEqual(
    {
      records: result.originals.reduce((sum, { records }) => sum + records.total, 0),
      sources: new Set(events.map((event) => event.source)),
      events: events.length,
      ids: new Set(events.map(({ id }) => id)).size,
      bad: (outcomes.get('failure') ?? 0) + (outcomes.get('denied') ?? 0),
      denied: outcomes.get('denied'),
      untyped: events.filter(({ absent }) => absent.some((each) => each.startsWith('actor type')))
        .length,
      unknown: events.filter(({ actorType }) => actorType === 'UNKNOWN').length,
    },
    {
      records: 2900,
      sources: new Set([source]),
      events: 2900,
      ids: 2900,
      bad: 300,
      denied: 60,
      untyped: 42,
      unknown: 42,
    },
  );
  assert.deepEqual(
    byHand.map(([id]) => toldFields(samples.byId(id))),
    byHand.map(([, told]) => told),
  );
});

function countOutcomes(events: readonly EventCore[]): { outcomes: ReadonlyMap<string, number> } {
  const outcomes = new Map<string, number>();
  for (const { outcome } of events) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  return { outcomes };
}

/** Read by hand from the records. */
const byHand: readonly (readonly [id: string, told: Readonly<Record<string, unknown>>])[] = [
  [
    '70e5932e-9022-4b38-837e-ca10dad94eb7',
    {
      id: '70e5932e-9022-4b38-837e-ca10dad94eb7',
      source,
      occurredAt: '2023-07-10T12:23:15Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'arn:aws:iam::123837392027:user/stratus-red-team-nmfalu-gfjyeaypjt',
      actorName: 'stratus-red-team-nmfalu-gfjyeaypjt',
      authMethod: 'console sign-in',
      action: 'ConsoleLogin',
      category: 'Management',
      verb: 'login',
      outcome: 'success',
      resourceType: 'signin',
      orgId: '123837392027',
      projectId: 'us-east-1',
      ip: '192.168.10.20',
      userAgent: 'stratus-red-team_01190e38-873e-4cc4-aede-7ceb7ffc2a4a',
      changeKind: 'none',
    },
  ],
  [
    'e4bad408-6272-4892-bf47-bd41b435ce40',
    {
      id: 'e4bad408-6272-4892-bf47-bd41b435ce40',
      source,
      occurredAt: '2023-07-10T11:54:42Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'arn:aws:iam::123837392027:user/bert-jan',
      actorName: 'bert-jan',
      authMethod: 'long-lived access key',
      action: 'AssumeRole',
      category: 'Management',
      verb: 'login',
      outcome: 'denied',
      description:
        'AccessDenied: User: arn:aws:iam::123837392027:user/bert-jan is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123837392027:role/stratus-red-team-ec2-get-password-data-role',
      resourceType: 'sts',
      orgId: '123837392027',
      projectId: 'us-east-1',
      ip: '192.168.10.20',
      userAgent: 'stratus-red-team_39f95f43-cd2f-4beb-b69e-be60b6fe1f57',
      changeKind: 'none',
    },
  ],
  [
    '64b7de64-bf53-47ae-b7e3-d30cb1b5136e',
    {
      id: '64b7de64-bf53-47ae-b7e3-d30cb1b5136e',
      source,
      occurredAt: '2023-07-10T12:24:29Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'arn:aws:iam::123837392027:user/bert-jan',
      actorName: 'bert-jan',
      authMethod: 'long-lived access key',
      action: 'CreateAccessKey',
      category: 'Management',
      verb: 'create',
      outcome: 'success',
      resourceType: 'AWS::IAM::User',
      resourceId: 'stratus-red-team-backdoor-u-user',
      resourceName: 'stratus-red-team-backdoor-u-user',
      orgId: '123837392027',
      projectId: 'us-east-1',
      ip: '192.168.10.20',
      userAgent: 'stratus-red-team_61e3765a-ab18-4da8-b5ac-4ec10986ed4b',
      after: { userName: 'stratus-red-team-backdoor-u-user' },
      changeKind: 'request',
    },
  ],
  [
    'a4a7b25e-c2d5-436f-8a7e-ea89f50541ab',
    {
      id: 'a4a7b25e-c2d5-436f-8a7e-ea89f50541ab',
      source,
      occurredAt: '2023-07-10T11:55:24Z',
      zoneSource: 'in data',
      actorType: 'SERVICE',
      actorId: 'inspector2.amazonaws.com',
      actorName: 'inspector2.amazonaws.com',
      action: 'AssumeRole',
      category: 'Management',
      verb: 'login',
      outcome: 'success',
      resourceType: 'AWS::IAM::Role',
      resourceId:
        'arn:aws:iam::123837392027:role/aws-service-role/inspector2.amazonaws.com/AWSServiceRoleForAmazonInspector2',
      targets: [
        {
          type: 'AWS::IAM::Role',
          id: 'arn:aws:iam::123837392027:role/aws-service-role/inspector2.amazonaws.com/AWSServiceRoleForAmazonInspector2',
          name: null,
          email: null,
        },
      ],
      orgId: '123837392027',
      projectId: 'us-east-1',
      ip: 'inspector2.amazonaws.com',
      userAgent: 'inspector2.amazonaws.com',
      changeKind: 'none',
    },
  ],
  [
    'f37f7f61-629b-42f0-b6d7-18168b99876d',
    {
      id: 'f37f7f61-629b-42f0-b6d7-18168b99876d',
      source,
      occurredAt: '2023-07-10T12:08:04Z',
      zoneSource: 'in data',
      actorType: 'UNKNOWN',
      actorId: 'secretsmanager.amazonaws.com',
      actorName: 'secretsmanager.amazonaws.com',
      action: 'StartSecretVersionDelete',
      category: 'Management',
      verb: 'delete',
      outcome: 'success',
      resourceType: 'secretsmanager',
      orgId: '123837392027',
      projectId: 'us-east-1',
      ip: 'secretsmanager.amazonaws.com',
      userAgent: 'secretsmanager.amazonaws.com',
      changeKind: 'none',
      absent: ['actor type: this record’s userIdentity names none'],
    },
  ],
  [
    'cee5b78b-b786-4ae9-936c-d169b0c0b61d',
    {
      id: 'cee5b78b-b786-4ae9-936c-d169b0c0b61d',
      source,
      occurredAt: '2023-07-10T11:57:45Z',
      zoneSource: 'in data',
      actorType: 'SERVICE',
      actorId:
        'arn:aws:sts::123837392027:assumed-role/stratus-red-team-ec2-steal-credentials-role/i-0dbc91f429e48eeed',
      actorName: 'stratus-red-team-ec2-steal-credentials-role/i-0dbc91f429e48eeed',
      actorRoles: ['arn:aws:iam::123837392027:role/stratus-red-team-ec2-steal-credentials-role'],
      authMethod: 'temporary credentials',
      action: 'UpdateInstanceAssociationStatus',
      category: 'Management',
      verb: 'update',
      outcome: 'success',
      resourceType: 'ssm association',
      resourceId:
        'arn:aws:ssm:us-east-1:123837392027:association/56fcb26d-8140-4f3f-8f77-7ff7344b4057',
      targets: [
        {
          type: null,
          id: 'arn:aws:ssm:us-east-1:123837392027:association/56fcb26d-8140-4f3f-8f77-7ff7344b4057',
          name: null,
          email: null,
        },
        {
          type: null,
          id: 'arn:aws:ec2:us-east-1:123837392027:instance/i-0dbc91f429e48eeed',
          name: null,
          email: null,
        },
      ],
      orgId: '123837392027',
      projectId: 'us-east-1',
      ip: '3.225.16.109',
      userAgent: 'aws-sdk-go/1.41.4 (go1.18.3; linux; amd64) amazon-ssm-agent/',
      after: {
        associationId: '56fcb26d-8140-4f3f-8f77-7ff7344b4057',
        instanceId: 'i-0dbc91f429e48eeed',
        executionResult: {
          executionDate: 'Jul 10, 2023, 11:57:45 AM',
          status: 'InProgress',
          executionSummary: 'Executing association',
          errorCode: '',
        },
      },
      changeKind: 'request',
    },
  ],
];

test('the object plain and gzipped is each record once; LookupEvents tell the record within', async (t) => {
  const stem =
    'aws_cloudtrail/trailscraper/111111111111_CloudTrail_eu-central-1_20171211T1505Z_A6kvhMoVeCsc7v8U.json';
  const both = await importSamples(t, [stem, `${stem}.gz`]);
  const looked = await importSamples(t, ['aws_cloudtrail/plaso_lookup_events.jsonl']);
  if (!both || !looked) return t.skip('no samples here');
  assert.equal(both.events.length, 2);
  assert.deepEqual(
    looked.events.map((event) => [event.action, event.occurredAtRaw, event.actorName]),
    [
      ['CreateSecurityGroup', '2022-02-07T22:19:04Z', 'fakeusername'],
      ['RunInstances', '2022-02-07T22:19:05Z', 'fakeusername'],
      ['SharedSnapshotVolumeCreated', '2022-02-07T22:19:07Z', 'ec2.amazonaws.com'],
      ['StopInstances', '2022-02-07T22:23:03Z', 'fakeusername'],
      ['TerminateInstances', '2022-02-07T22:23:18Z', 'fakeusername'],
      ['DescribeInstances', '2022-02-07T22:23:37Z', 'fakeusername'],
    ],
  );
});

const spec = { name: 'json-lines', version: 1, encoding: 'utf-8' } as const;

function read(record: Readonly<Record<string, JsonValue>>): EventCore {
  const adapter = createAdapter(source, sourceOf(source)!.definition.mapping, spec);
  const [core] = adapter.core({ value: record, flags: [] });
  assert(core);
  return core;
}

const base = {
  eventVersion: '1.09',
  eventSource: 'iam.amazonaws.com',
  eventName: 'GetUser',
  userIdentity: { type: 'IAMUser', userName: 'ada' },
};

test('outcomes: no error is success, a refusal is denied, a console login tells itself', () => {
  const cases: readonly (readonly [Readonly<Record<string, JsonValue>>, string])[] = [
    [{}, 'success'],
    [{ errorCode: null }, 'success'],
    [{ errorCode: 'AccessDenied' }, 'denied'],
    [{ errorCode: 'Client.UnauthorizedOperation' }, 'denied'],
    [{ errorCode: 'AccessDeniedException' }, 'denied'],
    [{ errorCode: 'Forbidden' }, 'denied'],
    [{ errorCode: 'NoSuchBucketPolicy' }, 'failure'],
    [{ errorCode: 'ThrottlingException' }, 'failure'],
    [{ eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Success' } }, 'success'],
    [{ eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Failure' } }, 'failure'],
  ];
  assert.deepEqual(
    cases.map(([more]) => read({ ...base, ...more }).outcome),
    cases.map(([, outcome]) => outcome),
  );
});

test('actors: kind, id, name, e-mail and how they signed in', () => {
  const session = {
    sessionIssuer: { type: 'Role', userName: 'Ops', arn: 'arn:aws:iam::1:role/Ops' },
    attributes: { mfaAuthenticated: 'true' },
  };
  const cases: readonly (readonly [Readonly<Record<string, JsonValue>>, readonly unknown[]])[] = [
    [
      { type: 'Root', arn: 'arn:aws:iam::1:root' },
      ['USER', 'arn:aws:iam::1:root', 'root', null, null],
    ],
    [
      { type: 'IAMUser', arn: 'arn:aws:iam::1:user/ada', userName: 'ada', accessKeyId: 'AKIA1' },
      ['USER', 'arn:aws:iam::1:user/ada', 'ada', null, 'long-lived access key'],
    ],
    [
      {
        type: 'AssumedRole',
        arn: 'arn:aws:sts::1:assumed-role/Ops/ada@example.com',
        principalId: 'AROA1:ada@example.com',
        accessKeyId: 'ASIA1',
        sessionContext: session,
      },
      [
        'USER',
        'arn:aws:sts::1:assumed-role/Ops/ada@example.com',
        'Ops/ada@example.com',
        'ada@example.com',
        'temporary credentials, MFA',
      ],
    ],
    [
      {
        type: 'AssumedRole',
        arn: 'a',
        principalId: 'AROA1:i-0dbc91f429e48eeed',
        sessionContext: session,
      },
      ['SERVICE', 'a', 'Ops/i-0dbc91f429e48eeed', null, 'MFA'],
    ],
    [
      { type: 'AWSService', invokedBy: 'rds.amazonaws.com' },
      ['SERVICE', 'rds.amazonaws.com', 'rds.amazonaws.com', null, null],
    ],
    [
      { type: 'AWSAccount', principalId: 'AIDA1', accountId: '2' },
      ['UNKNOWN', 'AIDA1', null, null, null],
    ],
    [
      { type: 'SAMLUser', principalId: 'x:ada', userName: 'ada' },
      ['USER', 'x:ada', 'ada', null, null],
    ],
    [
      { type: 'WebIdentityUser', principalId: 'accounts.google.com:app:7', userName: '7' },
      ['USER', 'accounts.google.com:app:7', '7', null, null],
    ],
    [
      { accountId: '1', invokedBy: 'kms.amazonaws.com' },
      ['UNKNOWN', 'kms.amazonaws.com', 'kms.amazonaws.com', null, null],
    ],
    [{}, ['UNKNOWN', null, null, null, null]],
  ];
  assert.deepEqual(
    cases.map(([userIdentity]) => {
      const { actorType, actorId, actorName, actorEmail, authMethod } = read({
        ...base,
        userIdentity,
      });
      return [actorType, actorId, actorName, actorEmail, authMethod];
    }),
    cases.map(([, expected]) => expected),
  );
});

test('addresses stay as they are written: zeros, service names, “AWS Internal”', () => {
  const written = [
    '203.0.113.7',
    '075.050.255.67',
    '2001:db8::7',
    'AWS Internal',
    'ec2.amazonaws.com',
  ];
  assert.deepEqual(
    written.map((sourceIPAddress) => read({ ...base, sourceIPAddress }).ip),
    written,
  );
});

test('digests and Insights are recognised, and are no events', async () => {
  const digest = createAdapter(
    'aws-cloudtrail-digest',
    sourceOf('aws-cloudtrail-digest')!.definition.mapping,
    spec,
  );
  const value = {
    digestStartTime: '2026-01-01T00:00:00Z',
    digestEndTime: '2026-01-01T01:00:00Z',
    logFiles: [],
  };
  assert.throws(() => digest.core({ value, flags: [] }), RecordRejected);
  assert.throws(() => read({ ...base, eventCategory: 'Insight' }), RecordRejected);
});
