import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventReference } from '../../../../shared/event.ts';
import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

/** Read by hand from the records. */
const byHand: readonly (readonly [reference: string, told: Readonly<Record<string, unknown>>])[] = [
  [
    'E1-9',
    {
      id: '15673c73-2099-43e0-a117-f1c8835f4bdf',
      source: 'arcane',
      occurredAt: '2026-02-17T20:34:12.123Z',
      zoneSource: 'in data',
      actorType: 'USER',
      action: 'organisation.user.role.assigned',
      category: 'organisation.user.role',
      verb: 'grant',
      outcome: 'unknown',
      resourceType: 'organisation_role_assignment',
      resourceId: '4435565b-1e1d-42c8-adc7-0757c8eb87cd',
      resourceName: 'new 0',
      orgId: '18cd61e1-6729-430a-a229-75a3a9d937d3',
      before: {
        roleId: null,
        roleName: null,
        name: 'old 0',
        config: {
          enabled: false,
        },
      },
      after: {
        roleId: 'cac04388-eb1b-4f06-a3e5-9afa44c7ebb4',
        roleName: 'Org Admin',
        name: 'new 0',
        config: {
          enabled: true,
        },
      },
      changeKind: 'snapshot',
      changed: ['/roleId', '/roleName', '/name', '/config/enabled'],
      absent: ['actor: Arcane never records the actor of organisation.user.role.assigned'],
      flags: ['name derived'],
    },
  ],
  [
    'E1-573',
    {
      id: '696a240a-390a-4831-ab71-21423d82fadb',
      source: 'arcane',
      occurredAt: '2026-02-17T19:04:12.123Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '160fe0ec-a74b-4c55-adfc-4664090ba1c8',
      action: 'datasource.created',
      category: 'datasource',
      verb: 'create',
      outcome: 'unknown',
      resourceType: 'datasource',
      resourceId: '106f1ced-02e7-4b68-ab49-a631aaa6768d',
      resourceName: 'new 1',
      orgId: '18cd61e1-6729-430a-a229-75a3a9d937d3',
      after: {
        roleId: '11bdbcc4-08bc-43c0-a6bf-b21e8837cd08',
        roleName: 'Org Admin',
        name: 'new 1',
        config: {
          enabled: true,
        },
      },
      changeKind: 'snapshot',
      flags: ['name derived'],
    },
  ],
  [
    'E1-1124',
    {
      id: 'adf18d09-1804-4f0d-a303-8058a0890574',
      source: 'arcane',
      occurredAt: '2026-02-17T17:34:12.123Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'd6397f18-d72b-42c4-a07d-f4372b57bba8',
      action: 'datasource.deleted',
      category: 'datasource',
      verb: 'delete',
      outcome: 'unknown',
      resourceType: 'datasource',
      resourceId: 'daa4d45e-21f9-4bf5-a9a4-380b3a865b73',
      resourceName: 'old 2',
      orgId: '18cd61e1-6729-430a-a229-75a3a9d937d3',
      before: {
        roleId: null,
        roleName: null,
        name: 'old 2',
        config: {
          enabled: false,
        },
      },
      changeKind: 'snapshot',
      flags: ['name derived'],
    },
  ],
  [
    'E1-1635',
    {
      id: 'e937cb30-7d76-418f-abfd-c5aef0c64c60',
      source: 'arcane',
      occurredAt: '2026-02-17T16:04:12.123Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'dfa35901-01e7-4413-ad29-cb16446a6459',
      action: 'entity.updated',
      category: 'entity',
      verb: 'update',
      outcome: 'unknown',
      resourceType: 'entity',
      resourceId: '24d80bad-6b5b-46d2-aa28-6e1beeae1529',
      resourceName: 'new 3',
      orgId: '18cd61e1-6729-430a-a229-75a3a9d937d3',
      before: {
        roleId: null,
        roleName: null,
        name: 'old 3',
        config: {
          enabled: false,
        },
      },
      after: {
        roleId: '037aa16b-4936-4071-a8ec-03b1732a731f',
        roleName: 'Org Admin',
        name: 'new 3',
        config: {
          enabled: true,
        },
      },
      changeKind: 'snapshot',
      changed: ['/roleId', '/roleName', '/name', '/config/enabled'],
      flags: ['name derived'],
    },
  ],
  [
    'E1-2332',
    {
      id: '70152c61-fc90-4d27-a30c-6d20a08f65b9',
      source: 'arcane',
      occurredAt: '2026-02-17T14:34:12.123Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '160fe0ec-a74b-4c55-adfc-4664090ba1c8',
      action: 'project_member.added',
      category: 'project_member',
      verb: 'grant',
      outcome: 'unknown',
      resourceType: 'project_member',
      resourceId: 'a85cd020-60d5-4ee7-a3d7-7ab039377f90',
      resourceName: 'new 4',
      orgId: '18cd61e1-6729-430a-a229-75a3a9d937d3',
      projectId: '11a5a6d2-7988-4065-a54a-c05042310de8',
      after: {
        roleId: 'e7195f20-9f92-4bfb-a61d-65efe3e7ca1e',
        roleName: 'Org Admin',
        name: 'new 4',
        config: {
          enabled: true,
        },
      },
      changeKind: 'snapshot',
      flags: ['name derived'],
    },
  ],
  [
    'E1-3509',
    {
      id: '9aaa1328-7082-42b4-a3d1-35fc1247e1ba',
      source: 'arcane',
      occurredAt: '2026-02-17T11:34:12.123Z',
      zoneSource: 'in data',
      actorType: 'SYSTEM',
      action: 'retention.deleted',
      category: 'retention',
      verb: 'delete',
      outcome: 'unknown',
      resourceType: 'audit_log',
      resourceId: '11a5a6d2-7988-4065-a54a-c05042310de8',
      resourceName: 'old 6',
      orgId: '18cd61e1-6729-430a-a229-75a3a9d937d3',
      before: {
        roleId: null,
        roleName: null,
        name: 'old 6',
        config: {
          enabled: false,
        },
      },
      changeKind: 'snapshot',
      absent: ['recordsDeleted', 'retentionPolicy'],
      flags: ['name derived'],
    },
  ],
];

test('Arcane’s API page and the copy of its table are read as a person reads them', async (t) => {
  const samples = await importSamples(t, [
    'arcane/synthetic_api_page1.json',
    'arcane/synthetic_db_copy.csv',
    'arcane/synthetic_copied_rows_concatenated.txt',
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
      [50, 0, 0, 0],
      [70, 0, 50, 0],
      [0, 0, 25, 0],
    ],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});
