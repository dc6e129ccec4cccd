import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventReference } from '../../../../shared/event.ts';
import { readOne } from '../../../helpers/readBySource.ts';
import type { JsonRecord } from '../../../helpers/readBySource.ts';
import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

/** Read by hand from the records. */
const byHand: readonly (readonly [reference: string, told: Readonly<Record<string, unknown>>])[] = [
  [
    'E1-4',
    {
      id: '1',
      source: 'gitlab',
      occurredAt: '2019-08-30T07:00:41.885Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '1',
      actorName: 'Administrator',
      actorEmail: 'admin@example.com',
      action: 'Project archived',
      category: 'Project',
      verb: 'other',
      outcome: 'unknown',
      description: 'Project archived',
      resourceType: 'Project',
      resourceId: 'acme/flight',
      resourceName: 'acme/flight',
      projectId: '6',
      projectName: 'acme/flight',
      ip: '127.0.0.1',
      changeKind: 'none',
    },
  ],
  [
    'E1-463',
    {
      id: '3',
      source: 'gitlab',
      occurredAt: '2019-08-22T16:34:25.639Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '51',
      actorName: 'Andreas',
      action: 'email_confirmation_sent',
      category: 'User',
      verb: 'other',
      outcome: 'unknown',
      resourceType: 'User',
      resourceId: '51',
      resourceName: 'Andreas',
      before: {
        'email address': 'hello@example.com',
      },
      after: {
        'email address': 'maint@example.com',
      },
      changeKind: 'patch',
      changed: ['/email address'],
    },
  ],
  [
    'E2-0',
    {
      source: 'gitlab',
      occurredAt: '2018-10-17T17:38:22.523Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '3',
      actorName: 'Jo',
      action: 'change visibility',
      category: 'Project',
      verb: 'update',
      outcome: 'unknown',
      resourceType: 'Project',
      resourceId: '2',
      resourceName: 'ns/p2',
      projectId: '2',
      before: {
        visibility: 'Private',
      },
      after: {
        visibility: 'Public',
      },
      changeKind: 'patch',
      changed: ['/visibility'],
    },
  ],
  [
    'E2-241',
    {
      source: 'gitlab',
      occurredAt: '2024-05-10T17:46:49.058Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '1',
      actorName: 'Administrator',
      authMethod: 'standard',
      action: 'sign in',
      category: 'User',
      verb: 'login',
      outcome: 'unknown',
      resourceType: 'User',
      resourceId: '1',
      resourceName: 'Administrator',
      ip: '203.0.113.7',
      changeKind: 'none',
    },
  ],
  [
    'E3-131',
    {
      id: '1000',
      source: 'gitlab',
      occurredAt: '2024-05-01T07:00:00Z',
      zoneSource: 'documented',
      actorType: 'UNKNOWN',
      actorId: '-1',
      actorName: 'An unauthenticated user',
      action: 'Changed visibility from Private to Public',
      category: 'User',
      verb: 'update',
      outcome: 'unknown',
      description: 'Changed visibility from Private to Public',
      resourceType: 'Project',
      resourceId: '6',
      resourceName: 'acme/shop',
      changeKind: 'none',
    },
  ],
  [
    'E3-511',
    {
      id: '1003',
      source: 'gitlab',
      occurredAt: '2024-05-04T07:00:03Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: '3',
      actorName: 'Jane, Doe',
      action: 'Added user access as Developer',
      category: 'Group',
      verb: 'grant',
      outcome: 'unknown',
      description: 'Added user access as Developer',
      resourceType: 'Project',
      resourceId: '6',
      resourceName: 'acme/shop',
      orgId: '6',
      orgName: 'acme/shop',
      ip: '127.0.0.1',
      changeKind: 'none',
    },
  ],
  [
    'E3-867',
    {
      id: '1006',
      source: 'gitlab',
      occurredAt: '2024-05-07T07:00:06Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: '3',
      actorName: 'Jane, Doe',
      action: 'Signed in with STANDARD authentication',
      category: 'User',
      verb: 'login',
      outcome: 'unknown',
      description: 'Signed in with STANDARD authentication',
      resourceType: 'Project',
      resourceId: '6',
      resourceName: 'acme/shop',
      ip: '127.0.0.1',
      changeKind: 'none',
    },
  ],
];

test('GitLab’s pages, server file and CSV are read as a person reads them', async (t) => {
  const samples = await importSamples(t, [
    'gitlab/synthetic_api.json',
    'gitlab/synthetic_audit_json.log',
    'gitlab/synthetic_documented_export.csv',
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
      [2, 0, 0, 0],
      [40, 0, 0, 0],
    ],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});

const source = 'gitlab';
const base = {
  id: 1,
  author_id: 7,
  entity_type: 'Project',
  entity_id: 6,
  details: {},
  created_at: '2026-01-01T00:00:00Z',
};

test('outcomes are told by words only', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, 'unknown'],
    [{ details: { custom_message: 'Failed to login with STANDARD authentication' } }, 'failure'],
    [{ details: { custom_message: 'Project archived' } }, 'unknown'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).outcome),
    cases.map(([, expected]) => expected),
  );
});

test('kinds of actor by their id', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, 'USER'],
    [{ author_id: -1 }, 'UNKNOWN'],
    [{ author_id: -2 }, 'SYSTEM'],
    [{ details: { author_class: 'DeployToken' } }, 'API_KEY'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).actorType),
    cases.map(([, expected]) => expected),
  );
});

test('the address in each place', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{ details: { ip_address: '127.0.0.1' } }, '127.0.0.1'],
    [{ ip_address: '2001:db8::7' }, '2001:db8::7'],
    [{ 'meta.remote_ip': '203.0.113.7' }, '203.0.113.7'],
    [{}, null],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).ip),
    cases.map(([, expected]) => expected),
  );
});

test('an action’s name from what was added, removed, changed', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{ event_type: 'x_y' }, 'x_y'],
    [{ details: { add: 'user_access', as: 'Owner' } }, 'add user_access'],
    [{ details: { remove: 'user_access' } }, 'remove user_access'],
    [{ details: { change: 'visibility', from: 'a', to: 'b' } }, 'change visibility'],
    [{ details: { with: 'standard' } }, 'sign in'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).action),
    cases.map(([, expected]) => expected),
  );
});
