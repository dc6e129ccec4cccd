import assert from 'node:assert/strict';
import { test } from 'node:test';

import { goTarget } from '../../../renderer/features/events/goTarget.ts';
import { fromSetting, toSetting } from '../../../renderer/features/events/gridSettings.ts';
import { resultWords } from '../../../renderer/features/events/resultWords.ts';
import { screenIntent } from '../../../renderer/features/events/screenKey.ts';

test('keys of the Events screen', () => {
  const press = (key: string, more: object = {}) =>
    screenIntent({ key, ctrl: false, shift: false, alt: false, isWriting: false, ...more });
  const kinds = ['/', 'f', 'F', 'o', 'O', 'd', 'Escape', 'q'].map(
    (key) => press(key)?.kind ?? null,
  );
  assert.deepEqual(kinds, [
    'search',
    'build',
    'text',
    'toggleLast',
    'toggleAll',
    'changes',
    'leave',
    null,
  ]);
  assert.deepEqual(press('3'), { kind: 'tab', tab: 2 });
  assert.deepEqual(press(']'), { kind: 'neighbour', to: 'next' });
  assert.deepEqual(press('z', { ctrl: true, shift: true }), { kind: 'redo' });
  assert.deepEqual(press('z'), { kind: 'zone' });
  const alt = (key: string, more: object = {}) => press(key, { alt: true, ...more })?.kind ?? null;
  assert.deepEqual(
    [alt('ArrowLeft'), alt('ArrowRight'), alt('z'), alt('ArrowLeft', { isWriting: true })],
    ['back', 'forward', null, null],
  );
});

test('letters are letters where text is written, and its undo is its own', () => {
  const writing = (key: string, ctrl = false) =>
    screenIntent({ key, ctrl, shift: false, alt: false, isWriting: true });
  assert.deepEqual(
    [writing('d'), writing('z'), writing('z', true), writing('e', true)?.kind],
    [null, null, null, 'clear'],
  );
});

test('"Go to" takes a row, a reference or a time', () => {
  const to = (text: string) => goTarget(text, 'UTC', 1000);
  assert.deepEqual(['7', '7,000,000', 'E3-1048211', '2026-06-18 22:40', '2026'].map(to), [
    { kind: 'row', row: 6 },
    { kind: 'row', row: 999 },
    { kind: 'find', target: 'E3-1048211', isReference: true },
    { kind: 'find', target: '2026-06-18 22:40', isReference: false },
    { kind: 'find', target: '2026', isReference: false },
  ]);
  assert.throws(() => to('somewhere'), /is not a time/);
});

test('a count that is not exact yet says so', () => {
  assert.deepEqual(
    [
      resultWords({ total: 1284, exact: true, tookMs: 1 }, 48211),
      resultWords({ total: 1000, exact: false, tookMs: 1 }, 48211),
      resultWords(null, 48211),
    ],
    ['1,284 of 48,211 events', '≥ 1,000 of 48,211 events', '48,211 events'],
  );
});

test('the layout of the screen survives the case, and nonsense gives the defaults', () => {
  const settings = { ...fromSetting(undefined), widths: new Map([['action', 300]]), isRoomy: true };
  assert.deepEqual(fromSetting(toSetting(settings)), settings);
  assert.deepEqual(fromSetting(['x']), fromSetting(null));
});
