import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventReference } from '../../../../shared/event.ts';
import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

/** Read by hand from the records. */
const byHand: readonly (readonly [reference: string, told: Readonly<Record<string, unknown>>])[] = [
  [
    'E1-63',
    {
      source: 'kore-v2',
      occurredAt: '2026-01-04T17:06:52.745Z',
      zoneSource: 'in data',
      actorType: 'UNKNOWN',
      actorId: '03d97d0c-04a3-426c-a9e1-37008cf7c9fb',
      action: 'agent.dsl_updated',
      category: 'Auth & access',
      verb: 'update',
      outcome: 'unknown',
      resourceType: 'agent',
      resourceId: 'agent:checkout',
      targets: [
        {
          type: 'agent',
          id: 'checkout',
          name: null,
          email: null,
        },
      ],
      projectId: '11a5a6d2-7988-4065-a54a-c05042310de8',
      ip: '203.0.113.9',
      changeKind: 'none',
    },
  ],
  [
    'E1-268',
    {
      source: 'kore-v2',
      occurredAt: '2026-01-04T17:22:05.745Z',
      zoneSource: 'in data',
      actorType: 'UNKNOWN',
      actorId: '8fb6128e-7650-4834-ad18-54a904286357',
      action: 'member_role_changed',
      category: 'KMS',
      verb: 'update',
      outcome: 'unknown',
      resourceType: 'agent',
      resourceId: 'agent:checkout',
      targets: [
        {
          type: 'agent',
          id: 'checkout',
          name: null,
          email: null,
        },
      ],
      projectId: '11a5a6d2-7988-4065-a54a-c05042310de8',
      ip: '203.0.113.9',
      changeKind: 'none',
    },
  ],
  [
    'E1-465',
    {
      source: 'kore-v2',
      occurredAt: '2026-01-04T17:37:18.745Z',
      zoneSource: 'in data',
      actorType: 'UNKNOWN',
      actorId: '95caca56-a23b-4e94-aafd-1ba6aa611608',
      action: 'login_failed',
      category: 'Auth & access',
      verb: 'login',
      outcome: 'failure',
      resourceType: 'agent',
      resourceId: 'agent:checkout',
      targets: [
        {
          type: 'agent',
          id: 'checkout',
          name: null,
          email: null,
        },
      ],
      projectId: '11a5a6d2-7988-4065-a54a-c05042310de8',
      ip: '203.0.113.9',
      changeKind: 'none',
    },
  ],
  [
    'E1-665',
    {
      source: 'kore-v2',
      occurredAt: '2026-01-04T17:52:31.745Z',
      zoneSource: 'in data',
      actorType: 'UNKNOWN',
      actorId: '97a14447-3baa-4bdf-a6df-a1d88715b71e',
      action: 'login_failed',
      category: 'Auth & access',
      verb: 'login',
      outcome: 'failure',
      resourceType: 'agent',
      resourceId: 'agent:checkout',
      targets: [
        {
          type: 'agent',
          id: 'checkout',
          name: null,
          email: null,
        },
      ],
      projectId: '11a5a6d2-7988-4065-a54a-c05042310de8',
      ip: '203.0.113.9',
      changeKind: 'none',
    },
  ],
  [
    'E1-858',
    {
      source: 'kore-v2',
      occurredAt: '2026-01-04T18:07:44.745Z',
      zoneSource: 'in data',
      actorType: 'UNKNOWN',
      actorId: 'a3eec814-02af-48d4-a98f-a9a60d09fe4b',
      action: 'credential_updated',
      category: 'Auth & access',
      verb: 'update',
      outcome: 'unknown',
      resourceType: 'agent',
      resourceId: 'agent:checkout',
      targets: [
        {
          type: 'agent',
          id: 'checkout',
          name: null,
          email: null,
        },
      ],
      projectId: '11a5a6d2-7988-4065-a54a-c05042310de8',
      ip: '203.0.113.9',
      changeKind: 'none',
    },
  ],
];

test('Kore.ai’s second version is read as a person reads it', async (t) => {
  const samples = await importSamples(t, ['kore_agent_platform/GUESS_agent_platform_v2.csv']);
  if (!samples) return t.skip('no samples here');
  assert.deepEqual(
    samples.result.originals.map(({ records }) => [
      records.new,
      records.duplicate,
      records.conflicting,
      records.rejected,
    ]),
    [[40, 0, 0, 0]],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});
