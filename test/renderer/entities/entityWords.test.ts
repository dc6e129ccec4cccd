import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  entitySubtitle,
  entityTitle,
  heatShare,
} from '../../../renderer/features/entities/entityWords.ts';
import { entityOf } from '../../../shared/entity.ts';
import type { EntityRow } from '../../../shared/entity.ts';

test('an id goes under the name it has; an e-mail stays on top', () => {
  const row = (field: string, value: string, name: string | null): EntityRow => ({
    kind: 'actor',
    field,
    value,
    name,
    type: 'USER',
    count: 1,
    first: null,
    last: null,
    firstDoubt: null,
    lastDoubt: null,
  });
  const both = (one: EntityRow) => [entityTitle(one), entitySubtitle(one)];
  assert.deepEqual(
    [
      both(row('actorId', 'user-1', 'Bob')),
      both(row('actorId', 'user-1', null)),
      both(row('actorEmail', 'bob@acme.example', 'Bob')),
      both(row('actorName', 'Bob', null)),
    ],
    [
      ['Bob', 'user-1'],
      ['user-1', null],
      ['bob@acme.example', 'Bob'],
      ['Bob', null],
    ],
  );
});

test('the actor of an event is told by its id, a key too', () => {
  const fields = { actorType: 'USER', actorId: 'user-1', actorEmail: 'bob@acme.example', ip: '' };
  assert.deepEqual(
    [
      entityOf('actor', fields),
      entityOf('actor', { ...fields, actorType: 'API_KEY' }),
      entityOf('ip', fields),
    ],
    [
      { kind: 'actor', field: 'actorId', value: 'user-1' },
      { kind: 'key', field: 'actorId', value: 'user-1' },
      null,
    ],
  );
});

test('one event among thousands still shows in the heat map', () => {
  assert.ok(heatShare(1, 100_000) >= 10);
  assert.equal(heatShare(0, 100_000), 0);
  assert.ok(heatShare(100_000, 100_000) <= 100);
});
