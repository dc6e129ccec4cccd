import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

import { catalogueOf } from '../../electron/engine/catalogue.ts';
import { eventSentence } from '../../electron/engine/sentence.ts';
import type { CaseEvent } from '../../shared/event.ts';
import { sharedFolder } from '../helpers/corpus.ts';
import { event } from '../helpers/event.ts';

function seedLines(name: string): readonly string[] | null {
  const folder = sharedFolder('seeds');
  return folder === null ? null : readFileSync(path.join(folder, name), 'utf8').split('\n');
}

function missing(wanted: readonly string[], source: string): readonly string[] {
  const known = new Set(catalogueOf(source).map(({ event: name }) => name.toLowerCase()));
  return wanted.filter((name) => !known.has(name.toLowerCase()));
}

test('every event that Kore.ai documents is in the catalogue', (t) => {
  const lines = seedLines('kore-agent-platform.txt');
  if (!lines) return t.skip('no seeds here');
  const heads = new Set(['Event', '---', 'Column']);
  const columns = new Set(['Event Name', 'Category', 'User Name', 'Date and Time', 'Description']);
  const wanted = lines.flatMap((line) => {
    const cells = line.startsWith('| ') ? line.split('|').map((cell) => cell.trim()) : [];
    const [, name = ''] = cells;
    return name === '' || heads.has(name) || columns.has(name) ? [] : [name];
  });
  assert(wanted.length > 70, `${wanted.length}`);
  assert.deepEqual(missing(wanted, 'kore'), []);
});

test('every action that Arcane documents is in the catalogue', (t) => {
  const lines = seedLines('arcane.txt');
  if (!lines) return t.skip('no seeds here');
  const wanted = lines.flatMap((line) => {
    const found = /^\|?\s*([a-z_-]+(?:\.[a-z_*-]+)+)\s*\|/u.exec(line);
    return found?.[1] === undefined ? [] : [found[1]];
  });
  assert(wanted.length > 30, `${wanted.length}`);
  assert.deepEqual(missing(wanted, 'arcane'), []);
});

test('every resource’s actions that ABV documents are in the catalogue', (t) => {
  const lines = seedLines('abv.txt');
  if (!lines) return t.skip('no seeds here');
  const begins = lines.findIndex((line) => line.startsWith('ResourceLogged'));
  const rows = lines.slice(
    begins,
    lines.findIndex((line, i) => i > begins && line.includes('Structure')),
  );
  const actions = rows.flatMap((line) => {
    const found = /^([A-Z][A-Za-z ()]*?)((?:[a-z][A-Za-z]*)(?:, [a-z][A-Za-z]*)*)$/u.exec(
      line.trim(),
    );
    return found?.[2] === undefined || line.startsWith('Resource') ? [] : found[2].split(', ');
  });
  const known = new Set(catalogueOf('langfuse').map(({ event: name }) => name.toLowerCase()));
  // The page's own text runs resource and first action together: `Tracebookmark`.
  const lost = actions.filter(
    (action) => ![...known].some((name) => action.toLowerCase().endsWith(name)),
  );
  assert(actions.length > 40, `${actions.length}`);
  assert.deepEqual(lost, []);
});

const sentences: readonly (readonly [given: Partial<CaseEvent>, sentence: string])[] = [
  [
    {
      actorName: 'Ada',
      verb: 'update',
      action: 'update',
      resourceType: 'prompt',
      resourceName: 'greeting',
    },
    'Ada changed prompt greeting',
  ],
  [
    {
      actorType: 'API_KEY',
      actorName: 'ci',
      verb: 'delete',
      action: 'delete',
      resourceType: 'trace',
      resourceId: 't-1',
    },
    'API key ci deleted trace t-1',
  ],
  [
    { actorEmail: 'ada@example.com', verb: 'create', resourceType: 'dataset' },
    'ada@example.com created a dataset',
  ],
  [{ actorType: 'SYSTEM', verb: 'login', action: 'login' }, 'The system logged in'],
  [
    { actorType: 'UNKNOWN', verb: 'other', action: 'frobnicate', resourceName: 'x' },
    'Someone who is not recorded performed frobnicate on x',
  ],
  [
    {
      actorName: 'Ada',
      verb: 'delete',
      action: 'delete',
      resourceType: 'role',
      resourceName: 'Admin',
      outcome: 'denied',
    },
    'Ada tried to delete role Admin, and was denied',
  ],
  [
    {
      actorName: 'Ada',
      verb: 'create',
      resourceType: 'role',
      resourceName: 'Admin',
      outcome: 'failure',
      ip: '10.0.0.1',
    },
    'Ada tried to create role Admin from 10.0.0.1, and failed',
  ],
  [
    {
      actorName: 'Ada',
      actorRoles: ['OWNER'],
      verb: 'grant',
      action: 'grant',
      resourceType: 'role',
      resourceName: 'Admin',
      targets: [{ type: 'user', id: 'u', name: 'Eve', email: null }],
    },
    'Ada (OWNER at the time) granted role Admin to Eve',
  ],
  [
    {
      actorName: 'Ann',
      verb: 'grant',
      action: 'User invited',
      resourceType: 'User',
      targets: ['u-1', 'u-2', 'u-3', 'u-4', 'u-5'].map((id) => ({
        type: 'user',
        id,
        name: null,
        email: null,
      })),
    },
    'Ann invited user u-1, u-2, u-3 and 2 more',
  ],
  [
    { actorType: 'SYSTEM', verb: 'delete', action: 'retention.deleted', resourceType: 'audit_log' },
    'The system purged entries of the audit log',
  ],
  [
    {
      actorName: 'Pat',
      verb: 'create',
      action: 'App API Key created',
      resourceType: 'App API Key',
      actorRoles: ['OWNER', 'OWNER'],
    },
    'Pat (OWNER at the time) created an app API key',
  ],
  // The action's own words say what was done to what; its class alone would say too much or too little.
  [
    {
      actorName: 'cat',
      verb: 'disable',
      action: 'org.disable_two_factor_requirement',
      resourceType: 'organization',
      resourceName: 'acme',
    },
    'cat disabled two factor requirement for organization acme',
  ],
  [
    {
      actorName: 'cat',
      verb: 'grant',
      action: 'repo.add_member',
      resourceType: 'repository',
      resourceName: 'acme/docs',
      targets: [{ type: 'user', id: null, name: 'bob', email: null }],
    },
    'cat added member bob to repository acme/docs',
  ],
  [
    {
      actorName: 'cat',
      verb: 'update',
      action: 'repo.access',
      resourceType: 'repository',
      resourceName: 'acme/docs',
    },
    'cat changed repository acme/docs (repo.access)',
  ],
  [
    {
      actorName: 'Ops/ada',
      actorRoles: ['arn:aws:iam::1:role/Ops'],
      source: 'aws-cloudtrail',
      verb: 'create',
      action: 'CreateAccessKey',
      resourceType: 'AWS::IAM::User',
      resourceId: 'bob',
      orgId: '1',
      projectId: 'us-east-1',
    },
    'Ops/ada created access key for IAM user bob in 1 ▸ us-east-1',
  ],
  [
    {
      actorName: 'ada',
      source: 'aws-cloudtrail',
      verb: 'disable',
      action: 'StopLogging',
      resourceType: 'AWS::CloudTrail::Trail',
      resourceId: 'arn:aws:cloudtrail:us-east-1:1:trail/example-trail',
    },
    'ada stopped logging of CloudTrail trail example-trail',
  ],
  [
    {
      actorName: 'ada',
      source: 'aws-cloudtrail',
      verb: 'read',
      action: 'ListUsers',
      resourceType: 'iam',
      outcome: 'denied',
    },
    'ada tried to list users in IAM, and was denied',
  ],
  [
    {
      actorName: 'ada',
      verb: 'login',
      action: 'AssumeRole',
      resourceType: 'AWS::IAM::Role',
      resourceId: 'arn:aws:iam::1:role/Ops',
    },
    'ada assumed IAM role Ops',
  ],
  [
    {
      actorName: 'ada',
      verb: 'create',
      action: 'New-InboxRule',
      category: 'Exchange / ExchangeAdmin',
      resourceType: 'Exchange',
      resourceName: 'bob',
    },
    'ada created inbox rule for bob',
  ],
  [
    {
      actorType: 'API_KEY',
      actorName: 'octocat',
      authMethod: 'OAuth access token',
      verb: 'read',
      action: 'git.clone',
      resourceType: 'repository',
      resourceName: 'acme/docs',
      projectName: 'acme/docs',
      orgName: 'acme',
    },
    'octocat (by OAuth access token) cloned repository acme/docs in acme',
  ],
  [
    {
      actorName: 'ada',
      verb: 'login',
      action: 'UserLoggedIn',
      orgName: 'acme',
      outcome: 'failure',
    },
    'ada tried to log in to acme, and failed',
  ],
];
for (const [given, sentence] of sentences) {
  test(`says: ${sentence}`, () => {
    assert.equal(
      eventSentence(event(given))
        .map(({ text }) => text)
        .join('')
        .trim(),
      sentence.trim(),
    );
  });
}
