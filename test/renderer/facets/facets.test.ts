import assert from 'node:assert/strict';
import { test } from 'node:test';

import { usualFacets, offeredFacets } from '../../../renderer/features/facets/facetFields.ts';
import { facetIntent } from '../../../renderer/features/facets/facetKey.ts';
import { treeOf } from '../../../renderer/features/facets/treeOf.ts';
import type { TreeNode } from '../../../renderer/features/facets/treeOf.ts';

const drawn = (nodes: readonly TreeNode[], depth = 0): readonly string[] =>
  nodes.flatMap(({ label, count, values, children }) => [
    `${'  '.repeat(depth)}${label} ${count}${values.length > 0 ? '' : ' (way)'}`,
    ...drawn(children, depth + 1),
  ]);

test('actions become a tree of dots: counts at every node, frequent first, single ways as one', () => {
  const tree = treeOf([
    { value: 'organisation.user', count: 5 },
    { value: 'organisation.user.role', count: 3 },
    { value: 'prompt.update', count: 9 },
    { value: 'organisation.key.create', count: 2 },
    { value: 'login', count: 1 },
  ]);
  assert.deepEqual(drawn(tree), [
    'organisation 10 (way)',
    '  user 8',
    '    role 3',
    '  key.create 2',
    'prompt.update 9',
    'login 1',
  ]);
  assert.equal(tree[0]?.children[1]?.path, 'organisation.key.create');
});

test('what differs in case alone is one node, with the values of every spelling', () => {
  const tree = treeOf([
    { value: 'prompt.create', count: 4 },
    { value: 'Prompt.Create', count: 1 },
    { value: 'prompt.delete', count: 1 },
  ]);
  assert.deepEqual(drawn(tree), ['prompt 6 (way)', '  create 5', '  delete 1']);
  assert.deepEqual(tree[0]?.children[0]?.values, ['prompt.create', 'Prompt.Create']);
});

test('letters with Ctrl or Alt are not the list’s, and Enter alone is the button’s', () => {
  const press = { ctrl: false, shift: false, alt: false };
  assert.deepEqual(facetIntent({ ...press, key: 'j' }), { kind: 'move', by: 1 });
  assert.deepEqual(facetIntent({ ...press, key: '-' }), { kind: 'exclude' });
  assert.deepEqual(facetIntent({ ...press, key: 'Enter', shift: true }), { kind: 'only' });
  assert.equal(facetIntent({ ...press, key: 'Enter' }), null);
  assert.equal(facetIntent({ ...press, key: 'j', ctrl: true }), null);
});

test('every usual facet can be taken away and found again', () => {
  const offered = offeredFacets().map(({ name }) => name);
  assert.deepEqual(
    usualFacets.filter((name) => !offered.includes(name)),
    [],
  );
});
