import assert from 'node:assert/strict';
import { test } from 'node:test';

import { commandOf, isUsable, keys } from '../../../renderer/app/keys.ts';
import type { Press } from '../../../renderer/app/keys.ts';

function press(change: Partial<Press>): Press {
  return { key: '', ctrl: false, shift: false, alt: false, isTyping: false, ...change };
}

test('each key of the window gives its command, and a key inside a word gives none', () => {
  const cases: readonly (readonly [Partial<Press>, string | null])[] = [
    [{ key: 'i', ctrl: true }, 'import'],
    [{ key: 'E', ctrl: true, shift: true }, 'export'],
    [{ key: 'e', ctrl: true }, null],
    [{ key: '2', ctrl: true }, 'Evidence files'],
    [{ key: '2' }, null],
    [{ key: 'k', ctrl: true, isTyping: true }, 'commands'],
    [{ key: '?', shift: true }, 'help'],
    [{ key: '?', shift: true, isTyping: true }, null],
    [{ key: 'F6' }, 'next-region'],
    [{ key: 'F6', shift: true }, 'previous-region'],
    [{ key: 'i', ctrl: true, alt: true }, null],
  ];
  assert.deepEqual(
    cases.map(([change]) => commandOf(press(change))),
    cases.map(([, command]) => command),
  );
});

test('no two commands have the same key', () => {
  assert.equal(new Set(keys.map(({ key }) => key)).size, keys.length);
});

test('a case that is open for reading takes no import but gives an export', () => {
  const now = { hasCase: true, isReadOnly: true };
  assert.deepEqual([isUsable('import', now), isUsable('export', now)], [false, true]);
});

test('without a case only the window itself can be commanded', () => {
  const now = { hasCase: false, isReadOnly: false };
  const usable = keys.map(({ command }) => command).filter((command) => isUsable(command, now));
  assert.deepEqual(usable, ['commands', 'next-region', 'previous-region', 'help']);
});
