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
      id: 'ioehzret57589454',
      source: 'github',
      occurredAt: '2023-05-30T16:53:46.150Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '1',
      actorName: 'octocat',
      action: 'repo.access',
      category: 'repo',
      verb: 'update',
      outcome: 'unknown',
      resourceType: 'repository',
      resourceId: '3',
      resourceName: 'octo-org/docs',
      orgId: '2',
      orgName: 'octo-org',
      projectId: '3',
      projectName: 'octo-org/docs',
      ip: '203.0.113.4',
      userAgent: 'Mozilla/5.0',
      before: {
        visibility: 'private',
      },
      after: {
        visibility: 'public',
      },
      changeKind: 'patch',
      changed: ['/visibility'],
    },
  ],
  [
    'E3-0',
    {
      id: 'f18bed9d30f80bdf43ac8e',
      source: 'github',
      occurredAt: '2022-01-23T00:09:16.000Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '1',
      actorName: 'octocat',
      authMethod: 'http',
      action: 'git.push',
      category: 'git',
      verb: 'update',
      outcome: 'unknown',
      resourceType: 'repository',
      resourceId: 'octo-org/docs',
      resourceName: 'octo-org/docs',
      orgId: '2',
      orgName: 'octo-org',
      projectName: 'octo-org/docs',
      userAgent: 'git/2.40',
      changeKind: 'none',
    },
  ],
  [
    'E4-0',
    {
      id: 'm-111111111111==',
      source: 'github',
      occurredAt: '2024-10-17T14:42:46.108Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '51111',
      actorName: 'test_user',
      actorEmail: 'test_user@acme.com',
      action: 'team.add_member',
      category: 'team',
      verb: 'grant',
      outcome: 'unknown',
      resourceType: 'team',
      resourceId: 'Wiley Coyote',
      resourceName: 'Wiley Coyote',
      targets: [
        {
          type: 'user',
          id: '222222',
          name: 'test_user_2',
          email: null,
        },
      ],
      orgId: '11111',
      orgName: 'acme',
      ip: '1.1.1.1',
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
      changeKind: 'none',
    },
  ],
  [
    'E5-0',
    {
      source: 'github',
      occurredAt: '2024-09-30T07:34:45.875Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '73',
      actorName: 'actor5',
      action: 'user.create',
      category: 'user',
      verb: 'create',
      outcome: 'unknown',
      resourceType: 'user',
      resourceId: '147',
      resourceName: 'user5',
      targets: [
        {
          type: 'user',
          id: '147',
          name: 'user5',
          email: null,
        },
      ],
      orgId: '1',
      orgName: 'businessname',
      ip: '11.11.111.1',
      userAgent:
        'Mozilla/5.0 (Macintosh Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36',
      changeKind: 'none',
    },
  ],
  [
    'E6-0',
    {
      id: 'm-111111111111==',
      source: 'github',
      occurredAt: '2024-10-17T14:42:46.108Z',
      zoneSource: 'in data',
      actorType: 'API_KEY',
      actorId: '51111',
      actorName: 'test_user',
      actorEmail: 'test_user@acme.com',
      authMethod: 'Public Key (User/Deploy)',
      action: 'git.push',
      category: 'git',
      verb: 'update',
      outcome: 'unknown',
      resourceType: 'repository',
      resourceId: '383067938',
      resourceName: 'acme/dynamite',
      orgId: '11111',
      orgName: 'acme',
      projectId: '383067938',
      projectName: 'acme/dynamite',
      ip: '1.1.1.1',
      userAgent: 'git/2.41.5',
      changeKind: 'none',
    },
  ],
  [
    'E7-0',
    {
      id: 'm-111111111111==',
      source: 'github',
      occurredAt: '2024-10-17T14:42:46.108Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorId: '51111',
      actorName: 'test_user',
      actorEmail: 'test_user@acme.com',
      action: 'business.sso_response',
      category: 'business',
      verb: 'login',
      outcome: 'unknown',
      resourceType: 'enterprise',
      resourceId: '11',
      resourceName: 'acme-inc',
      targets: [
        {
          type: 'user',
          id: '51111',
          name: 'test_user',
          email: null,
        },
      ],
      orgId: '11',
      orgName: 'acme-inc',
      userAgent:
        'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
      changeKind: 'none',
    },
  ],
  [
    'E8-161',
    {
      source: 'github',
      occurredAt: '2023-05-30T16:53:46.150Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorName: 'octocat',
      action: 'repo.access',
      category: 'repo',
      verb: 'update',
      outcome: 'unknown',
      resourceType: 'repository',
      resourceId: 'octo-org/documentation',
      resourceName: 'octo-org/documentation',
      targets: [
        {
          type: 'user',
          id: null,
          name: 'codertocat',
          email: null,
        },
        {
          type: 'user',
          id: null,
          name: 'hubot',
          email: null,
        },
        {
          type: 'team',
          id: null,
          name: 'octo-org/engineering',
          email: null,
        },
      ],
      orgName: 'octo-org',
      projectName: 'octo-org/documentation',
      before: {
        'data.events': ['push'],
      },
      after: {
        'data.events': ['issues', 'push'],
      },
      changeKind: 'patch',
      changed: ['/data.events'],
    },
  ],
  [
    'E8-312',
    {
      source: 'github',
      occurredAt: '2023-05-30T16:53:47.150Z',
      zoneSource: 'in data',
      actorType: 'USER',
      actorName: 'octocat',
      action: 'org.add_member',
      category: 'org',
      verb: 'grant',
      outcome: 'unknown',
      resourceType: 'organization',
      resourceId: 'octo-org',
      resourceName: 'octo-org',
      targets: [
        {
          type: 'user',
          id: null,
          name: 'codertocat',
          email: null,
        },
        {
          type: 'user',
          id: null,
          name: 'hubot',
          email: null,
        },
        {
          type: 'team',
          id: null,
          name: 'octo-org/engineering',
          email: null,
        },
      ],
      orgName: 'octo-org',
      projectName: 'octo-org/documentation',
      changeKind: 'none',
    },
  ],
];

test('GitHub’s exports, Git events, streamed records and CSV: counted, and read as a person reads them', async (t) => {
  const samples = await importSamples(t, [
    'github_audit/synthetic_export.json',
    'github_audit/synthetic_git-events-export.json.gz',
    'github_audit/ocsf_raw/group_management.json',
    'github_audit/ocsf_raw/account_change.json',
    'github_audit/ocsf_raw/api_activity.json',
    'github_audit/ocsf_raw/authentication.json',
    'github_audit/synthetic_ui_export.csv',
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
      [5, 0, 0, 0],
      [0, 0, 0, 0],
      [6, 0, 0, 0],
      [1, 0, 0, 0],
      [1, 0, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 1, 0],
      [12, 0, 0, 0],
    ],
  );
  const told = byHand.map(([reference]) => [
    reference,
    toldFields(samples.events.find((event) => eventReference(event) === reference)),
  ]);
  assert.deepEqual(told, byHand);
});

const base = { '@timestamp': 1685465626150, action: 'repo.create', actor: 'ada', org: 'acme' };

test('kinds of actor: a bot by flag, by text and by name; a token; a deploy key; a person; nobody', () => {
  const cases: readonly (readonly [JsonRecord, string])[] = [
    [{}, 'USER'],
    [{ actor_is_bot: true }, 'APP'],
    [{ actor_is_bot: 'True' }, 'APP'],
    [{ actor_is_bot: 'False' }, 'USER'],
    [{ actor: 'github-actions[bot]' }, 'APP'],
    [
      { actor: 'dependabot[bot]', programmatic_access_type: 'GitHub App server-to-server token' },
      'APP',
    ],
    [{ programmatic_access_type: 'OAuth access token' }, 'API_KEY'],
    [{ deploy_key_fingerprint: 'SHA256:x', actor: '' }, 'API_KEY'],
    [{ actor: null }, 'UNKNOWN'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne('github', { ...base, ...more }).actorType),
    cases.map(([, type]) => type),
  );
});

test('outcomes are claimed only where a name or a conclusion tells them', () => {
  const cases: readonly (readonly [JsonRecord, string])[] = [
    [{}, 'unknown'],
    [{ action: 'user.failed_login' }, 'failure'],
    [{ action: 'two_factor_authentication.recovery_codes_failed' }, 'failure'],
    [{ action: 'workflows.completed_workflow_run', conclusion: 'failure' }, 'failure'],
    [{ action: 'workflows.completed_workflow_run', conclusion: 'success' }, 'success'],
    [{ action: 'workflows.completed_workflow_run', conclusion: 'cancelled' }, 'unknown'],
  ];
  assert.deepEqual(
    cases.map(([more]) => readOne('github', { ...base, ...more }).outcome),
    cases.map(([, outcome]) => outcome),
  );
});

test('addresses are the actor’s, where they are disclosed', () => {
  assert.deepEqual(
    [{}, { actor_ip: '203.0.113.4' }, { actor_ip: '2001:db8::7' }].map(
      (more) => readOne('github', { ...base, ...more }).ip,
    ),
    [null, '203.0.113.4', '2001:db8::7'],
  );
});

test('old values stand under other names beside the new ones', () => {
  const cases: readonly (readonly [JsonRecord, unknown, unknown])[] = [
    [
      { visibility: 'public', previous_visibility: 'private' },
      { visibility: 'private' },
      { visibility: 'public' },
    ],
    [
      { config: { url: 'b' }, config_was: { url: 'a' } },
      { config: { url: 'a' } },
      { config: { url: 'b' } },
    ],
    [{ data: { events: ['push'], events_were: [] } }, { events: [] }, { events: ['push'] }],
    [{ old_name: 'a', name: 'b' }, { name: 'a' }, { name: 'b' }],
    [
      { ruleset_enforcement: 'disabled', ruleset_old_enforcement: 'active' },
      { ruleset_enforcement: 'active' },
      { ruleset_enforcement: 'disabled' },
    ],
    [{ visibility: 'public' }, undefined, undefined],
  ];
  assert.deepEqual(
    cases.map(([more]) => {
      const { before, after } = readOne('github', { ...base, ...more });
      return [before, after];
    }),
    cases.map(([, before, after]) => [before, after]),
  );
});

test('an event of the enterprise may name several organisations', () => {
  const { orgId, orgName } = readOne('github', { ...base, org: ['acme', 'beta'], org_id: [7, 8] });
  assert.deepEqual([orgId, orgName], ['7', 'acme']);
});
