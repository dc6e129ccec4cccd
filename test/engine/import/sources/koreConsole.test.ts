import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventReference } from '../../../../shared/event.ts';
import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

/** Read by hand from the records. */
const byHand: readonly (readonly [reference: string, told: Readonly<Record<string, unknown>>])[] = [
  [
    'E1-39',
    {
      id: '202388362db20bbbe5d59f29',
      source: 'kore-admin-console',
      occurredAt: '2026-01-04T17:06:52.745Z',
      zoneSource: 'in data',
      actorType: 'UNKNOWN',
      action: 'Login',
      category: 'Login/Logout',
      verb: 'login',
      outcome: 'unknown',
      description: 'User logged in via SSO',
      resourceType: 'Login/Logout',
      changeKind: 'none',
      absent: [
        'actor: Kore.ai’s admin console gives no actor with its entries',
        'User ID',
        'IP Address',
        'Email ID',
        'Login method',
      ],
    },
  ],
  [
    'E1-289',
    {
      id: '3f49677af190c9ce9918c9cf',
      source: 'kore-admin-console',
      occurredAt: '2026-01-04T17:22:05.745Z',
      zoneSource: 'in data',
      actorType: 'UNKNOWN',
      action: 'Logout',
      category: 'Login/Logout',
      verb: 'logout',
      outcome: 'unknown',
      description:
        'User logged out at Sat Jan 04 2020 22:36:52 GMT+0530(India Standard Time) from 127.0.0.1 via web',
      resourceType: 'Login/Logout',
      ip: '127.0.0.1',
      changeKind: 'none',
      absent: [
        'actor: Kore.ai’s admin console gives no actor with its entries',
        'User ID',
        'Email ID',
      ],
    },
  ],
  [
    'E1-614',
    {
      id: '4e5aa9203cdddb0a603c3057',
      source: 'kore-admin-console',
      occurredAt: '2026-01-04T17:37:18.745Z',
      zoneSource: 'in data',
      actorType: 'UNKNOWN',
      action: 'Role edited',
      category: 'Roles',
      verb: 'update',
      outcome: 'unknown',
      description: 'Role "Tool editor" was edited. Role ID: r-1a2b',
      resourceType: 'Role',
      resourceId: 'r-1a2b',
      resourceName: 'Tool editor',
      changeKind: 'none',
      absent: [
        'actor: Kore.ai’s admin console gives no actor with its entries',
        'User ID',
        'IP Address',
      ],
      flags: ['name derived'],
    },
  ],
  [
    'E1-889',
    {
      id: 'b41473e8bd643f9b6777b57b',
      source: 'kore-admin-console',
      occurredAt: '2026-01-04T17:52:31.745Z',
      zoneSource: 'in data',
      actorType: 'UNKNOWN',
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
      absent: [
        'actor: Kore.ai’s admin console gives no actor with its entries',
        'User ID',
        'IP Address',
      ],
    },
  ],
  [
    'E1-1174',
    {
      id: '8d6c1f4da758ed9ec5fde259',
      source: 'kore-admin-console',
      occurredAt: '2026-01-04T18:07:44.745Z',
      zoneSource: 'in data',
      actorType: 'UNKNOWN',
      action: 'App API Key created',
      category: 'App API Key',
      verb: 'create',
      outcome: 'unknown',
      description: 'App API Key created',
      resourceType: 'App API Key',
      changeKind: 'none',
      absent: [
        'actor: Kore.ai’s admin console gives no actor with its entries',
        'User ID',
        'IP Address',
      ],
    },
  ],
  [
    'E1-2075',
    {
      id: '6da4bc3f2b41b693b5682fa4',
      source: 'kore-admin-console',
      occurredAt: '2026-01-04T18:53:23.745Z',
      zoneSource: 'in data',
      actorType: 'UNKNOWN',
      action: 'Versions committed',
      category: 'Prompts',
      verb: 'create',
      outcome: 'unknown',
      description: 'Version Name: v4, Prompt Name: "Refund, EU"',
      resourceType: 'Prompt',
      resourceName: 'Refund, EU',
      changeKind: 'none',
      absent: [
        'actor: Kore.ai’s admin console gives no actor with its entries',
        'User ID',
        'IP Address',
        'Prompt ID',
      ],
      flags: ['name derived'],
    },
  ],
];

test('Kore.ai’s admin console is read as a person reads it', async (t) => {
  const samples = await importSamples(t, ['kore_agent_platform/documented_admin_console_api.json']);
  if (!samples) return t.skip('no samples here');
  assert.deepEqual(
    samples.result.originals.map(({ records }) => [
      records.new,
      records.duplicate,
      records.conflicting,
      records.rejected,
    ]),
    [[60, 0, 0, 0]],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});
