import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  columnChange,
  columnMenu,
  groupField,
  splitField,
} from '../../../renderer/features/grid/columnIntent.ts';
import type { ColumnIntent } from '../../../renderer/features/grid/columnIntent.ts';
import { gridColumns, markWidth } from '../../../renderer/features/grid/gridColumn.ts';

const names = ['occurredAt', 'actor', 'change'];
const drawn = gridColumns(names, new Map([['occurredAt', 100]]), 'UTC', 2);

test('frozen columns know their place from the left, all others have none', () => {
  assert.deepEqual(
    drawn.map(({ left }) => left),
    [markWidth, markWidth + 100, null],
  );
});

test('what is done with a column is a change of the view, or none', () => {
  const [time, actor, change] = drawn;
  assert.ok(time && actor && change);
  const view = { sort: [{ field: 'actor', desc: true }], frozen: 2 };
  const done = (column: typeof time, intent: ColumnIntent) =>
    columnChange(view, names, column, intent);
  assert.deepEqual(done(time, { kind: 'move', by: 1 }), {
    columns: ['actor', 'occurredAt', 'change'],
  });
  assert.equal(done(time, { kind: 'move', by: -1 }), null);
  assert.deepEqual(done(change, { kind: 'moveTo', place: 0 }), {
    columns: ['change', 'occurredAt', 'actor'],
  });
  assert.deepEqual(done(time, { kind: 'hide' }), { columns: ['actor', 'change'], frozen: 1 });
  assert.deepEqual(done(time, { kind: 'sort', desc: false, also: true }), {
    sort: [
      { field: 'actor', desc: true },
      { field: 'occurredAt', desc: false },
    ],
  });
  assert.equal(done(change, { kind: 'toggleSort', also: false }), null);
  assert.deepEqual(done(change, { kind: 'split' }), { split: null });
});

test('the menu offers only what would change something', () => {
  const [time, , change] = drawn;
  assert.ok(time && change);
  const words = (column: typeof time, place: number) =>
    columnMenu(column, { place, count: 3, sort: [], frozen: 0 }).map((entry) => entry.words);
  assert.deepEqual(words(time, 0), [
    'Sort up',
    'Sort down',
    'Move right',
    'Freeze up to here',
    'Hide',
  ]);
  assert.deepEqual(words(change, 2), [
    'Count by this column…',
    'Move left',
    'Freeze up to here',
    'Hide',
  ]);
});

test('a computed column is counted by what it is made of, and a list never splits bars', () => {
  assert.deepEqual(['scope', 'change', 'occurredAt', 'ip', 'raw./a'].map(groupField), [
    'project',
    'changed',
    null,
    'ip',
    'raw./a',
  ]);
  assert.deepEqual(['change', 'actorRoles', 'scope'].map(splitField), [null, null, 'project']);
});
