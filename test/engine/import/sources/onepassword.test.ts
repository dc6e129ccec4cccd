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
      id: '12345',
      source: 'onepassword',
      occurredAt: '2022-02-23T22:11:50.591Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: '12345',
      actorName: 'Homer Simpson',
      actorEmail: 'homer@springfield.gov',
      action: 'item usage',
      category: 'item usage',
      verb: 'read',
      outcome: 'unknown',
      resourceType: 'item',
      resourceId: '1234',
      targets: [
        {
          type: 'vault',
          id: '54321',
          name: null,
          email: null,
        },
      ],
      projectId: '54321',
      ip: '1.1.1.1',
      changeKind: 'none',
    },
  ],
  [
    'E1-402',
    {
      id: 'ecd1d435c26440dc930ddfbbef201a11',
      source: 'onepassword',
      occurredAt: '2022-02-23T20:27:17.071Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: '2222222',
      actorName: 'Homer Simpson',
      actorEmail: 'homer@springfield.gov',
      action: 'item usage',
      category: 'item usage',
      verb: 'read',
      outcome: 'unknown',
      resourceType: 'item',
      resourceId: 'ecd1d435c26440dc930ddfbbef201a11',
      targets: [
        {
          type: 'vault',
          id: '111111',
          name: null,
          email: null,
        },
      ],
      projectId: '111111',
      ip: '1.1.1.1.1',
      changeKind: 'none',
    },
  ],
  [
    'E1-879',
    {
      id: '11111',
      source: 'onepassword',
      occurredAt: '2022-02-23T20:27:17.071Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: '2222222',
      actorName: 'Homer Simpson',
      actorEmail: 'homer@springfield.gov',
      action: 'item usage',
      category: 'item usage',
      verb: 'read',
      outcome: 'unknown',
      resourceType: 'item',
      resourceId: '1111111',
      targets: [
        {
          type: 'vault',
          id: '111111',
          name: null,
          email: null,
        },
      ],
      projectId: '111111',
      ip: '1.1.1.1.1',
      changeKind: 'none',
    },
  ],
  [
    'E2-0',
    {
      id: '1234',
      source: 'onepassword',
      occurredAt: '2021-12-15T18:02:23Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: '1234',
      actorName: 'Homer Simpson',
      actorEmail: 'homer@springfield.gov',
      action: 'credentials_ok',
      category: 'sign-in attempt',
      verb: 'login',
      outcome: 'success',
      description: 'success: credentials_ok',
      ip: '1.1.1.1',
      changeKind: 'none',
    },
  ],
  [
    'E2-454',
    {
      id: '1234',
      source: 'onepassword',
      occurredAt: '2021-12-15T18:02:23Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: '1234',
      actorName: 'Homer Simpson',
      actorEmail: 'homer@springfield.gov',
      action: 'credentials_ok',
      category: 'sign-in attempt',
      verb: 'login',
      outcome: 'success',
      description: 'success: credentials_ok',
      ip: '1.1.1.1',
      changeKind: 'none',
    },
  ],
];

test('1Password’s item usages and sign-in attempts are read as a person reads them', async (t) => {
  const samples = await importSamples(t, [
    'other_saas/panther_onepassword_itemusage.jsonl',
    'other_saas/panther_onepassword_signinattempt.jsonl',
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
      [3, 0, 0, 0],
      [2, 0, 3, 0],
    ],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});

const source = 'onepassword';
const base = {
  uuid: '1',
  timestamp: '2026-01-01T00:00:00Z',
  session_uuid: 's',
  type: 'credentials_ok',
  category: 'success',
  target_user: { uuid: 'u', email: 'a@example.com' },
  client: { ip_address: '1.1.1.1' },
};

test('outcomes of sign-in attempts', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, 'success'],
    [{ category: 'credentials_failed' }, 'failure'],
    [{ category: 'mfa_failed' }, 'failure'],
    [{ category: 'firewall_failed' }, 'failure'],
    [{ category: 'firewall_reported_success' }, 'success'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).outcome),
    cases.map(([, expected]) => expected),
  );
});

test('an audit event names its actor, its object and its address', () => {
  const event = readOne(source, {
    uuid: '2',
    timestamp: '2026-01-01T00:00:00-03:00',
    actor_uuid: 'A',
    actor_details: { uuid: 'A', name: 'Ada', email: 'ada@example.com' },
    action: 'join',
    object_type: 'gm',
    object_uuid: 'G',
    aux_uuid: 'B',
    aux_details: { uuid: 'B', name: 'Bob', email: 'bob@example.com' },
    session: { ip: '203.0.113.4' },
  });
  assert.deepEqual(
    [
      event.actorType,
      event.actorName,
      event.action,
      event.verb,
      event.resourceType,
      event.resourceId,
      event.ip,
      event.targets[0]?.email,
      event.time?.ms,
    ],
    [
      'USER',
      'Ada',
      'join',
      'grant',
      'gm',
      'G',
      '203.0.113.4',
      'bob@example.com',
      Date.UTC(2026, 0, 1, 3),
    ],
  );
});
