import assert from 'node:assert/strict';
import { test } from 'node:test';

import { eventReference } from '../../../../shared/event.ts';
import { readOne } from '../../../helpers/readBySource.ts';
import type { JsonRecord } from '../../../helpers/readBySource.ts';
import { importSamples, toldFields } from '../../../helpers/toldFields.ts';

/** Read by hand from the records. */
const byHand: readonly (readonly [reference: string, told: Readonly<Record<string, unknown>>])[] = [
  [
    'E1-1',
    {
      id: '90020230131201509723467389426319763037',
      source: 'auth0',
      occurredAt: '2024-01-15T10:30:00.000Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'auth0|1',
      actorName: 'Jo',
      actorEmail: 'jo@example.com',
      authMethod: 'jwt',
      action: 'sapi',
      category: 'management API',
      verb: 'update',
      outcome: 'success',
      description: 'Update a client',
      resourceType: 'clients',
      resourceId: 'x',
      resourceName: 'n',
      projectId: 'AbC',
      ip: '203.0.113.7',
      userAgent: 'Chrome 120.0.0 / Mac OS X 10.15.7',
      after: {
        name: 'n',
      },
      changeKind: 'request',
    },
  ],
  [
    'E2-0',
    {
      id: '90020230131201509723467389426319763031',
      source: 'auth0',
      occurredAt: '2024-01-15T10:30:01.000Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'auth0|1',
      actorName: 'jo@example.com',
      actorEmail: 'jo@example.com',
      authMethod: 'Username-Password-Authentication',
      action: 's',
      category: 'authentication',
      verb: 'login',
      outcome: 'success',
      resourceType: 'application',
      resourceId: 'AbC',
      resourceName: 'My App',
      orgId: 't',
      projectId: 'AbC',
      projectName: 'My App',
      ip: '203.0.113.7',
      userAgent: 'Chrome',
      changeKind: 'none',
    },
  ],
  [
    'E2-407',
    {
      id: '90020230131201509723467389426319763032',
      source: 'auth0',
      occurredAt: '2024-01-15T10:30:02.000Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: 'auth0|1',
      actorName: 'jo@example.com',
      actorEmail: 'jo@example.com',
      authMethod: 'Username-Password-Authentication',
      action: 'fp',
      category: 'authentication',
      verb: 'login',
      outcome: 'failure',
      resourceType: 'application',
      resourceId: 'AbC',
      resourceName: 'My App',
      orgId: 't',
      projectId: 'AbC',
      projectName: 'My App',
      ip: '203.0.113.7',
      userAgent: 'Chrome',
      changeKind: 'none',
    },
  ],
  [
    'E3-2277',
    {
      id: '90020230523204756343781000000000000001223372037583230452',
      source: 'auth0',
      occurredAt: '2025-10-03T14:09:32.149000000Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: 'google-oauth2|105261262156475850461',
      actorName: 'Homer Simpson',
      actorEmail: 'denethor@lotr.com',
      authMethod: 'jwt',
      action: 'sapi',
      category: 'management API',
      verb: 'update',
      outcome: 'success',
      description: 'Update Breached Password Detection settings',
      resourceType: 'attack-protection',
      resourceId: 'breached-password-detection',
      projectId: '1HXWWGKk1Zj3JF8GvMrnCSirccDs4qvr',
      ip: '12.12.12.12',
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/1.2.3.4 Safari/537.36',
      after: {
        enabled: true,
      },
      changeKind: 'request',
    },
  ],
  [
    'E3-86459',
    {
      id: '90020230523204756343781000000000000001223372037583230452',
      source: 'auth0',
      occurredAt: '2025-10-03T14:09:32.149000000Z',
      zoneSource: 'documented',
      actorType: 'USER',
      actorId: 'google-oauth2|105261262156475850461',
      actorName: 'Homer Simpson',
      actorEmail: 'denethor@lotr.com',
      authMethod: 'jwt',
      action: 'ferrt',
      category: 'authentication',
      verb: 'other',
      outcome: 'failure',
      description: 'Unsuccessful Refresh Token exchange, reused refresh token detected',
      resourceType: 'attack-protection',
      resourceId: 'token-reuse',
      projectId: '1HXWWGKk1Zj3JF8GvMrnCSirccDs4qvr',
      ip: '12.12.12.12',
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/1.2.3.4 Safari/537.36',
      after: {
        enabled: true,
      },
      changeKind: 'request',
    },
  ],
];

test('Auth0’s API and stream records are read as a person reads them', async (t) => {
  const samples = await importSamples(t, [
    'auth0/synthetic_logs_api.json',
    'auth0/synthetic_logstream.jsonl',
    'auth0/panther_auth0_events.jsonl',
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
      [2, 0, 0, 0],
      [12, 0, 37, 0],
    ],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});

const source = 'auth0';
const base = {
  log_id: '1',
  date: '2026-01-01T00:00:00Z',
  type: 's',
  client_id: 'c',
  user_id: 'auth0|1',
};

test('outcomes by the code’s words, else by its first letters', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, 'success'],
    [{ type: 'f' }, 'failure'],
    [{ type: 'fp' }, 'failure'],
    [{ type: 'fapi' }, 'failure'],
    [{ type: 'sapi' }, 'success'],
    [{ type: 'limit_wc' }, 'denied'],
    [{ type: 'federated_logout_failed' }, 'failure'],
    [{ type: 'flows_execution_completed' }, 'success'],
    [{ type: 'gd_auth_failed' }, 'failure'],
    [{ type: 'gd_auth_rejected' }, 'denied'],
    [{ type: 'ss_sso_failure' }, 'failure'],
    [{ type: 'pwd_leak' }, 'unknown'],
    [{ type: 'signup_pwd_leak' }, 'unknown'],
    [{ type: 'sapi', details: { response: { statusCode: 403 } } }, 'denied'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).outcome),
    cases.map(([, expected]) => expected),
  );
});

test('kinds of actor', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, 'USER'],
    [{ user_id: '' }, 'APP'],
    [{ user_id: '', client_id: '' }, 'UNKNOWN'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).actorType),
    cases.map(([, expected]) => expected),
  );
});

test('addresses', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{ ip: '203.0.113.7' }, '203.0.113.7'],
    [{ details: { request: { ip: '10.0.0.1' } } }, '10.0.0.1'],
    [{}, null],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).ip),
    cases.map(([, expected]) => expected),
  );
});

test('what kind of deed it was', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, 'login'],
    [{ type: 'slo' }, 'logout'],
    [{ type: 'sapi', details: { request: { method: 'delete' } } }, 'delete'],
    [
      { type: 'sapi', description: 'Update a client', details: { request: { method: 'post' } } },
      'update',
    ],
    [{ type: 'gd_send_pn' }, 'other'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...base, ...more }).verb),
    cases.map(([, expected]) => expected),
  );
});
