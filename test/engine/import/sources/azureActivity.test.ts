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
      id: '587eda65-125e-48c2-9b04-ab5e8d3a1d8e',
      source: 'azure-activity',
      occurredAt: '2022-02-09T03:04:54.297853Z',
      zoneSource: 'in data',
      actorType: 'SERVICE',
      actorId: '12345678-9abc-defg-hijk-lmnopqrstuvw',
      actorName: '12345678-9abc-defg-hijk-lmnopqrstuvw',
      authMethod: 'certificate',
      action: 'Microsoft.Compute/disks/delete',
      category: 'Administrative',
      verb: 'delete',
      outcome: 'pending',
      resourceType: 'Microsoft.Compute/disks',
      resourceId:
        '/subscriptions/12345678-9abc-defg-hijk-lmnopqrstuvw/resourceGroups/TEST-RESOURCE-GROUP/providers/Microsoft.Compute/disks/test-vm_disk1_cd8883de78cb4cda97cb858dfe0cda3a',
      resourceName: 'test-vm_disk1_cd8883de78cb4cda97cb858dfe0cda3a',
      orgId: '12345678-9abc-defg-hijk-lmnopqrstuvw',
      projectId: '12345678-9abc-defg-hijk-lmnopqrstuvw',
      ip: '1.2.3.4',
      changeKind: 'none',
    },
  ],
  [
    'E2-0',
    {
      id: '25235036-3b0c-46e7-97d0-5bea476a6ab8',
      source: 'azure-activity',
      occurredAt: '2022-06-01T11:39:35.698653900Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'you@domain.tld',
      actorName: 'you@domain.tld',
      actorEmail: 'you@domain.tld',
      action: 'Microsoft.Compute/virtualMachines/runCommand/action',
      category: 'Administrative',
      verb: 'other',
      outcome: 'success',
      resourceType: 'Microsoft.Compute/virtualMachines',
      resourceId:
        '/subscriptions/<your-subscription-id>/resourceGroups/rg-4x3tj2hb/providers/Microsoft.Compute/virtualMachines/vm-4x3tj2hb',
      resourceName: 'vm-4x3tj2hb',
      projectId: '<your-subscription-id>',
      changeKind: 'none',
    },
  ],
  [
    'E2-1220',
    {
      source: 'azure-activity',
      actorType: 'UNKNOWN',
      action: 'MICROSOFT.KEYVAULT/VAULTS/WRITE',
      category: 'Administrative',
      verb: 'update',
      outcome: 'success',
      resourceType: 'Microsoft.KeyVault/vaults',
      resourceId:
        '/subscriptions/<subscription-id>/resourceGroups/<rg>/providers/Microsoft.KeyVault/vaults/<vault-name>',
      resourceName: '<vault-name>',
      projectId: '<subscription-id>',
      changeKind: 'none',
      flags: ['time not read'],
    },
  ],
  [
    'E3-137',
    {
      source: 'azure-activity',
      occurredAt: '2021-06-01T05:05:05.000Z',
      zoneSource: 'in data',
      actorType: 'SERVICE',
      actorId: '000d46d6-f86f-4117-a094-c04f28c2dd18',
      actorName: '000d46d6-f86f-4117-a094-c04f28c2dd18',
      action: 'Create role assignment',
      category: 'Administrative',
      verb: 'grant',
      outcome: 'success',
      resourceType: 'Microsoft.Compute/virtualMachines',
      resourceId:
        '/subscriptions/74d1d277-8731-4093-aced-6a3a6a97cd55/resourcegroups/rg/providers/Microsoft.Compute/virtualMachines/vm1',
      resourceName: 'vm1',
      projectId: '8d9517cf-867b-4d9a-a4d7-6636b5670aad',
      changeKind: 'none',
    },
  ],
  [
    'E3-499',
    {
      source: 'azure-activity',
      occurredAt: '2021-06-01T05:06:45.000Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'admin@example.com',
      actorName: 'admin@example.com',
      actorEmail: 'admin@example.com',
      action: 'List Storage Account Keys',
      category: 'Administrative',
      verb: 'read',
      outcome: 'success',
      resourceType: 'Microsoft.Compute/virtualMachines',
      resourceId:
        '/subscriptions/f812be40-1d06-4ec6-a6c0-ed252cee3115/resourcegroups/rg/providers/Microsoft.Compute/virtualMachines/vm1',
      resourceName: 'vm1',
      projectId: 'ec0022ca-d1af-43b8-a72b-f61417c4a173',
      changeKind: 'none',
    },
  ],
  [
    'E4-0',
    {
      source: 'azure-activity',
      occurredAt: '2024-12-17T10:30:00.000000000Z',
      zoneSource: 'in data',
      actorType: 'UNKNOWN',
      action: 'Microsoft.Insights/actionGroups/delete',
      category: 'Administrative',
      verb: 'delete',
      outcome: 'success',
      resourceType: 'Microsoft.Insights/actionGroups',
      resourceId:
        '/subscriptions/12345678-1234-1234-1234-123456789abc/resourceGroups/myresourcegroup/providers/Microsoft.Insights/actionGroups/securityteam',
      resourceName: 'securityteam',
      orgId: '87654321-4321-4321-4321-111111111111',
      projectId: '12345678-1234-1234-1234-123456789abc',
      ip: '1.1.1.1',
      changeKind: 'none',
    },
  ],
  [
    'E4-67646',
    {
      source: 'azure-activity',
      occurredAt: '2024-12-17T13:30:00.000000000Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '6b6d44f0-b13a-46a0-bfde-161324d4c34d',
      actorRoles: ['Owner'],
      action: 'Microsoft.Authorization/roleAssignments/write',
      category: 'Administrative',
      verb: 'grant',
      outcome: 'success',
      resourceType: 'Microsoft.Authorization/roleAssignments',
      resourceId:
        '/subscriptions/12345678-1234-1234-1234-123456789abc/providers/Microsoft.Authorization/roleAssignments/c3d4e5f6-a7b8-9012-cdef-111111111111',
      resourceName: 'c3d4e5f6-a7b8-9012-cdef-111111111111',
      orgId: '87654321-4321-4321-4321-222222222222',
      projectId: '12345678-1234-1234-1234-123456789abc',
      ip: '1.2.3.4',
      after: {
        Id: 'c3d4e5f6-a7b8-9012-cdef-111111111111',
        Properties: {
          PrincipalId: '22222222-3333-4444-5555-666666666666',
          PrincipalType: 'User',
          RoleDefinitionId:
            '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7',
          Scope: '/subscriptions/12345678-1234-1234-1234-123456789abc',
        },
      },
      changeKind: 'request',
    },
  ],
];

test('Azure’s activity log in four dialects is read as a person reads it', async (t) => {
  const samples = await importSamples(t, [
    'azure_activity/plaso_azure_activity_pysdk.jsonl',
    'azure_activity/stratus_docs_azure.jsonl',
    'azure_activity/synthetic_portal_QueryResult.csv',
    'azure_activity/panther_azure_monitoractivity.jsonl',
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
      [4, 0, 0, 0],
      [11, 0, 0, 0],
      [20, 0, 0, 0],
      [247, 0, 0, 0],
    ],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});

const source = 'azure-activity';
const base = {
  time: '2026-01-01T00:00:00Z',
  resourceId: '/SUBSCRIPTIONS/s1/RESOURCEGROUPS/g/PROVIDERS/MICROSOFT.STORAGE/STORAGEACCOUNTS/a',
  operationName: 'MICROSOFT.STORAGE/STORAGEACCOUNTS/WRITE',
  category: 'Administrative',
};

test('outcomes by status and by what lies under it', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{ resultType: 'Success' }, 'success'],
    [{ resultType: 'Accept' }, 'success'],
    [{ resultType: 'Start' }, 'pending'],
    [{ resultType: 'Failure', resultSignature: 'Failed.Forbidden' }, 'denied'],
    [{ resultType: 'Failure', resultSignature: 'Failed.Conflict' }, 'failure'],
    [{ status: { value: 'Failed' }, subStatus: { value: 'Forbidden' } }, 'denied'],
    [{ status: { value: 'Failed' }, properties: { httpStatusCode: 403 } }, 'denied'],
    [{ status: { value: 'Failed' }, properties: { httpStatusCode: 409 } }, 'failure'],
    [{ status: { value: 'Succeeded' } }, 'success'],
    [{ status: { value: 'Started' } }, 'pending'],
    [{}, 'unknown'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).outcome),
    cases.map(([, expected]) => expected),
  );
});

test('kinds of actor by claims, by name and by evidence', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{ caller: 'ada@example.com' }, 'USER'],
    [{ caller: '000d46d6-f86f-4117-a094-c04f28c2dd18' }, 'SERVICE'],
    [{ caller: '000d46d6-f86f-4117-a094-c04f28c2dd18', claims: { idtyp: 'app' } }, 'SERVICE'],
    [{ identity: { authorization: { evidence: { principalType: 'User' } } } }, 'USER'],
    [
      { identity: { authorization: { evidence: { principalType: 'ServicePrincipal' } } } },
      'SERVICE',
    ],
    [{}, 'UNKNOWN'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).actorType),
    cases.map(([, expected]) => expected),
  );
});

test('the address in each dialect', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{ callerIpAddress: '203.0.113.4' }, '203.0.113.4'],
    [{ callerIpAddress: '203.0.113.4:443' }, '203.0.113.4'],
    [{ callerIpAddress: '<null>', claims: { ipaddr: '10.0.0.1' } }, '10.0.0.1'],
    [{ httpRequest: { clientIpAddress: '2001:db8::7' } }, '2001:db8::7'],
    [{}, null],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).ip),
    cases.map(([, expected]) => expected),
  );
});

test('a resource is told by its path, whatever its case', () => {
  const { resourceType, resourceName, projectId, verb } = readOne(source, base);
  assert.deepEqual(
    [resourceType, resourceName, projectId, verb],
    ['MICROSOFT.STORAGE/STORAGEACCOUNTS', 'a', 's1', 'update'],
  );
});
