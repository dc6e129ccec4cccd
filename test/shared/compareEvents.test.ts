import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compareEvents } from '../../shared/compareEvents.ts';
import type { JsonValue } from '../../shared/event.ts';

const one = (
  fields: Readonly<Record<string, JsonValue>>,
  before?: JsonValue,
  after?: JsonValue,
) => ({ fields, before, after });

test('only what differs is told, fields by name and states by path; where an event lies is no difference', () => {
  const found = compareEvents([
    one(
      { event: 'E1-0', offset: 0, actorId: 'a', action: 'update', details: { scope: 'x', n: 1 } },
      { role: { name: 'MEMBER', id: 7 }, tags: ['a'] },
    ),
    one(
      { event: 'E1-9', offset: 9, actorId: 'b', action: 'update', details: { scope: 'x' } },
      { role: { name: 'OWNER', id: 7 }, tags: ['a'] },
      { role: null },
    ),
  ]);
  assert.deepEqual(
    found.differing.map(({ part, path, values }) => [part, path, values]),
    [
      ['fields', 'actorId', ['a', 'b']],
      ['details', 'n', [1, undefined]],
      ['before', '/role/name', ['MEMBER', 'OWNER']],
      ['after', '/role', [undefined, null]],
    ],
  );
  assert.deepEqual(
    found.same.map(({ part, path }) => `${part} ${path}`),
    ['fields action', 'details scope', 'before /role/id', 'before /tags'],
  );
});

test('details that are objects are gone into, so that one key of many is found', () => {
  const asked = (id: string | null): JsonValue => ({
    requestParameters: { bucketName: 'logs', filter: { requestId: id }, list: [1, 2] },
    empty: null,
  });
  const found = compareEvents([one({ details: asked('r-1') }), one({ details: asked('r-2') })]);
  assert.deepEqual(found.differing, [
    {
      part: 'details',
      path: 'requestParameters/filter/requestId',
      label: 'requestParameters/filter/requestId',
      values: ['r-1', 'r-2'],
    },
  ]);
  assert.deepEqual(
    found.same.map(({ path }) => path),
    ['requestParameters/bucketName', 'requestParameters/list', 'empty'],
  );
});

test('the text 5 and the number 5 differ; the order of keys does not count', () => {
  const found = compareEvents([
    one({}, { a: '5', list: [{ x: 1, y: 2 }] }),
    one({}, { list: [{ y: 2, x: 1 }], a: 5 }),
    one({}, { a: 5, list: [{ x: 1, y: 2 }] }),
  ]);
  assert.deepEqual(
    found.differing.map(({ path }) => path),
    ['/a'],
  );
});
