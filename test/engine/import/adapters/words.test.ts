import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readDescription } from '../../../../electron/engine/import/adapters/koreDescription.ts';
import {
  actorTypeOf,
  errorOutcome,
  outcomeOf,
  verbOf,
  wordsOf,
} from '../../../../electron/engine/import/adapters/words.ts';

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

const descriptions: readonly (readonly [
  text: string,
  expected: ReturnType<typeof readDescription>,
])[] = [
  ['User logged in via SSO', { details: [], change: null, ip: null, quoted: null }],
  [
    'Role "Tool editor" was edited. Role ID: r-1a2b',
    { details: [['Role ID', 'r-1a2b']], change: null, ip: null, quoted: 'Tool editor' },
  ],
  [
    'Role changed from ‘Viewer’ to ‘Admin’ for 3 users',
    { details: [], change: { field: 'Role', from: 'Viewer', to: 'Admin' }, ip: null, quoted: null },
  ],
  [
    'User logged out from 127.0.0.1 via web',
    { details: [], change: null, ip: '127.0.0.1', quoted: null },
  ],
  ['', { details: [], change: null, ip: null, quoted: null }],
  [
    'Model Name: GPT x, Model Type: open-source, Temperature: 0.7',
    {
      details: [
        ['Model Name', 'GPT x'],
        ['Model Type', 'open-source'],
        ['Temperature', '0.7'],
      ],
      change: null,
      ip: null,
      quoted: null,
    },
  ],
];
for (const [text, expected] of descriptions) {
  test(`reads "${text}"`, () => {
    assert.deepEqual(readDescription(text), expected);
  });
}

test('a long description is read in linear time', () => {
  const long = `${'A b: c, '.repeat(20_000)}${'Word '.repeat(20_000)}`;
  const started = performance.now();
  readDescription(long);
  assert(performance.now() - started < 2000);
});
