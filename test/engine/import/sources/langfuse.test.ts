import assert from 'node:assert/strict';
import { test } from 'node:test';

import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

const stem = 'langfuse_abv/synthetic_1769000000000-lf-audit_logs-export-cjduinaqe594rx5vdf876tgtj';

/** Read by hand from the records. */
const byHand: readonly Readonly<Record<string, unknown>>[] = [
  {
    id: 'c8ler05m8r5o8qvdwylj95xji',
    source: 'langfuse',
    occurredAt: '2025-12-26T15:49:27.466Z',
    zoneSource: 'in data',
    actorType: 'USER',
    actorId: 'cp7i78u7ajts89z3luybmq19b',
    actorRoles: ['OWNER', 'OWNER'],
    action: 'publish',
    category: 'observability',
    verb: 'update',
    outcome: 'unknown',
    resourceType: 'session',
    resourceId: 'cxcyydwn1hq6nwmhafmmd88uy',
    resourceName: 'Überprüfung 日本語',
    orgId: 'c73f3qcat34ynvzzz9qdgqe1v',
    projectId: 'cjduinaqe594rx5vdf876tgtj',
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
    flags: ['name derived'],
  },
  {
    id: 'cjta0zu1v32p53hf3tnfrtvdb',
    source: 'langfuse',
    occurredAt: '2025-12-26T09:33:48.252Z',
    zoneSource: 'in data',
    actorType: 'API_KEY',
    actorId: 'c5fvszapb3in9yveru7ff381e',
    action: 'update',
    verb: 'update',
    outcome: 'unknown',
    resourceType: 'dashboard',
    resourceId: 'c6u3s0b5m8l042qxm4c5d6fsm',
    resourceName: 'summariser v2',
    orgId: 'c73f3qcat34ynvzzz9qdgqe1v',
    projectId: 'cjduinaqe594rx5vdf876tgtj',
    before: {
      id: 'c6u3s0b5m8l042qxm4c5d6fsm',
      projectId: 'cjduinaqe594rx5vdf876tgtj',
      name: 'rag "golden" set',
      createdAt: '2025-11-09T08:15:30.123Z',
      metadata: {
        k: 8,
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
      id: 'c6u3s0b5m8l042qxm4c5d6fsm',
      projectId: 'cjduinaqe594rx5vdf876tgtj',
      name: 'summariser v2',
      createdAt: '2025-11-01T08:15:30.123Z',
      metadata: {
        k: 0,
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
    flags: ['name derived'],
  },
  {
    id: 'c0f1wbsxs4lwfb0fsj7nu6g7q',
    source: 'langfuse',
    occurredAt: '2025-12-24T03:00:08.140Z',
    zoneSource: 'in data',
    actorType: 'USER',
    actorId: 'cukxyqjzsb4060t99w2btwi0a',
    actorRoles: ['MEMBER', 'ADMIN'],
    action: 'delete',
    category: 'observability',
    verb: 'delete',
    outcome: 'unknown',
    resourceType: 'dataset',
    resourceId: 'ca8yedu1qhs3nx103xkgedhrp',
    resourceName: 'checkout-agent',
    orgId: 'c73f3qcat34ynvzzz9qdgqe1v',
    projectId: 'cjduinaqe594rx5vdf876tgtj',
    before: {
      id: 'ca8yedu1qhs3nx103xkgedhrp',
      projectId: 'cjduinaqe594rx5vdf876tgtj',
      name: 'checkout-agent',
      createdAt: '2025-11-01T08:15:30.123Z',
      metadata: {
        k: 0,
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
    flags: ['name derived'],
  },
  {
    id: 'cywa5a17c2de2lfz5gxcn4fj0',
    source: 'langfuse',
    occurredAt: '2025-12-21T13:23:31.415Z',
    zoneSource: 'in data',
    actorType: 'API_KEY',
    actorId: 'ciid39oped4jqvnzki81b5gll',
    action: 'create',
    category: 'observability',
    verb: 'create',
    outcome: 'unknown',
    resourceType: 'comment',
    resourceId: 'cenl83s6e6owlbvkvnbmc8nxm',
    resourceName: 'Überprüfung 日本語',
    orgId: 'c73f3qcat34ynvzzz9qdgqe1v',
    projectId: 'cjduinaqe594rx5vdf876tgtj',
    after: {
      id: 'cenl83s6e6owlbvkvnbmc8nxm',
      projectId: 'cjduinaqe594rx5vdf876tgtj',
      name: 'Überprüfung 日本語',
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
    flags: ['name derived'],
  },
  {
    id: 'cvuzi96yctp6or2qq0mp9tmja',
    source: 'langfuse',
    occurredAt: '2025-12-13T20:25:43.820Z',
    zoneSource: 'in data',
    actorType: 'USER',
    actorId: 'cp7i78u7ajts89z3luybmq19b',
    actorRoles: ['ADMIN'],
    action: 'delete',
    category: 'evaluation',
    verb: 'delete',
    outcome: 'unknown',
    resourceType: 'annotationQueueItem',
    resourceId: 'c1j5f8d16q0tcwi7x7a9rt0ec',
    resourceName: 'Toxicity',
    orgId: 'c73f3qcat34ynvzzz9qdgqe1v',
    projectId: 'cjduinaqe594rx5vdf876tgtj',
    before: {
      id: 'c1j5f8d16q0tcwi7x7a9rt0ec',
      projectId: 'cjduinaqe594rx5vdf876tgtj',
      name: 'Toxicity',
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
    flags: ['name derived'],
  },
];

for (const ending of ['A.csv', 'B.csv', 'C.csv', 'D.csv', 'json', 'jsonl']) {
  test(`Langfuse’s export as .${ending} is read as a person reads it`, async (t) => {
    const samples = await importSamples(t, [`${stem}.${ending}`]);
    if (!samples) return t.skip('no samples here');
    assert.deepEqual(
      {
        records: samples.result.originals[0]?.records.new,
        events: byHand.map(({ id }) => toldFields(samples.byId(String(id)))),
      },
      { records: 605, events: byHand },
    );
  });
}
