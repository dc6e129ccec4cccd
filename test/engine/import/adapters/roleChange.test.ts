import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { JsonValue } from '../../../../shared/event.ts';
import { langfuseRecord } from '../../../helpers/importedCase.ts';
import { readOne } from '../../../helpers/readBySource.ts';

const member = (before: JsonValue, after: JsonValue, more = {}): string =>
  readOne(
    'langfuse',
    langfuseRecord('a', {
      resourceType: 'orgMembership',
      action: 'update',
      before: before === null ? null : JSON.stringify(before),
      after: after === null ? null : JSON.stringify(after),
      ...more,
    }),
  ).verb;

const cases: readonly (readonly [
  claim: string,
  verb: string,
  before: JsonValue,
  after: JsonValue,
])[] = [
  ['up is a grant', 'grant', { role: 'MEMBER' }, { role: 'OWNER' }],
  ['down is a revocation', 'revoke', { role: 'ADMIN' }, { role: 'MEMBER' }],
  ['to none is a revocation', 'revoke', { role: 'VIEWER' }, { role: 'NONE' }],
  ['of the same role claims neither', 'update', { role: 'ADMIN' }, { role: 'ADMIN' }],
  ['of roles nobody knows claims neither', 'update', { role: 'ADMIN' }, { role: 'AUDITOR' }],
  ['without the state before claims neither', 'update', null, { role: 'OWNER' }],
];
for (const [claim, verb, before, after] of cases) {
  test(`a change of a member’s role ${claim}`, () => {
    assert.equal(member(before, after), verb);
  });
}

test('a role assigned to whoever had none is granted; in the place of another, nobody says which is more', () => {
  const assigned = (roleName: string | null): string =>
    readOne('arcane', {
      id: 'a',
      createdAt: '2026-06-18T12:00:00.000Z',
      action: 'organisation.user.role.assigned',
      resourceType: 'organisation_role_assignment',
      resourceId: 'b',
      organisationId: 'o',
      beforeState: { roleName },
      afterState: { roleName: 'Member' },
    }).verb;
  assert.deepEqual([assigned(null), assigned('Org Admin')], ['grant', 'update']);
});

test('nothing but a membership is a change of role', () => {
  const states = [{ role: 'ADMIN' }, { role: 'MEMBER' }] as const;
  assert.equal(member(...states, { resourceType: 'prompt' }), 'update');
  assert.equal(member(...states, { action: 'delete' }), 'revoke');
});
