import assert from 'node:assert/strict';
import { test } from 'node:test';

import { matchesEvent } from '../../../electron/engine/query/matchesEvent.ts';
import type { CaseEvent } from '../../../shared/event.ts';
import type { Operator } from '../../../shared/filter.ts';
import { event } from '../../helpers/event.ts';

const at = (iso: string): Pick<CaseEvent, 'time'> => ({
  time: { ms: Date.parse(iso), ns: 0, precision: 'second', zoneSource: 'in data' },
});

const cases: readonly [
  claim: string,
  given: Partial<CaseEvent>,
  field: string,
  op: Operator,
  values: string[],
  holds: boolean,
][] = [
  ['is is exact', { action: 'Create' }, 'action', 'is', ['create'], false],
  ['contains ignores case', { action: 'STRASSE' }, 'action', 'contains', ['rass'], true],
  [
    'simple folding keeps ß apart from ss',
    { action: 'Straße' },
    'action',
    'contains',
    ['strasse'],
    false,
  ],
  [
    'a pattern is anchored',
    { action: 'organisation.user.add' },
    'action',
    'matches',
    ['*.user'],
    false,
  ],
  ['isNot keeps events without a value', { orgId: null }, 'orgId', 'isNot', ['a'], true],
  [
    'notContains keeps events without a value',
    { orgId: null },
    'orgId',
    'notContains',
    ['a'],
    true,
  ],
  ['an empty text exists', { orgId: '' }, 'orgId', 'exists', [], true],
  ['null does not exist', { orgId: null }, 'orgId', 'exists', [], false],
  ['any item of a list', { actorRoles: ['a', 'b'] }, 'actorRoles', 'is', ['b'], true],
  ['no item of a list', { actorRoles: ['a', 'b'] }, 'actorRoles', 'isNot', ['b'], false],
  ['decimals compare by value', { orgId: '9' }, 'orgId', 'lt', ['10'], true],
  [
    'long decimals keep every digit',
    { orgId: '12345678901234567891' },
    'orgId',
    'gt',
    ['12345678901234567890'],
    true,
  ],
  ['other texts compare by code unit', { orgId: '9a' }, 'orgId', 'lt', ['10'], false],
  ['IPv4 range', { ip: '10.200.3.4' }, 'ip', 'is', ['10.0.0.0/8'], true],
  ['outside an IPv4 range', { ip: '11.0.0.0' }, 'ip', 'is', ['10.0.0.0/8'], false],
  ['IPv6 range', { ip: '2001:db8:1::5' }, 'ip', 'in', ['10.0.0.0/8', '2001:db8::/32'], true],
  [
    'not in a range keeps what is no address',
    { ip: 'unknown' },
    'ip',
    'isNot',
    ['10.0.0.0/8'],
    true,
  ],
  ['a date is the whole day', at('2026-03-28T23:59:59Z'), 'occurredAt', 'is', ['2026-03-28'], true],
  [
    'after a date is after its end',
    at('2026-03-28T23:59:59Z'),
    'occurredAt',
    'gt',
    ['2026-03-28'],
    false,
  ],
  ['from a date on', at('2026-03-28T00:00:00Z'), 'occurredAt', 'gte', ['2026-03-28'], true],
  [
    'before a date is before its start',
    at('2026-03-28T00:00:00Z'),
    'occurredAt',
    'lt',
    ['2026-03-28'],
    false,
  ],
  [
    'up to a date includes it',
    at('2026-03-28T12:00:00Z'),
    'occurredAt',
    'lte',
    ['2026-03-28'],
    true,
  ],
  ['no time is not before', { time: null }, 'occurredAt', 'lt', ['2026-03-28'], false],
  ['no time is not that day', { time: null }, 'occurredAt', 'isNot', ['2026-03-28'], true],
  ['changed finds the path', { changed: ['/role'] }, '', 'changed', ['/role'], true],
  ['changed finds what lies beneath', { changed: ['/role/name'] }, '', 'changed', ['role'], true],
  [
    'changed is not fooled by a longer name',
    { changed: ['/roles'] },
    '',
    'changed',
    ['/role'],
    false,
  ],
  [
    'changed takes patterns',
    { changed: ['/members/3/role'] },
    '',
    'changed',
    ['/members/*/role'],
    true,
  ],
  ['actor is id, name or e-mail', { actorEmail: 'a@b.c' }, 'actor', 'is', ['a@b.c'], true],
  [
    'not this actor by any of them',
    { actorId: 'x', actorName: 'Anna' },
    'actor',
    'isNot',
    ['Anna'],
    false,
  ],
  [
    'target is any of its texts',
    { targets: [{ type: 'user', id: '7', name: null, email: 'a@b.c' }] },
    'target',
    'is',
    ['a@b.c'],
    true,
  ],
  ['an evidence file by its letter', { original: 3 }, 'original', 'is', ['E3'], true],
  ['an evidence file by its number', { original: 3 }, 'original', 'in', ['2', '3'], true],
  [
    'a path into a state',
    { after: { role: ['OWNER', 'ADMIN'] } },
    'after./role',
    'is',
    ['ADMIN'],
    true,
  ],
  ['a path into the record', {}, 'raw./a/b', 'is', ['12'], true],
  ['a detail', { details: { scope: { a: 1 } } }, 'details.scope', 'contains', ['"a":1'], true],
  ['what every object has is no detail', {}, 'details.constructor', 'exists', [], false],
  ['a search across JSON inside text', {}, '', 'search', ['inner wor*'], true],
  ['a search does not cross values', {}, '', 'search', ['word 12'], false],
  ['a search does not see keys', {}, '', 'search', ['payload'], false],
];

for (const [claim, given, field, op, values, holds] of cases) {
  test(claim, () => {
    const filter = {
      kind: 'group' as const,
      join: 'all' as const,
      items: [{ kind: 'condition' as const, field, op, values, off: false }],
      off: false,
    };
    const value = { a: { b: 12 }, payload: '{"text":"An inner word"}' };
    assert.equal(matchesEvent(filter, event(given), value, { zone: 'UTC', newestMs: 0 }), holds);
  });
}
