import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readDescription } from '../../../../electron/engine/import/adapters/koreDescription.ts';
import { verbOf } from '../../../../electron/engine/import/adapters/verb.ts';
import {
  actorTypeOf,
  errorOutcome,
  outcomeOf,
  wordsOf,
} from '../../../../electron/engine/import/adapters/words.ts';
import type { JsonValue } from '../../../../shared/event.ts';

function table<T>(
  name: string,
  of: (word: string) => T,
  cases: readonly (readonly [word: string, expected: T])[],
): void {
  test(name, () => {
    assert.deepEqual(
      cases.map(([word]) => [word, of(word)]),
      cases,
    );
  });
}

table('an action’s words', (word) => wordsOf(word).join(' '), [
  ['CreateUser', 'create user'],
  ['user.role_assigned', 'user role assigned'],
  ['API Key created', 'api key created'],
  ['DeleteDBInstance', 'delete db instance'],
  ['GetBucketACL', 'get bucket acl'],
  ['', ''],
]);

table('an action’s verb', verbOf, [
  ['CreateUser', 'create'],
  ['organisation.user.invited', 'grant'],
  ['organisation.user.removed', 'delete'],
  ['organisation.user.role.assigned', 'grant'],
  ['user.login', 'login'],
  ['Logout', 'logout'],
  ['batchExport', 'export'],
  ['ListBuckets', 'read'],
  ['StopLogging', 'disable'],
  ['Model deployed', 'enable'],
  ['Tool undeployed', 'disable'],
  ['prompt.updateTags', 'update'],
  ['AuthorizeSecurityGroupIngress', 'grant'],
  ['RevokeSecurityGroupIngress', 'revoke'],
  ['View created', 'create'],
  ['ip_allow_list', 'other'],
  ['storage.objects.list', 'read'],
  ['UserLoggedIn', 'login'],
  ['user.session.start', 'login'],
  ['Microsoft.Storage/storageAccounts/listKeys/action', 'read'],
  ['member_role_changed', 'update'],
  ['org.add_member', 'grant'],
  ['AttachVolume', 'other'],
  ['AttachUserPolicy', 'grant'],
  ['repo.access', 'other'],
  ['StartSession', 'other'],
  ['frobnicate', 'other'],
  ['', 'other'],
  ['constructor', 'other'],
  ['__proto__', 'other'],
]);

table('an outcome’s word', outcomeOf, [
  ['success', 'success'],
  ['SUCCESS', 'success'],
  ['Succeeded', 'success'],
  ['ok', 'success'],
  ['200', 'success'],
  ['ALLOW', 'success'],
  ['AccessDenied', 'denied'],
  ['UnauthorizedOperation', 'denied'],
  ['403', 'denied'],
  ['FAILURE', 'failure'],
  ['false', 'failure'],
  ['500', 'failure'],
  ['not successful: error', 'failure'],
  ['unsuccessful', 'failure'],
  ['CHALLENGE', 'pending'],
  ['started', 'pending'],
  ['whatever', 'unknown'],
  ['', 'unknown'],
]);

table('an actor type’s word', actorTypeOf, [
  ['user', 'USER'],
  ['IAMUser', 'USER'],
  ['AssumedRole', 'USER'],
  ['API_KEY', 'API_KEY'],
  ['api-key', 'API_KEY'],
  ['bot', 'APP'],
  ['AWSService', 'SERVICE'],
  ['System', 'SYSTEM'],
  ['', null],
  ['stranger', null],
]);

test('no error is success, and a refusal is denied', () => {
  assert.deepEqual(
    [null, 'AccessDenied', 'Client.UnauthorizedOperation', 'NoSuchBucket'].map(errorOutcome),
    ['success', 'denied', 'denied', 'failure'],
  );
});

type Told = {
  pairs?: readonly (readonly [string, JsonValue])[];
  quoted?: readonly string[];
} & Partial<Pick<ReturnType<typeof readDescription>, 'change' | 'ip'>>;
const descriptions: readonly (readonly [text: string, expected: Told])[] = [
  ['User logged in via SSO', {}],
  [
    'Role "Tool editor" was edited. Role ID: r-1a2b',
    { pairs: [['Role ID', 'r-1a2b']], quoted: ['Tool editor'] },
  ],
  [
    'Role changed from ‘Viewer’ to ‘Admin’ for 3 users',
    { change: { field: 'Role', from: 'Viewer', to: 'Admin' } },
  ],
  [
    'Default role for new users changed from ‘Viewer’ to ‘Member’',
    { change: { field: 'Default role for new users', from: 'Viewer', to: 'Member' } },
  ],
  [
    'User logged out at Sat Jan 04 2020 22:36:52 GMT+0530(India Standard Time) from 127.0.0.1 via web',
    { ip: '127.0.0.1' },
  ],
  ['from the 3 users of 10.0.0', {}],
  ['', {}],
  ['API Key created for Model Name: gpt-4o', { pairs: [['Model Name', 'gpt-4o']] }],
  [
    'Environment variable "API_BASE" edited in Tool ID: t-42',
    { pairs: [['Tool ID', 't-42']], quoted: ['API_BASE'] },
  ],
  [
    'Added User IDs: u-1, u-2\nRole Name: Member\nRole ID: r-9',
    {
      pairs: [
        ['Added User IDs', 'u-1, u-2'],
        ['Role Name', 'Member'],
        ['Role ID', 'r-9'],
      ],
    },
  ],
  [
    'Version Name: v4, Prompt Name: "Refund, EU"',
    {
      pairs: [
        ['Version Name', 'v4'],
        ['Prompt Name', 'Refund, EU'],
      ],
    },
  ],
  [
    'Model Name: GPT x, Model Type: open-source, Temperature: 0.7',
    {
      pairs: [
        ['Model Name', 'GPT x'],
        ['Model Type', 'open-source'],
        ['Temperature', '0.7'],
      ],
    },
  ],
];
for (const [text, expected] of descriptions) {
  test(`reads "${text}"`, () => {
    const { pairs, quoted, change, ip } = readDescription(text);
    assert.deepEqual(
      { pairs: [...pairs], quoted, change, ip },
      { pairs: [], quoted: [], change: null, ip: null, ...expected },
    );
  });
}

test('a long description is read in linear time', () => {
  const long = `${'A b: c, '.repeat(20_000)}${'Word '.repeat(20_000)}`;
  const started = performance.now();
  for (const text of [long, ' '.repeat(1_000_000), 'a '.repeat(500_000), '"'.repeat(100_000)])
    readDescription(text);
  assert(performance.now() - started < 2000);
});

test('an action is of the same kind in capitals, without them and in both', () => {
  const actions = [
    'Microsoft.KeyVault/vaults/secrets/getSecret/action',
    'Microsoft.CognitiveServices/accounts/listKeys/action',
    'Microsoft.KeyVault/vaults/keys/purge/action',
    'Microsoft.Compute/virtualMachines/write',
    'CreateUser',
    'GetObject',
    'DeleteKey',
    'Settings',
    'Listener',
    'API Key created',
  ];
  for (const action of actions)
    assert.deepEqual(
      [action.toLowerCase(), action.toUpperCase()].map(verbOf),
      [verbOf(action), verbOf(action)],
      action,
    );
});
