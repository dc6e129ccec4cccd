import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventReference } from '../../../../shared/event.ts';
import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

/** Read by hand from the records. */
const byHand: readonly (readonly [reference: string, told: Readonly<Record<string, unknown>>])[] = [
  [
    'E1-73',
    {
      source: 'kore',
      occurredAt: '2026-01-04T22:36:52Z',
      zoneSource: 'assumed',
      actorType: 'APP',
      actorName: 'ci-app',
      action: 'Login',
      category: 'Login/Logout',
      verb: 'login',
      outcome: 'unknown',
      description: 'User logged in via SSO',
      resourceType: 'Login/Logout',
      ip: '10.0.0.7',
      changeKind: 'none',
      absent: ['User ID', 'Email ID', 'Login method'],
    },
  ],
  [
    'E1-160',
    {
      source: 'kore',
      occurredAt: '2026-01-04T22:52:05Z',
      zoneSource: 'assumed',
      actorType: 'USER',
      actorName: 'Chloé Dubois',
      action: 'Logout',
      category: 'Login/Logout',
      verb: 'logout',
      outcome: 'unknown',
      description:
        'User logged out at Sat Jan 04 2020 22:36:52 GMT+0530(India Standard Time) from 127.0.0.1 via web',
      resourceType: 'Login/Logout',
      ip: '198.51.100.24',
      changeKind: 'none',
      absent: ['User ID', 'Email ID'],
    },
  ],
  [
    'E1-334',
    {
      source: 'kore',
      occurredAt: '2026-01-04T23:07:18Z',
      zoneSource: 'assumed',
      actorType: 'APP',
      actorName: 'ci-app',
      action: 'Role edited',
      category: 'Roles',
      verb: 'update',
      outcome: 'unknown',
      description: 'Role "Tool editor" was edited. Role ID: r-1a2b',
      resourceType: 'Role',
      resourceId: 'r-1a2b',
      resourceName: 'Tool editor',
      ip: '10.0.0.7',
      changeKind: 'none',
      absent: ['User ID'],
      flags: ['name derived'],
    },
  ],
  [
    'E1-448',
    {
      source: 'kore',
      occurredAt: '2026-01-04T23:22:31Z',
      zoneSource: 'assumed',
      actorType: 'APP',
      actorName: 'ci-app',
      action: 'Role changed',
      category: 'Roles',
      verb: 'update',
      outcome: 'unknown',
      description: 'Role changed from ‘Viewer’ to ‘Admin’ for 3 users',
      resourceType: 'Role',
      before: {
        Role: 'Viewer',
      },
      after: {
        Role: 'Admin',
      },
      changeKind: 'derived from words',
      changed: ['/Role'],
      absent: ['User ID', 'IP Address'],
    },
  ],
  [
    'E1-660',
    {
      source: 'kore',
      occurredAt: '2026-01-04T23:52:57Z',
      zoneSource: 'assumed',
      actorType: 'USER',
      actorName: 'Chloé Dubois',
      action: 'Model deployed',
      category: 'Models',
      verb: 'enable',
      outcome: 'unknown',
      description:
        'Model Name: llama-3-8b, Model ID: m-77, Temperature: 0.7, Max length: 512, Top p: 1, Hardware Type: "g5.2xlarge"',
      resourceType: 'Model',
      resourceId: 'm-77',
      resourceName: 'llama-3-8b',
      ip: '198.51.100.24',
      changeKind: 'none',
      absent: [
        'User ID',
        'Model Type',
        'Top k',
        'Stop sequence',
        'Inference batch size',
        'Min replicas',
        'Max replicas',
        'Scale up delay',
        'Scale down delay',
      ],
      flags: ['name derived'],
    },
  ],
  [
    'E1-856',
    {
      source: 'kore',
      occurredAt: '2026-01-05T00:08:10Z',
      zoneSource: 'assumed',
      actorType: 'USER',
      actorName: 'Ann Admin',
      action: 'User invited',
      category: 'Users Management',
      verb: 'grant',
      outcome: 'unknown',
      description: 'Added User IDs: u-1, u-2\nRole Name: Member\nRole ID: r-9',
      resourceType: 'User',
      targets: [
        {
          type: 'user',
          id: 'u-1',
          name: null,
          email: null,
        },
        {
          type: 'user',
          id: 'u-2',
          name: null,
          email: null,
        },
      ],
      changeKind: 'none',
      absent: ['User ID', 'IP Address'],
    },
  ],
  [
    'E1-1111',
    {
      source: 'kore',
      occurredAt: '2026-01-05T00:38:36Z',
      zoneSource: 'assumed',
      actorType: 'USER',
      actorName: 'Ann Admin',
      action: 'Guardrails deployed',
      category: 'Guardrails',
      verb: 'enable',
      outcome: 'unknown',
      description: 'Guardrail Name: Toxicity',
      resourceType: 'Guardrail',
      resourceName: 'Toxicity',
      ip: '2001:db8::1',
      changeKind: 'none',
      absent: ['User ID', 'Guardrail ID', 'Hardware Type'],
      flags: ['name derived'],
    },
  ],
  [
    'E1-1665',
    {
      source: 'kore',
      occurredAt: '2026-01-05T01:39:28Z',
      zoneSource: 'assumed',
      actorType: 'USER',
      actorName: 'O’Neil, Pat',
      action: 'API Key created',
      category: 'Models',
      verb: 'create',
      outcome: 'unknown',
      description: 'API Key created for Model Name: gpt-4o',
      resourceType: 'Model',
      resourceName: 'gpt-4o',
      ip: '10.0.0.7',
      changeKind: 'none',
      absent: ['User ID', 'Model ID', 'Model Type'],
      flags: ['name derived'],
    },
  ],
];

test('Kore.ai’s CSV is read as a person reads it', async (t) => {
  const samples = await importSamples(t, ['kore_agent_platform/GUESS_audit_logs.csv']);
  if (!samples) return t.skip('no samples here');
  assert.deepEqual(
    samples.result.originals.map(({ records }) => [
      records.new,
      records.duplicate,
      records.conflicting,
      records.rejected,
    ]),
    [[150, 0, 0, 0]],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});
