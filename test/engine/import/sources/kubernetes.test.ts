import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventReference } from '../../../../shared/event.ts';
import { readBySource, readOne } from '../../../helpers/readBySource.ts';
import type { JsonRecord } from '../../../helpers/readBySource.ts';
import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

/** Read by hand from the records. */
const byHand: readonly (readonly [reference: string, told: Readonly<Record<string, unknown>>])[] = [
  [
    'E1-0',
    {
      id: '033d17af-082d-4b24-aa22-627752e83d71:ResponseComplete',
      source: 'kubernetes-audit',
      occurredAt: '2017-09-11T19:55:05Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'system:admin',
      actorName: 'system:admin',
      actorRoles: ['system:masters', 'system:authenticated'],
      action: 'list pods',
      category: 'core',
      verb: 'read',
      outcome: 'denied',
      description:
        'Forbidden: pods is forbidden: User "bob" cannot list pods in the namespace "default"',
      resourceType: 'pods',
      projectId: 'default',
      ip: '::1',
      changeKind: 'none',
      absent: ['request and response: the audit policy logs this at level Metadata'],
    },
  ],
  [
    'E1-745',
    {
      id: 'd857fef6-5a24-4889-9597-ffbcb6108444:ResponseComplete',
      source: 'kubernetes-audit',
      occurredAt: '2017-09-11T19:55:34Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'system:admin',
      actorName: 'system:admin',
      actorRoles: ['system:masters', 'system:authenticated'],
      action: 'list pods',
      category: 'core',
      verb: 'read',
      outcome: 'denied',
      description:
        'Forbidden: pods is forbidden: User "bob" cannot list pods in the namespace "default"',
      resourceType: 'pods',
      projectId: 'default',
      ip: '::1',
      changeKind: 'none',
      absent: ['request and response: the audit policy logs this at level Metadata'],
    },
  ],
  [
    'E2-0',
    {
      id: 'd8964c73-0042-4f35-b253-4711092185a1:ResponseComplete',
      source: 'kubernetes-audit',
      occurredAt: '2018-10-26T14:21:53.889736Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'minikube-user',
      actorName: 'minikube-user',
      actorRoles: ['system:masters', 'system:authenticated'],
      action: 'create clusterroles',
      category: 'rbac.authorization.k8s.io',
      verb: 'create',
      outcome: 'success',
      resourceType: 'clusterroles',
      resourceId: 'some-reader',
      resourceName: 'some-reader',
      ip: '192.168.99.1',
      after: {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: {
          annotations: {
            'rbac.authorization.kubernetes.io/autoupdate': 'true',
          },
          creationTimestamp: '2018-10-26T14:21:53Z',
          labels: {
            'kubernetes.io/bootstrapping': 'rbac-defaults',
          },
          name: 'some-reader',
          resourceVersion: '270097',
          selfLink: '/apis/rbac.authorization.k8s.io/v1/clusterroles/some-reader',
          uid: '7cb48d08-d92a-11e8-a2e6-080027728ac4',
        },
        rules: [
          {
            apiGroups: [''],
            resources: ['*'],
            verbs: ['get', 'list'],
          },
          {
            nonResourceURLs: [
              '/api',
              '/api/*',
              '/apis',
              '/apis/*',
              '/healthz',
              '/openapi',
              '/openapi/*',
              '/swagger-2.0.0.pb-v1',
              '/swagger.json',
              '/swaggerapi',
              '/swaggerapi/*',
              '/version',
              '/version/',
            ],
            verbs: ['get'],
          },
        ],
      },
      changeKind: 'snapshot',
    },
  ],
  [
    'E3-0',
    {
      id: '841d3e6d-90d2-43df-8da4-684738bee3d5:ResponseComplete',
      source: 'kubernetes-audit',
      occurredAt: '2018-10-25T13:58:49.736141Z',
      zoneSource: 'in data',
      actorType: 'UNKNOWN',
      actorId: 'system:anonymous',
      actorName: 'system:anonymous',
      actorRoles: ['system:masters', 'system:authenticated'],
      action: 'create namespaces',
      category: 'core',
      verb: 'create',
      outcome: 'success',
      resourceType: 'namespaces',
      resourceId: 'foo',
      resourceName: 'foo',
      ip: '192.168.99.1',
      after: {
        kind: 'Namespace',
        apiVersion: 'v1',
        metadata: {
          name: 'foo',
          creationTimestamp: null,
        },
        spec: {},
        status: {
          phase: 'Active',
        },
      },
      changeKind: 'request',
    },
  ],
  [
    'E4-0',
    {
      id: '14933b4e-7b09-4964-af09-b7987367e1ba:ResponseStarted',
      source: 'kubernetes-audit',
      occurredAt: '2018-10-26T13:42:46.808261Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'minikube-user',
      actorName: 'minikube-user',
      actorRoles: ['system:masters', 'system:authenticated'],
      action: 'create pods/attach',
      category: 'core',
      verb: 'other',
      outcome: 'success',
      resourceType: 'pods',
      resourceId: 'default/nginx-deployment-7998647bdf-phvq7',
      resourceName: 'nginx-deployment-7998647bdf-phvq7',
      projectId: 'default',
      ip: '192.168.99.1',
      changeKind: 'none',
    },
  ],
  [
    'E5-16669',
    {
      source: 'kubernetes-audit',
      actorType: 'UNKNOWN',
      action: 'update mutatingwebhookconfigurations',
      category: 'core',
      verb: 'update',
      outcome: 'success',
      resourceType: 'mutatingwebhookconfigurations',
      resourceId: 'existing-webhook',
      resourceName: 'existing-webhook',
      changeKind: 'none',
      flags: ['time not read'],
    },
  ],
];

test('Kubernetes’ events of three dialects are read as a person reads them', async (t) => {
  const samples = await importSamples(t, [
    'kubernetes_audit/audit2rbac_demo.log',
    'kubernetes_audit/falco/create_cluster_role_wildcard_resources.json',
    'kubernetes_audit/falco/anonymous_creates_namespace_foo.json',
    'kubernetes_audit/falco/attach_pod.json',
    'kubernetes_audit/panther_amazon_eks_audit.jsonl',
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
      [37, 0, 0, 0],
      [1, 0, 0, 0],
      [1, 0, 0, 0],
      [1, 0, 0, 0],
      [176, 0, 8, 0],
    ],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});

const source = 'kubernetes-audit';
const base = {
  kind: 'Event',
  auditID: 'a',
  stage: 'ResponseComplete',
  verb: 'create',
  user: { username: 'ada' },
  objectRef: { resource: 'pods', namespace: 'default' },
};

test('outcomes by answer and by decision', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{ responseStatus: { code: 201 } }, 'success'],
    [{ responseStatus: { code: 101 } }, 'success'],
    [{ responseStatus: { code: 403 } }, 'denied'],
    [{ responseStatus: { code: 401 } }, 'denied'],
    [{ responseStatus: { code: 404 } }, 'failure'],
    [{ responseStatus: { code: 500 } }, 'failure'],
    [{ annotations: { 'authorization.k8s.io/decision': 'forbid' } }, 'denied'],
    [{}, 'unknown'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).outcome),
    cases.map(([, expected]) => expected),
  );
});

test('kinds of actor by their names', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{ user: { username: 'ada' } }, 'USER'],
    [{ user: { username: 'system:admin' } }, 'USER'],
    [{ user: { username: 'system:serviceaccount:kube-system:default' } }, 'SERVICE'],
    [{ user: { username: 'system:node:n1' } }, 'SERVICE'],
    [{ user: { username: 'system:kube-scheduler' } }, 'SYSTEM'],
    [{ user: { username: 'system:anonymous' } }, 'UNKNOWN'],
    [{ user: {} }, 'UNKNOWN'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).actorType),
    cases.map(([, expected]) => expected),
  );
});

test('the first address of those the client told', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{ sourceIPs: ['203.0.113.4', '10.0.0.1'] }, '203.0.113.4'],
    [{ sourceIPs: ['::1'] }, '::1'],
    [{ sourceIPs: [] }, null],
    [{}, null],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).ip),
    cases.map(([, expected]) => expected),
  );
});

test('what kind of deed it was', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, 'create'],
    [{ verb: 'list' }, 'read'],
    [{ verb: 'patch' }, 'update'],
    [{ verb: 'deletecollection' }, 'delete'],
    [{ objectRef: { resource: 'clusterrolebindings', name: 'x' } }, 'grant'],
    [{ verb: 'delete', objectRef: { resource: 'rolebindings', name: 'x' } }, 'revoke'],
    [{ objectRef: { resource: 'pods', subresource: 'exec', name: 'x' } }, 'other'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).verb),
    cases.map(([, expected]) => expected),
  );
});

test('who acts as somebody else is the actor, and for whom is told', () => {
  const event = readOne(source, { ...base, impersonatedUser: { username: 'bob' } });
  assert.deepEqual([event.actorName, event.details['onBehalfOf']], ['ada', 'bob']);
});

test('CloudWatch’s and Azure’s wrappers hold the event as text', () => {
  const message = JSON.stringify(base);
  const ids = (value: JsonRecord): unknown => readBySource(source, value).map(({ id }) => id);
  assert.deepEqual(
    [
      ids({ logEvents: [{ message }, { message }] }),
      ids({ category: 'kube-audit', properties: { log: message } }),
    ],
    [['a:ResponseComplete', 'a:ResponseComplete'], ['a:ResponseComplete']],
  );
});
