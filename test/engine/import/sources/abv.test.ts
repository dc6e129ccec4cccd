import assert from 'node:assert/strict';
import { test } from 'node:test';

import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

/** Read by hand from records of the shape that ABV’s page describes. */
const abv: readonly Readonly<Record<string, unknown>>[] = [
  {
    id: 'c8ler05m8r5o8qvdwylj95xji',
    source: 'langfuse',
    occurredAt: '2025-12-26T15:49:27.466Z',
    zoneSource: 'in data',
    actorType: 'USER',
    actorId: 'cp7i78u7ajts89z3luybmq19b',
    actorEmail: 'u0@example.com',
    actorRoles: ['OWNER', 'OWNER'],
    authMethod: 'google',
    action: 'publish',
    category: 'observability',
    verb: 'update',
    outcome: 'unknown',
    resourceType: 'session',
    resourceId: 'cxcyydwn1hq6nwmhafmmd88uy',
    resourceName: 'Überprüfung 日本語',
    orgId: 'c73f3qcat34ynvzzz9qdgqe1v',
    orgName: 'Acme',
    projectId: 'cjduinaqe594rx5vdf876tgtj',
    projectName: 'production',
    userAgent: 'Mozilla/5.0',
    after: {
      id: 'cxcyydwn1hq6nwmhafmmd88uy',
      projectId: 'cjduinaqe594rx5vdf876tgtj',
      name: 'Überprüfung 日本語',
      createdAt: '2025-11-07T08:15:30.123Z',
      metadata: {
        k: 6,
        nested: {
          list: [
            1,
            2,
            {
              deep: true,
            },
          ],
        },
      },
    },
    changeKind: 'snapshot',
    absent: ['IP address'],
  },
  {
    id: 'cjkh70lou96m1hpmkxpvftmqn',
    source: 'langfuse',
    occurredAt: '2025-12-26T14:43:23.465Z',
    zoneSource: 'in data',
    actorType: 'USER',
    actorId: 'cx0vjfidmp2x3kypm0s1yj282',
    actorEmail: 'u1@example.com',
    actorRoles: ['ADMIN', 'MEMBER'],
    authMethod: 'credentials',
    action: 'bookmark',
    category: 'observability',
    verb: 'update',
    outcome: 'unknown',
    resourceType: 'session',
    resourceId: 'cgyfil6r3bj3c4ebrvh8pzkzd',
    resourceName: 'checkout-agent',
    orgId: 'c73f3qcat34ynvzzz9qdgqe1v',
    orgName: 'Acme',
    projectId: 'cjduinaqe594rx5vdf876tgtj',
    projectName: 'production',
    ip: '203.0.113.1',
    userAgent: 'Mozilla/5.0',
    after: {
      id: 'cgyfil6r3bj3c4ebrvh8pzkzd',
      projectId: 'cjduinaqe594rx5vdf876tgtj',
      name: 'checkout-agent',
      createdAt: '2025-11-06T08:15:30.123Z',
      metadata: {
        k: 5,
        nested: {
          list: [
            1,
            2,
            {
              deep: true,
            },
          ],
        },
      },
    },
    changeKind: 'snapshot',
  },
  {
    id: 'c34cz696m08t32yiodnkhxl50',
    source: 'langfuse',
    occurredAt: '2025-12-26T13:50:07.954Z',
    zoneSource: 'in data',
    actorType: 'USER',
    actorId: 'ceivzrhiy53z4ofetx9p0pbc3',
    actorEmail: 'u2@example.com',
    actorRoles: ['ADMIN'],
    authMethod: 'okta-saml',
    action: 'updateTags',
    category: 'observability',
    verb: 'update',
    outcome: 'unknown',
    resourceType: 'trace',
    resourceId: 'a092c800b83d4b6c6710a2bbac664e01',
    resourceName: 'summariser v2',
    orgId: 'c73f3qcat34ynvzzz9qdgqe1v',
    orgName: 'Acme',
    projectId: 'cjduinaqe594rx5vdf876tgtj',
    projectName: 'production',
    ip: '203.0.113.2',
    userAgent: 'Mozilla/5.0',
    before: {
      id: 'cwiqwfsz7xpwhga2ovudl6b8l',
      projectId: 'cjduinaqe594rx5vdf876tgtj',
      name: 'Überprüfung 日本語',
      createdAt: '2025-11-04T08:15:30.123Z',
      metadata: {
        k: 3,
        nested: {
          list: [
            1,
            2,
            {
              deep: true,
            },
          ],
        },
      },
    },
    after: {
      id: 'cwiqwfsz7xpwhga2ovudl6b8l',
      projectId: 'cjduinaqe594rx5vdf876tgtj',
      name: 'summariser v2',
      createdAt: '2025-11-05T08:15:30.123Z',
      metadata: {
        k: 4,
        nested: {
          list: [
            1,
            2,
            {
              deep: true,
            },
          ],
        },
      },
    },
    changeKind: 'snapshot',
    changed: ['/name', '/createdAt', '/metadata/k'],
  },
  {
    id: 'ctjyp1wiva1jiv4sc3yhqs8v4',
    source: 'langfuse',
    occurredAt: '2025-12-26T12:34:10.344Z',
    zoneSource: 'in data',
    actorType: 'USER',
    actorId: 'c7qmuubovcfdjkup9yvnzk65t',
    actorEmail: 'u3@example.com',
    actorRoles: ['ADMIN', 'VIEWER'],
    authMethod: 'google',
    action: 'publish',
    category: 'observability',
    verb: 'update',
    outcome: 'unknown',
    resourceType: 'trace',
    resourceId: 'dabfeea7ba5af613d93d805956b278d7',
    resourceName: 'rag "golden" set',
    orgId: 'c73f3qcat34ynvzzz9qdgqe1v',
    orgName: 'Acme',
    projectId: 'cjduinaqe594rx5vdf876tgtj',
    projectName: 'production',
    ip: '203.0.113.3',
    userAgent: 'Mozilla/5.0',
    after: {
      id: 'czin48jphna1bumsy3x3gobkc',
      projectId: 'cjduinaqe594rx5vdf876tgtj',
      name: 'rag "golden" set',
      createdAt: '2025-11-04T08:15:30.123Z',
      metadata: {
        k: 3,
        nested: {
          list: [
            1,
            2,
            {
              deep: true,
            },
          ],
        },
      },
    },
    changeKind: 'snapshot',
  },
  {
    id: 'c2naekcxmmmwzmqnhnrvlsre6',
    source: 'langfuse',
    occurredAt: '2025-12-26T11:46:46.123Z',
    zoneSource: 'in data',
    actorType: 'USER',
    actorId: 'c7qmuubovcfdjkup9yvnzk65t',
    actorEmail: 'u4@example.com',
    actorRoles: ['MEMBER'],
    authMethod: 'credentials',
    action: 'delete',
    category: 'observability',
    verb: 'delete',
    outcome: 'unknown',
    resourceType: 'trace',
    resourceId: 'a57ee1950bf37fbb705f95f18b885a39',
    resourceName: 'Überprüfung 日本語',
    orgId: 'c73f3qcat34ynvzzz9qdgqe1v',
    orgName: 'Acme',
    projectId: 'cjduinaqe594rx5vdf876tgtj',
    projectName: 'production',
    ip: '203.0.113.4',
    userAgent: 'Mozilla/5.0',
    before: {
      id: 'cyynld8i2wo5ksyt4uq7fjfex',
      projectId: 'cjduinaqe594rx5vdf876tgtj',
      name: 'Überprüfung 日本語',
      createdAt: '2025-11-02T08:15:30.123Z',
      metadata: {
        k: 1,
        nested: {
          list: [
            1,
            2,
            {
              deep: true,
            },
          ],
        },
      },
    },
    changeKind: 'snapshot',
  },
];

test('ABV’s records, nested and with more fields, are read as a person reads them', async (t) => {
  const samples = await importSamples(t, ['langfuse_abv/HYPOTHETICAL_abv_nested.json']);
  if (!samples) return t.skip('no samples here');
  assert.deepEqual(
    abv.map(({ id }) => toldFields(samples.byId(String(id)))),
    abv,
  );
});
