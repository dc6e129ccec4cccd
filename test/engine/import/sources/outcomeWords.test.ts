import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readBySource, readOne } from '../../../helpers/readBySource.ts';

const koreColumns = [
  'Date and Time',
  'Event Name',
  'Category',
  'Description',
  'User/App Name',
  'IP Address',
];

for (const [name, outcome] of [
  ['Login - Success', 'success'],
  ['Login - Failure', 'failure'],
  ['Bot Published - FAILED', 'failure'],
  ['API Key created', 'unknown'],
] as const)
  test(`Kore.ai: “${name}” is ${outcome}; its actor and address are told by their columns`, () => {
    const record = Object.fromEntries(
      ['2026-01-01 10:00', name, 'Users Management', 'd', 'jo@example.com', '203.0.113.7'].map(
        (cell, at) => [koreColumns[at] ?? '', cell],
      ),
    );
    const [event] = readBySource('kore', record, koreColumns);
    assert.deepEqual(
      [event?.outcome, event?.actorType, event?.actorEmail, event?.ip],
      [outcome, 'USER', 'jo@example.com', '203.0.113.7'],
    );
  });

for (const [written, actorType] of [
  ['user', 'USER'],
  ['system', 'SYSTEM'],
  ['api-key', 'API_KEY'],
] as const)
  test(`Arcane: an actor of type ${written} is ${actorType}; outcome and address are never claimed`, () => {
    const { outcome, ip, ...event } = readOne('arcane', {
      id: '1',
      createdAt: '2026-01-01T00:00:00Z',
      action: 'datasource.created',
      actorType: written,
      actorId: 'a',
      resourceType: 'datasource',
      beforeState: null,
      afterState: { ip: '203.0.113.7' },
      organisationId: 'o',
    });
    assert.deepEqual([event.actorType, outcome, ip], [actorType, 'unknown', null]);
  });

for (const [type, actorType, actorId] of [
  ['USER', 'USER', 'u'],
  ['API_KEY', 'API_KEY', 'k'],
] as const)
  test(`Langfuse: ${type} is ${actorType}; outcome and address are never claimed`, () => {
    const { outcome, ip, ...event } = readOne('langfuse', {
      id: '1',
      createdAt: '2026-01-01T00:00:00Z',
      type,
      apiKeyId: type === 'API_KEY' ? 'k' : null,
      userId: 'u',
      orgId: 'o',
      userOrgRole: 'OWNER',
      projectId: 'p',
      userProjectRole: null,
      resourceType: 'apiKey',
      resourceId: 'r',
      action: 'create',
      before: null,
      after: '{"name":"failed"}',
    });
    assert.deepEqual(
      [event.actorType, event.actorId, outcome, ip],
      [actorType, actorId, 'unknown', null],
    );
  });

for (const [source, action, outcome] of [
  ['jira-cloud', 'User login failed', 'failure'],
  ['jira-cloud', 'Failover configured', 'unknown'],
  ['atlassian-cloud', 'user_login_failed', 'failure'],
  ['atlassian-cloud', 'user_added_to_group', 'unknown'],
  ['atlassian-data-center', 'Authentication failure', 'failure'],
] as const)
  test(`${source}: “${action}” is ${outcome}`, () => {
    const record = {
      id: '1',
      summary: action,
      created: '2026-01-01T00:00:00.000+0000',
      timestamp: '2026-01-01T00:00:00Z',
      type: source === 'atlassian-data-center' ? { action } : 'events',
      attributes: { action, time: '2026-01-01T00:00:00Z' },
    };
    assert.equal(readOne(source, record).outcome, outcome);
  });
