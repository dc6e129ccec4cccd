import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cellValue } from '../../../renderer/features/grid/cellFilter.ts';
import {
  fetchedColumns,
  gridColumns,
  shownColumns,
  sortedBy,
} from '../../../renderer/features/grid/gridColumn.ts';
import { gridIntent } from '../../../renderer/features/grid/gridKey.ts';
import { timeText } from '../../../renderer/features/grid/timeText.ts';
import { middleCut } from '../../../renderer/ui/middleCut.ts';
import type { EventRow } from '../../../shared/eventPage.ts';
import { defaultView } from '../../../shared/view.ts';

const row = (cells: Record<string, string>): EventRow => ({
  event: 'E1-0',
  cells,
  verb: 'update',
  outcome: 'success',
  actorType: 'USER',
  flags: [],
});

test('a click sorts up, then down, then not; with Shift beside what sorts already', () => {
  const up = sortedBy([], 'action', false);
  const down = sortedBy(up, 'action', false);
  assert.deepEqual(
    [up, down, sortedBy(down, 'action', false), sortedBy(down, 'ip', false)],
    [
      [{ field: 'action', desc: false }],
      [{ field: 'action', desc: true }],
      [],
      [{ field: 'ip', desc: false }],
    ],
  );
  assert.deepEqual(sortedBy(sortedBy(down, 'ip', true), 'ip', true), [
    { field: 'action', desc: true },
    { field: 'ip', desc: true },
  ]);
});

test('columns are drawn with the zone and the chosen width, and what is no field is left out', () => {
  const drawn = gridColumns(
    ['occurredAt', 'gone', 'raw./a/b', 'change'],
    new Map([['change', 99]]),
    'Europe/Berlin',
  );
  assert.deepEqual(
    drawn.map(({ label, sortField, width }) => [label, sortField, width]),
    [
      ['Time (Europe/Berlin)', 'occurredAt', 206],
      ['raw./a/b', 'raw./a/b', 160],
      ['Change', null, 99],
    ],
  );
});

test('the product is a column of its own once there are two, unless columns were chosen', () => {
  assert.equal(shownColumns(defaultView.columns, 1).includes('source'), false);
  assert.equal(shownColumns(defaultView.columns, 2).at(-1), 'source');
  assert.deepEqual(shownColumns(['action'], 2), ['action']);
});

test('a column brings what its buttons need, once', () => {
  assert.deepEqual(fetchedColumns(['action', 'category', 'ip']), ['action', 'category', 'ip']);
  assert.ok(fetchedColumns(['resource']).includes('resourceId'));
});

test('a cell is filtered by its whole value, a cell without one by having none', () => {
  const full = row({
    action: 'prompt.update',
    projectId: 'p1',
    orgName: 'Acme',
    change: 'role: a → b',
  });
  assert.deepEqual(
    ['action', 'scope', 'change', 'ip'].map((column) => cellValue(full, column)),
    [
      { field: 'action', value: 'prompt.update' },
      { field: 'projectId', value: 'p1' },
      null,
      { field: 'ip', value: null },
    ],
  );
  assert.equal(cellValue(row({ description: 'x'.repeat(400) + '…' }), 'description'), null);
  assert.deepEqual(cellValue(row({}), '__proto__'), { field: '__proto__', value: null });
});

test('an id keeps its end; a name is not cut in the middle', () => {
  assert.deepEqual(middleCut('cf8d46e9384f52bcf8a2c65eda49220b'), {
    head: 'cf8d46e9384f52bcf8a2c65eda',
    tail: '49220b',
  });
  assert.deepEqual(middleCut('the quarterly review of access'), {
    head: 'the quarterly review of access',
    tail: '',
  });
  assert.deepEqual(middleCut('short'), { head: 'short', tail: '' });
});

test('a time is told in the precision that it has', () => {
  const parts = (text: string) => Object.values(timeText(text) ?? { no: 'time' }).join('|');
  assert.deepEqual(
    [
      '2026-02-17',
      '2026-02-17 20:34',
      '2026-02-17 20:34:12',
      '2026-02-17 20:34:12.123456',
      'soon',
    ].map(parts),
    [
      '2026-02-17||',
      '2026-02-17|20:34|',
      '2026-02-17|20:34:12|',
      '2026-02-17|20:34:12|.123456',
      'time',
    ],
  );
});

test('keys of the grid', () => {
  const press = (key: string, more: { ctrl?: boolean; shift?: boolean; alt?: boolean } = {}) =>
    gridIntent({ key, ctrl: false, shift: false, alt: false, ...more }, 20, 1000);
  const table: readonly (readonly [string, unknown])[] = [
    ['j', { kind: 'move', by: 1 }],
    ['ArrowUp', { kind: 'move', by: -1 }],
    ['PageDown', { kind: 'move', by: 20 }],
    ['End', { kind: 'go', row: 999 }],
    ['Home', { kind: 'go', row: 0 }],
    ['Enter', { kind: 'open' }],
    ['=', { kind: 'include' }],
    ['-', { kind: 'exclude' }],
    ['y', { kind: 'copyCell' }],
    ['Y', { kind: 'copyRow' }],
    ['>', { kind: 'column', does: { kind: 'widen', by: 1 } }],
    ['S', { kind: 'column', does: { kind: 'sort', also: true } }],
    ['g', { kind: 'column', does: { kind: 'group' } }],
    ['q', null],
  ];
  assert.deepEqual(
    table.map(([key]) => press(key)),
    table.map(([, intent]) => intent),
  );
  assert.deepEqual(press('g', { ctrl: true }), { kind: 'goTo' });
  assert.deepEqual(press('ArrowUp', { shift: true }), { kind: 'extend', by: -1 });
  assert.deepEqual(press('ArrowLeft', { shift: true }), {
    kind: 'column',
    does: { kind: 'move', by: -1 },
  });
  assert.deepEqual(press('Escape'), { kind: 'unselect' });
  assert.equal(press('ArrowDown', { alt: true }), null);
});
