import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readOne } from '../../../helpers/readBySource.ts';
import type { JsonRecord } from '../../../helpers/readBySource.ts';

const source = 'cloudflare';

/** No sample was found: records of the documented shapes. */
const logpush = {
  ActionResult: true,
  ActionType: 'change_setting',
  ActorEmail: 'ada@example.com',
  ActorID: 'u1',
  ActorIP: '203.0.113.4',
  ActorType: 'user',
  ID: 'e1',
  Interface: 'UI',
  Metadata: { zone_name: 'example.com' },
  NewValue: { value: 'full' },
  OldValue: { value: 'flexible' },
  OwnerID: 'a1',
  ResourceID: 'z1',
  ResourceType: 'zone',
  When: '2026-01-01T00:00:00Z',
};

test('Cloudflare’s Logpush record and the API’s say the same', () => {
  const api = {
    id: 'e1',
    when: '2026-01-01T00:00:00Z',
    action: { type: 'change_setting', result: true },
    actor: { id: 'u1', email: 'ada@example.com', ip: '203.0.113.4', type: 'user' },
    interface: 'UI',
    metadata: { zone_name: 'example.com' },
    oldValue: { value: 'flexible' },
    newValue: { value: 'full' },
    owner: { id: 'a1' },
    resource: { type: 'zone', id: 'z1' },
  };
  const told = [logpush, api].map((record) => {
    const { details: _details, ...event } = readOne(source, record);
    return event;
  });
  assert.deepEqual(told[0], told[1]);
  const [event] = told;
  assert.deepEqual(
    [
      event?.id,
      event?.action,
      event?.outcome,
      event?.actorEmail,
      event?.actorType,
      event?.ip,
      event?.resourceType,
      event?.resourceId,
      event?.orgId,
      event?.projectName,
      event?.verb,
      event?.changeKind,
    ],
    [
      'e1',
      'change_setting',
      'success',
      'ada@example.com',
      'USER',
      '203.0.113.4',
      'zone',
      'z1',
      'a1',
      'example.com',
      'update',
      'snapshot',
    ],
  );
  assert.deepEqual([event?.before, event?.after], [{ value: 'flexible' }, { value: 'full' }]);
});

test('outcomes', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, 'success'],
    [{ ActionResult: false }, 'failure'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...logpush, ...more }).outcome),
    cases.map(([, expected]) => expected),
  );
});

test('kinds of actor', () => {
  const cases: readonly (readonly [JsonRecord, string | null])[] = [
    [{}, 'USER'],
    [{ ActorType: 'system' }, 'SYSTEM'],
    [{ ActorType: 'token' }, 'API_KEY'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne(source, { ...logpush, ...more }).actorType),
    cases.map(([, expected]) => expected),
  );
});
