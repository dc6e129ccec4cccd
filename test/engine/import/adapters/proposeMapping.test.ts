import assert from 'node:assert/strict';
import { test } from 'node:test';

import { proposeMapping } from '../../../../electron/engine/import/adapters/proposeMapping.ts';
import type { ReaderSpec } from '../../../../electron/engine/import/readers/reader.ts';
import type { JsonValue } from '../../../../shared/event.ts';
import type { MappedField, Paths } from '../../../../shared/mapping.ts';

const lines: ReaderSpec = { name: 'json-lines', version: 1, encoding: 'utf-8' };

type Case = readonly [
  what: string,
  record: JsonValue,
  expected: { readonly [F in MappedField]?: Paths[number] },
];

const cases: readonly Case[] = [
  [
    'Okta',
    {
      uuid: '1',
      published: '2026-01-01T00:00:00.000Z',
      eventType: 'user.session.start',
      actor: { id: '00u1', type: 'User', alternateId: 'ada@example.com', displayName: 'Ada' },
      client: { ipAddress: '10.0.0.1', userAgent: { rawUserAgent: 'curl/8' } },
      outcome: { result: 'SUCCESS' },
    },
    {
      occurredAt: '/published',
      action: '/eventType',
      actorId: '/actor/id',
      ip: '/client/ipAddress',
      outcome: '/outcome/result',
    },
  ],
  [
    'CloudTrail',
    {
      eventID: '1',
      eventTime: '2026-01-01T00:00:00Z',
      eventName: 'CreateUser',
      eventSource: 'iam.amazonaws.com',
      sourceIPAddress: '10.0.0.1',
      userAgent: 'aws-cli',
      userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::1:user/ada', userName: 'ada' },
    },
    { id: '/eventID', occurredAt: '/eventTime', action: '/eventName', ip: '/sourceIPAddress' },
  ],
  [
    'a plain web application',
    {
      timestamp: 1_767_225_600,
      user: 'ada@example.com',
      action: 'login',
      ip_address: '10.0.0.1',
      status: 'ok',
    },
    { occurredAt: '/timestamp', action: '/action', ip: '/ip_address' },
  ],
  [
    'a log in plain words',
    {
      at: '2026-01-01T00:00:00Z',
      when: '2026-01-01T00:00:00Z',
      who: 'ada@example.com',
      what: 'door opened',
      object: { kind: 'door', id: 'd-7', name: 'Back door' },
    },
    {
      occurredAt: '/when',
      action: '/what',
      actorId: '/who',
      actorEmail: '/who',
      resourceType: '/object/kind',
      resourceId: '/object/id',
      resourceName: '/object/name',
    },
  ],
  [
    'a log with lists',
    {
      time: '2026-01-01T00:00:00Z',
      actionName: 'DELETE_ROLE',
      actors: [{ id: 'u-1', type: 'USER', email: 'ada@example.com' }],
      targets: [{ type: 'role', id: 'r-1', name: 'Admins' }],
      sourceIPs: ['10.0.0.1'],
    },
    {
      action: '/actionName',
      actorId: '/actors/0/id',
      actorEmail: '/actors/0/email',
      resourceType: '/targets/0/type',
      resourceId: '/targets/0/id',
      resourceName: '/targets/0/name',
      ip: '/sourceIPs/0',
    },
  ],
  [
    'a log whose actor has a type and a name',
    {
      timestamp: '2026-01-01T00:00:00Z',
      actor: { type: 'USER', name: 'Ada', object: 'user' },
      user: { name: 'Ada' },
      eventTypeName: 'ROLE_DELETED',
      role_deleted: { error_code: 'none' },
    },
    { action: '/eventTypeName', actorName: '/actor/name' },
  ],
];

for (const [what, record, expected] of cases) {
  test(`proposes where ${what} keeps who, what and when, and is never sure`, () => {
    const { mapping, confidence } = proposeMapping([record, record], lines, 'log.jsonl');
    const found = Object.keys(expected).map((field) => [
      field,
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the case above
      mapping.fields[field as MappedField]?.[0],
    ]);
    assert.deepEqual(
      { found: Object.fromEntries(found), unsure: confidence < 0.8, zone: mapping.time.zoneSource },
      { found: expected, unsure: true, zone: 'assumed' },
    );
  });
}

test('no outcome is claimed of a part that one kind of event has, nor a resource of who acted', () => {
  const { mapping } = proposeMapping(
    [
      {
        timestamp: '2026-01-01T00:00:00Z',
        type: 'login.failed',
        actor: { object: 'user', id: 'u-1' },
        login_failed: { error_code: 'x' },
      },
    ],
    lines,
    'log.jsonl',
  );
  assert.deepEqual([mapping.fields.outcome, mapping.fields.resourceId], [undefined, undefined]);
});

test('ids that repeat are not taken for unique', () => {
  const record = { id: '1', timestamp: '2026-01-01T00:00:00Z', action: 'login' };
  const unique = (ids: readonly string[]): boolean =>
    proposeMapping(
      ids.map((id) => ({ ...record, id })),
      lines,
      'x',
    ).mapping.uniqueId;
  assert.deepEqual([unique(['1', '2', '3', '1']), unique([])], [false, false]);
});

test('a file without anything known in it gets a proposal of low confidence, not a failure', () => {
  for (const records of [[], [1, 'x', null], [{}], [{ a: { b: [1] } }]] as const) {
    const { confidence } = proposeMapping(records, lines, 'x.json');
    assert(confidence <= 0.5, `${confidence}`);
  }
});
