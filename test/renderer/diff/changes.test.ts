import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  bookkeeping,
  changeRow,
  filterValue,
  unchangedRows,
} from '../../../renderer/features/diff/changeRows.ts';
import { changeState } from '../../../renderer/features/diff/changeState.ts';
import { hasSecret } from '../../../renderer/features/diff/hasSecret.ts';
import { diffStates } from '../../../shared/diff.ts';
import type { JsonValue } from '../../../shared/event.ts';
import { stateText } from '../../../shared/stateText.ts';
import { eventDetail } from '../eventDetail.ts';

const before = { role: 'member', tags: ['a', 'b'], meta: { seen: 1, by: 'x' }, updatedAt: 1 };
const after = {
  role: 'owner',
  tags: ['b', 'c'],
  meta: { seen: 1, by: 'y' },
  extra: true,
  updatedAt: 2,
};

test('each kind of change has a glyph, a word and both sides', () => {
  const { changes } = diffStates(before, after, { volatile: ['/updatedAt'] });
  const told = changes.map((change) => {
    const { glyph, word, path, before: was, after: is } = changeRow(change);
    return `${glyph} ${word} ${path}: ${was.join(', ')} → ${is.join(', ')}`;
  });
  assert.deepEqual(told, [
    '± changed /role: "member" → "owner"',
    '≡ list /tags: − "a" → + "c"',
    '± changed /meta/by: "x" → "y"',
    '+ added /extra:  → true',
  ]);
});

test('a state that is text stands without quotes of ours', () => {
  const row = changeRow({ kind: 'changed', path: '', before: '{"a":', after: '{"a":1' });
  assert.deepEqual([row.before, row.after], [['{"a":'], ['{"a":1']]);
});

test('what stayed the same is listed beside what changed, bookkeeping apart', () => {
  const volatile = ['/updatedAt', '/version'];
  const { changes } = diffStates(before, after, { volatile });
  assert.deepEqual(
    unchangedRows(before, after, changes, volatile).map(({ path }) => path),
    ['/meta/seen'],
  );
  assert.deepEqual(bookkeeping(before, after, volatile), ['/updatedAt']);
});

test('what is known of two states, in words', () => {
  type Case = readonly [
    verb: string,
    kind: string,
    was: JsonValue | undefined,
    is: JsonValue | undefined,
    words: string | null,
  ];
  const table: readonly Case[] = [
    ['update', 'none', undefined, undefined, 'No state was logged'],
    ['update', 'snapshot', null, null, 'No state was logged'],
    ['create', 'snapshot', undefined, { a: 1 }, 'Created with'],
    ['delete', 'snapshot', { a: 1 }, null, 'Deleted, last known state'],
    ['update', 'snapshot', undefined, { a: 1 }, 'Before is missing: cannot tell what changed'],
    [
      'update',
      'snapshot',
      { a: 1 },
      undefined,
      'After is missing: what stands under Before is the last known state',
    ],
    ['update', 'snapshot', { a: 1 }, { a: 1 }, 'Logged before and after are equal'],
    ['update', 'request', undefined, { a: 1 }, 'Requested; the result was not recorded'],
    ['update', 'patch', undefined, { a: 1 }, 'Only what was set is logged, not what it was before'],
    [
      'update',
      'derived from words',
      'X',
      'Y',
      'Told in words by the source; before and after are derived from them by Casebook',
    ],
    ['update', 'snapshot', { a: 1 }, { a: 2 }, null],
  ];
  assert.deepEqual(
    table.map(([verb, changeKind, was, is]) => {
      const { changes, unchanged } = diffStates(was, is, { volatile: [] });
      return changeState(
        eventDetail({ changeKind, before: was, after: is, changes, unchanged, fields: { verb } }),
      ).words;
    }),
    table.map((row) => row[4]),
  );
});

test('a state that is not JSON is said to be text', () => {
  assert.equal(changeState(eventDetail({ before: '{"a":', after: undefined })).notJson, true);
  assert.equal(changeState(eventDetail({ before: '"a"', after: undefined })).notJson, false);
});

test('states for the editor: keys sorted at every depth, or as they were logged', () => {
  const state = { b: [{ d: 1, c: 2 }], a: null };
  assert.equal(
    stateText(state, 'sorted'),
    JSON.stringify({ a: null, b: [{ c: 2, d: 1 }] }, null, 2),
  );
  assert.equal(stateText(state, 'as logged'), JSON.stringify(state, null, 2));
  assert.deepEqual(
    [stateText(null, 'sorted'), stateText('not {json', 'sorted')],
    ['', 'not {json'],
  );
});

test('a key named __proto__ is a key', () => {
  const state: JsonValue = JSON.parse('{"__proto__":{"x":1},"a":2}');
  assert.deepEqual(JSON.parse(stateText(state, 'sorted')), state);
});

test('a secret within a state is found by its name', () => {
  assert.equal(hasSecret({ list: [{ apiKey: 'a-real-looking-value' }] }), true);
  assert.equal(hasSecret({ list: [{ name: 'x' }] }), false);
});

test('a shown value can be filtered by when it is one value', () => {
  assert.deepEqual(
    ['"OWNER"', '+ "prod"', '5', 'true', 'null', '{}', '""', 'in another order'].map(filterValue),
    ['OWNER', 'prod', '5', 'true', null, null, null, null],
  );
});
