import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventReference } from '../../../../shared/event.ts';
import { readOne } from '../../../helpers/readBySource.ts';
import type { JsonRecord } from '../../../helpers/readBySource.ts';
import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

/** Read by hand from the records. */
const byHand: readonly (readonly [reference: string, told: Readonly<Record<string, unknown>>])[] = [
  [
    'E1-15',
    {
      id: '2508d209-3336-4763-89a0-aceaf1322fcf',
      source: 'atlassian-cloud',
      occurredAt: '2025-02-27T18:50:12.281Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'abc',
      actorName: 'Example Admin',
      actorEmail: 'admin@example.com',
      authMethod: 'container-token',
      action: 'user_added_to_group',
      verb: 'grant',
      outcome: 'unknown',
      description: 'Added u to site-admins',
      resourceType: 'groups',
      resourceId: 'g1',
      resourceName: 'site-admins',
      targets: [
        {
          type: 'groups',
          id: 'g1',
          name: 'site-admins',
          email: null,
        },
      ],
      projectId: 's1',
      projectName: 'e',
      ip: '203.0.113.7',
      changeKind: 'none',
    },
  ],
  [
    'E2-46',
    {
      id: '10023',
      source: 'jira-cloud',
      occurredAt: '2014-03-19T18:45:42.967Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '5b1',
      actorName: 'admin',
      action: 'User created',
      category: 'user management',
      verb: 'create',
      outcome: 'unknown',
      resourceType: 'USER',
      resourceId: 'user',
      resourceName: 'user',
      targets: [
        {
          type: 'GROUP',
          id: 'jira-software-users',
          name: 'jira-software-users',
          email: null,
        },
      ],
      projectName: 'com.atlassian.crowd.directory.IdentityPlatformRemoteDirectory',
      ip: '203.0.113.7',
      before: {
        email: 'user@example.com',
      },
      after: {
        email: 'new@example.com',
      },
      changeKind: 'patch',
      changed: ['/email'],
    },
  ],
  [
    'E3-0',
    {
      id: '2508d209-3336-4763-89a0-aceaf1322fcf',
      source: 'atlassian-cloud',
      occurredAt: '2022-12-15T00:35:15.890Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '1234567890abcdefghijklmn',
      actorName: 'Example Admin',
      actorEmail: 'example.admin@example.com',
      action: 'user_logged_in_as_user',
      verb: 'login',
      outcome: 'unknown',
      description: 'Logged in as example.user@example.io',
      resourceType: 'users',
      resourceName: 'example.user@example.io',
      targets: [
        {
          type: 'users',
          id: null,
          name: 'example.user@example.io',
          email: 'example.user@example.io',
        },
      ],
      projectId: '12345678-abcd-9012-efgh-1234567890abcd',
      projectName: 'example',
      changeKind: 'none',
    },
  ],
  [
    'E3-695',
    {
      id: '2508d209-3336-4763-89a0-aceaf1322fcf',
      source: 'atlassian-cloud',
      occurredAt: '2022-12-15T00:35:15.890Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '1234567890abcdefghijklmn',
      actorName: 'Example Admin',
      actorEmail: 'example.admin@example.com',
      action: 'user_login',
      verb: 'login',
      outcome: 'unknown',
      description: 'Logged in as example.user@example.io',
      resourceType: 'users',
      resourceName: 'example.user@example.io',
      targets: [
        {
          type: 'users',
          id: null,
          name: 'example.user@example.io',
          email: 'example.user@example.io',
        },
      ],
      projectId: '12345678-abcd-9012-efgh-1234567890abcd',
      projectName: 'example',
      changeKind: 'none',
    },
  ],
];

test('Atlassian’s organisation events and Jira’s records are read as a person reads them', async (t) => {
  const samples = await importSamples(t, [
    'atlassian/synthetic_org_events_page.json',
    'atlassian/synthetic_jira_cloud_auditing_record.json',
    'atlassian/panther_atlassian_audit.jsonl',
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
      [0, 0, 2, 0],
    ],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});

test('Data Center’s events, with their time as an epoch or as text', () => {
  const base: JsonRecord = {
    author: { name: 'ada', type: 'user', id: '1' },
    type: { action: 'User added', actionI18nKey: 'x.user.added', category: 'Users' },
    affectedObjects: [
      { name: 'bob', type: 'USER', id: '2' },
      { name: 'admins', type: 'GROUP' },
    ],
    changedValues: [{ key: 'email', from: 'a@example.com', to: 'b@example.com' }],
    source: '203.0.113.7',
    method: 'Browser',
  };
  const told = [{ epochSecond: 1767225600, nano: 0 }, '2026-01-01T00:00:00Z'].map((timestamp) => {
    const event = readOne('atlassian-data-center', { ...base, timestamp });
    return [
      event.time?.ms,
      event.actorType,
      event.actorName,
      event.action,
      event.category,
      event.verb,
      event.resourceName,
      event.ip,
      event.before,
      event.after,
      event.targets.length,
    ];
  });
  const ms = Date.UTC(2026, 0, 1);
  const rest = [
    'USER',
    'ada',
    'User added',
    'Users',
    'create',
    'bob',
    '203.0.113.7',
    { email: 'a@example.com' },
    { email: 'b@example.com' },
    2,
  ];
  assert.deepEqual(told, [
    [ms, ...rest],
    [ms, ...rest],
  ]);
});

test('no outcome is claimed; an actor without a name is unknown', () => {
  const event = readOne('atlassian-cloud', {
    id: '1',
    attributes: { action: 'x', actor: {}, time: '2026-01-01T00:00:00Z' },
  });
  assert.deepEqual([event.outcome, event.actorType, event.ip], ['unknown', 'UNKNOWN', null]);
});
