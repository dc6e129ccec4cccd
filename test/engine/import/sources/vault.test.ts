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
      id: 'af012a95-0c70-44de-ab10-fa73d0c8c937:request',
      source: 'vault',
      occurredAt: '2026-05-20T13:49:00.100000000Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '957990d2-3aec-435c-aba8-81c86edeedc1',
      actorName: 'oidc-jo',
      actorEmail: 'jo@example.com',
      actorRoles: ['default', 'admin'],
      authMethod: 'oidc',
      action: 'list secret/data/app0',
      category: 'kv',
      verb: 'read',
      outcome: 'denied',
      description: 'permission denied',
      resourceType: 'kv',
      resourceId: 'secret/data/app0',
      orgId: 'root',
      ip: '10.6.8.0',
      changeKind: 'none',
    },
  ],
  [
    'E1-997',
    {
      id: 'af012a95-0c70-44de-ab10-fa73d0c8c937:response',
      source: 'vault',
      occurredAt: '2026-05-20T13:49:00.101234567Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '957990d2-3aec-435c-aba8-81c86edeedc1',
      actorName: 'oidc-jo',
      actorEmail: 'jo@example.com',
      actorRoles: ['default', 'admin'],
      authMethod: 'oidc',
      action: 'list secret/data/app0',
      category: 'kv',
      verb: 'read',
      outcome: 'denied',
      description: '1 error occurred:\n\t* permission denied\n\n',
      resourceType: 'kv',
      resourceId: 'secret/data/app0',
      orgId: 'root',
      ip: '10.6.8.0',
      changeKind: 'none',
    },
  ],
  [
    'E1-4223',
    {
      id: '9409f63a-bac4-45d1-a19b-9b6fa9d25974:request',
      source: 'vault',
      occurredAt: '2026-05-20T13:49:02.100015838Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '170c5e4b-a7e4-410a-aed3-9bc98b0f81a7',
      actorName: 'oidc-jo',
      actorEmail: 'jo@example.com',
      actorRoles: ['default', 'admin'],
      authMethod: 'oidc',
      action: 'update secret/data/app2',
      category: 'kv',
      verb: 'update',
      outcome: 'unknown',
      resourceType: 'kv',
      resourceId: 'secret/data/app2',
      orgId: 'root',
      ip: '10.6.8.2',
      after: {
        k: 'hmac-sha256:d77c06b0ac244ebb83ebd68aa561f28dce1267ad2ad295a1f4fb5c7edbac5853',
      },
      changeKind: 'request',
    },
  ],
  [
    'E1-5193',
    {
      id: '9409f63a-bac4-45d1-a19b-9b6fa9d25974:response',
      source: 'vault',
      occurredAt: '2026-05-20T13:49:02.101250405Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '170c5e4b-a7e4-410a-aed3-9bc98b0f81a7',
      actorName: 'oidc-jo',
      actorEmail: 'jo@example.com',
      actorRoles: ['default', 'admin'],
      authMethod: 'oidc',
      action: 'update secret/data/app2',
      category: 'kv',
      verb: 'update',
      outcome: 'success',
      resourceType: 'kv',
      resourceId: 'secret/data/app2',
      orgId: 'root',
      ip: '10.6.8.2',
      after: {
        k: 'hmac-sha256:d77c06b0ac244ebb83ebd68aa561f28dce1267ad2ad295a1f4fb5c7edbac5853',
      },
      changeKind: 'request',
    },
  ],
  [
    'E1-19767',
    {
      id: '4ea65772-af36-4b5c-ade4-2ca0bb1b4437:response',
      source: 'vault',
      occurredAt: '2026-05-20T13:49:09.101305838Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '2a658216-e0f9-4a8a-aa87-0f9b59eebd4a',
      actorName: 'oidc-jo',
      actorEmail: 'jo@example.com',
      actorRoles: ['default', 'admin'],
      authMethod: 'oidc',
      action: 'read secret/data/app9',
      category: 'kv',
      verb: 'read',
      outcome: 'success',
      resourceType: 'kv',
      resourceId: 'secret/data/app9',
      orgId: 'root',
      ip: '10.6.8.9',
      changeKind: 'none',
    },
  ],
];

test('Vault’s requests and responses are read as a person reads them', async (t) => {
  const samples = await importSamples(t, ['hashicorp_vault/synthetic_audit.log']);
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

const source = 'vault';
const base = {
  type: 'response',
  time: '2026-01-01T00:00:00Z',
  request: { id: 'r', operation: 'read', path: 'secret/x' },
};

test('outcomes: an answer without error is success, a refusal is denied', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, 'success'],
    [{ type: 'request' }, 'unknown'],
    [{ error: 'permission denied' }, 'denied'],
    [{ error: '1 error occurred: * permission denied' }, 'denied'],
    [{ error: 'no handler for route' }, 'failure'],
    [{ auth: { policy_results: { allowed: false } } }, 'denied'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).outcome),
    cases.map(([, expected]) => expected),
  );
});

test('kinds of actor by how they signed in', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{ auth: { display_name: 'oidc-jo' } }, 'USER'],
    [{ auth: { display_name: 'approle' } }, 'SERVICE'],
    [{ auth: { display_name: 'kubernetes-default' } }, 'SERVICE'],
    [{ auth: { display_name: 'token-ci' } }, 'API_KEY'],
    [{ auth: { display_name: 'root' } }, 'API_KEY'],
    [{}, 'UNKNOWN'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).actorType),
    cases.map(([, expected]) => expected),
  );
});

test('addresses without their port', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{ request: { path: 'x', remote_address: '10.6.8.34' } }, '10.6.8.34'],
    [{ request: { path: 'x', remote_address: '10.6.8.34:5696' } }, '10.6.8.34'],
    [{}, null],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).ip),
    cases.map(([, expected]) => expected),
  );
});

test('what kind of deed it was', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, 'read'],
    [{ request: { operation: 'update', path: 'auth/userpass/login/jo' } }, 'login'],
    [{ request: { operation: 'update', path: 'pki/issue/x' } }, 'update'],
    [{ request: { operation: 'list', path: 'x' } }, 'read'],
    [{ request: { operation: 'delete', path: 'x' } }, 'delete'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).verb),
    cases.map(([, expected]) => expected),
  );
});
